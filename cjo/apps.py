"""The site as a whole: its admin, its static files, its commands."""

from django.contrib.admin.apps import AdminConfig


class ObserverAdminConfig(AdminConfig):
    default_site = "cjo.admin.ObserverAdminSite"
