"""The articles app: what is written and published."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = "Articles"

    def ready(self) -> None:
        from articles.extensions import registries
        from articles.models import checks  # noqa: F401
        from articles.models.frozen import install_triggers_after_migrate
        from articles.permissions import make_roles_after_migrate
        from articles.presentation.corrections import ArticleLog
        from articles.search import articles as article_search
        from articles.search.engines import install_after_migrate

        article_search.register()
        registries.register_correction_log(ArticleLog())
        post_migrate.connect(install_triggers_after_migrate, sender=self)
        post_migrate.connect(make_roles_after_migrate, sender=self)
        post_migrate.connect(install_after_migrate, sender=self)
