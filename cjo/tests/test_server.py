"""A server loads everything before its first request, and nothing without need."""

import os
import subprocess
import sys

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

    def test_it_loads_no_library_that_the_desk_or_an_engine_alone_needs(self) -> None:
        code = "import sys, cjo.wsgi; print({'yaml', 'psycopg'} & {*sys.modules})"
        environment = {
            **os.environ,
            "DATABASE_URL": "sqlite://:memory:",
            "DJANGO_SETTINGS_MODULE": "cjo.settings",
        }
        command = [sys.executable, "-c", code]
        loaded = subprocess.run(
            command, env=environment, check=True, capture_output=True, text=True
        )
        self.assertEqual(loaded.stdout.strip(), "set()")
