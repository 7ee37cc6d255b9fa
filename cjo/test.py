"""Base classes of all tests: the cast of users, and short ways to make a text."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import (
    TestCase,
    TransactionTestCase,
    override_settings,
)
from django.utils import translation
from lxml import etree

from articles.models import Article, Contributor, ContributorText, Edition, Version
from articles.models.triggers import install_triggers, remove_triggers
from articles.permissions import CONTRIBUTOR, EDITOR
from articles.presentation.navigation import navigation_of
from articles.publishing import add_language, create_article, publish, save_draft

PASSWORD = "correct horse battery staple"


def make_user(name: str, role: str = "") -> User:
    user = User.objects.create_user(name, password=PASSWORD, is_staff=bool(role))
    if role:
        user.groups.add(Group.objects.get_or_create(name=role)[0])
    return user


class Cast:
    """Mei publishes, Omar writes; a reader is not signed in."""

    mei: User
    omar: User

    @classmethod
    def enter(cls) -> None:
        cls.mei = make_user("mei", EDITOR)
        cls.omar = make_user("omar", CONTRIBUTOR)

    def make_article(self, slug: str = "court-opens", **fields: Any) -> Article:
        return create_article(by=self.mei, slug=slug, **_dated(fields))

    def make_edition(
        self,
        slug: str = "court-opens",
        language: str = "en",
        *,
        work: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Edition:
        """Make a draft; pass only the fields that matter to the test."""
        article = Article.objects.filter(slug=slug).first()
        if article is None:
            article = self.make_article(slug, **(work or {}))
        edition = add_language(article, language, by=self.omar)
        text = {
            "title": "Court opens",
            "abstract": "A court opened its doors.",
            "body": "The court opened in spring.",
        }
        return save_draft(edition, by=self.omar, **{**text, **changes})

    def make_published(
        self,
        slug: str = "court-opens",
        language: str = "en",
        *,
        work: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Edition:
        edition = self.make_edition(slug, language, work=work, **changes)
        publish(edition, by=self.mei)
        edition.refresh_from_db()
        return edition

    def republish(
        self, edition: Edition, change: str = "typo", note: str = "", **changes: Any
    ) -> Version:
        edition.refresh_from_db()
        save_draft(edition, by=self.mei, **changes)
        return publish(edition, by=self.mei, change=change, note=note)

    def make_contributor(self, slug: str, name: str, **fields: Any) -> Contributor:
        contributor = Contributor.objects.create(slug=slug, **fields)
        ContributorText.objects.create(
            contributor=contributor, language="en", name=name
        )
        return contributor


def _dated(fields: dict[str, Any]) -> dict[str, Any]:
    # an article without a date has to say that it is unknown
    if "dated" not in fields:
        fields.setdefault("dated_precision", "unknown")
    return fields


class _Pages(TransactionTestCase):
    @contextmanager
    def assertPageQueries(self, number: int) -> Iterator[None]:
        """Count the queries of a page whose masthead and foot are kept already."""
        for language in settings.LANGUAGES_READY:
            with translation.override(language):
                navigation_of(HttpRequest())
        with self.assertNumQueries(number):
            yield

    def read_sitemap(self, part: str) -> Any:
        """Return a part of the sitemap with the addresses of all its pages.

        Which page has a thing depends on its key.
        """
        index = etree.fromstring(self.client.get("/sitemap.xml").content)
        address = f"{settings.SITE_URL}/sitemap-{part}.xml"
        urls = etree.Element("urlset")
        for loc in index.iter("{*}loc"):
            if loc.text.startswith(address):
                page = self.client.get(loc.text.removeprefix(settings.SITE_URL))
                urls.extend(list(etree.fromstring(page.content)))
        return urls


class _OwnFolders:
    """Each class has its own pictures, PDFs and key of the integrity log."""

    @classmethod
    def setUpClass(cls) -> None:
        cls._folder = Path(tempfile.mkdtemp(prefix="observer-test-"))  # type: ignore[attr-defined]
        folders = {
            "MEDIA_ROOT": cls._folder / "media",  # type: ignore[attr-defined]
            "PDF_ROOT": cls._folder / "pdf",  # type: ignore[attr-defined]
            "INTEGRITY_KEY_FILE": cls._folder / "integrity_key",  # type: ignore[attr-defined]
        }
        cls._folders = override_settings(**folders)  # type: ignore[attr-defined]
        cls._folders.enable()  # type: ignore[attr-defined]
        super().setUpClass()  # type: ignore[misc]

    @classmethod
    def tearDownClass(cls) -> None:
        super().tearDownClass()  # type: ignore[misc]
        cls._folders.disable()  # type: ignore[attr-defined]
        shutil.rmtree(cls._folder, ignore_errors=True)  # type: ignore[attr-defined]


class BaseTestCase(_OwnFolders, _Pages, Cast, TestCase):
    """For all tests that need the database and no second connection."""

    @classmethod
    def setUpTestData(cls) -> None:
        cls.enter()


class CommittedTestCase(_OwnFolders, _Pages, Cast, TransactionTestCase):
    """For tests that commit, or that need a second connection."""

    def setUp(self) -> None:
        super().setUp()
        self.enter()

    def _fixture_teardown(self) -> None:
        # the flush deletes versions, which the triggers refuse
        remove_triggers(connection)
        try:
            super()._fixture_teardown()  # type: ignore[misc]
            cache.clear()  # its table belongs to no model
        finally:
            install_triggers(connection)
