"""The site as a whole: its admin, its template tags, its commands."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class ObserverAdminConfig(admin_apps.AdminConfig):
    # Two configurations in this module: Django has to know which is the app's own
    default = False
    default_site = "cjo.admin.ObserverAdminSite"


class ObserverConfig(AppConfig):
    default = True
    name = "cjo"
    verbose_name = "China Justice Observer"

    def ready(self) -> None:
        # imported here: models can be imported only after all apps are loaded
        from cjo import checks  # noqa: F401
        from cjo.accounts import log  # noqa: F401
