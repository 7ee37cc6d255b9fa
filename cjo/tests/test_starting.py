"""What a server does before its first reader comes, and after each answer."""

import gc
from typing import Any
from weakref import ref

from django.core.signals import request_finished
from django.template.engine import Engine
from django.template.loaders.cached import Loader

from cjo.server import load_everything, tidy_after_answers
from cjo.test import BaseTestCase


class StartingTests(BaseTestCase):
    def test_it_loads_every_template_and_asks_no_database(self) -> None:
        with self.assertNumQueries(0):
            load_everything()
        (cached,) = Engine.get_default().template_loaders
        assert isinstance(cached, Loader)
        self.assertIn("articles/article.html", cached.get_template_cache)
        self.assertIn("cases/case.html", cached.get_template_cache)


class Page:
    """In a circle with itself, as Django's context of a page is."""

    def __init__(self) -> None:
        self.itself = self


class TidyingTests(BaseTestCase):
    def setUp(self) -> None:
        self.addCleanup(gc.set_threshold, *gc.get_threshold())
        self.addCleanup(gc.unfreeze)
        self.addCleanup(request_finished.disconnect, dispatch_uid="tidy")

    def test_a_page_is_forgotten_when_it_was_sent_and_not_before(self) -> None:
        tidy_after_answers()
        page: Any = Page()
        kept = ref(page)
        del page
        self.assertIsNotNone(kept())
        request_finished.send(sender=None)
        self.assertIsNone(kept())
