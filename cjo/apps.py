"""The site as a whole: its admin, its template tags, its commands."""

from typing import Any

from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


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
        from cjo.accounts import log  # noqa: F401
        from cjo.data import checks  # noqa: F401

        # an app without models, as this one, is sent no signal
        post_migrate.connect(make_cache_table, sender=apps.get_app_config("articles"))


def make_cache_table(using: str, **kwargs: Any) -> None:
    # no migration makes the table in which sign-ins are counted
    call_command("createcachetable", database=using, verbosity=0)
