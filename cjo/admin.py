"""The desk: Django's admin under this site's name."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class ObserverAdminSite(admin.AdminSite):
    site_header = _("China Justice Observer: the desk")
    site_title = _("The desk")
    index_title = _("What waits")
