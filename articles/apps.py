"""The articles app: texts, their languages, versions and lists."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        # imported here: models can be imported only after all apps are loaded
        from articles.extensions import registries
        from articles.models import checks  # noqa: F401
        from articles.models.triggers import install_triggers_after_migrate
        from articles.permissions import make_roles_after_migrate
        from articles.presentation.corrections import ArticleLog
        from articles.presentation.corrections_of_sources import SourceLog
        from articles.search import articles as article_search
        from articles.search import pages as page_search
        from articles.search import taxonomy as taxonomy_search
        from articles.search.engines import install_after_migrate

        article_search.register()
        page_search.register()
        taxonomy_search.register()
        registries.register_correction_log(ArticleLog())
        registries.register_correction_log(SourceLog())
        # after every migrate, since SQLite drops the triggers of a rebuilt table
        post_migrate.connect(install_triggers_after_migrate, sender=self)
        post_migrate.connect(make_roles_after_migrate, sender=self)
        post_migrate.connect(install_after_migrate, sender=self)
