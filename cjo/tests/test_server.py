"""A server loads everything before its first request."""

from django.template.engine import Engine
from django.template.loaders.cached import Loader

from cjo.serving.preparation import load_everything
from cjo.test import BaseTestCase


class ServerTests(BaseTestCase):
    def test_it_loads_every_template_and_queries_no_database(self) -> None:
        with self.assertNumQueries(0):
            load_everything()
        (cached,) = Engine.get_default().template_loaders
        assert isinstance(cached, Loader)
        self.assertIn("articles/article.html", cached.get_template_cache)
        self.assertIn("cases/case.html", cached.get_template_cache)
