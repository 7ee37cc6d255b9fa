"""The cases app: courts, laws, cases, collections, overviews."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"
    verbose_name = "Cases"

    def ready(self) -> None:
        # imported here: models can be imported only after all apps are loaded
        from cases.extensions import register

        register.register()
