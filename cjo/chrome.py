"""The page around every page: masthead, language menu, foot. A context processor."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language as active_language
from django.utils.translation import gettext as _

from articles.navigation import Navigation, Page, Section, navigation_of
from cjo.lib.languages import LANGUAGES, Language, get_language
from cjo.lib.links import absolute, localised
from cjo.lib.page import FeedLink, PageFacts, facts_of


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the language menu."""

    language: Language
    url: str
    current: bool
    available: bool

    def __getattr__(self, name: str) -> Any:
        return getattr(self.language, name)


class Chrome:
    """Everything around a page; asks the database only for what is printed."""

    site_name = "China Justice Observer"
    site_name_zh = "中司观察"

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.path = request.path_info
        self.site_url = settings.SITE_URL
        self.contact_email = settings.CONTACT_EMAIL

    @cached_property
    def _facts(self) -> PageFacts:
        return facts_of(self._request)

    @cached_property
    def language(self) -> Language:
        return get_language(active_language() or settings.LANGUAGE_CODE)

    @cached_property
    def languages(self) -> list[Choice]:
        existing = self._facts.languages
        if existing is None:
            existing = frozenset(settings.LANGUAGES_READY)
        return [
            Choice(
                language,
                localised(self.path, language.code),
                language.code == self.language.code,
                language.is_ready and language.code in existing,
            )
            for language in LANGUAGES
        ]

    @cached_property
    def navigation(self) -> Navigation:
        return navigation_of(self._request)

    @property
    def sections(self) -> list[Section]:
        return self.navigation.sections

    @property
    def pages(self) -> list[Page]:
        return self.navigation.pages

    @property
    def indexable(self) -> bool:
        return self._facts.indexable

    @property
    def canonical(self) -> str:
        return absolute(self._facts.canonical or self.path) if self.indexable else ""

    @cached_property
    def feed_links(self) -> list[FeedLink]:
        return [
            FeedLink(
                _("All articles (Atom)"), reverse("feed_atom"), "application/atom+xml"
            ),
            *self._facts.feeds,
        ]

    home_url = property(lambda self: reverse("home"))
    latest_url = property(lambda self: reverse("latest"))
    cases_url = property(lambda self: reverse("cases"))
    contributors_url = property(lambda self: reverse("contributors"))
    corrections_url = property(lambda self: reverse("corrections"))
    feeds_url = property(lambda self: reverse("feeds"))
    search_url = property(lambda self: reverse("search"))


def chrome(request: HttpRequest) -> dict[str, Chrome]:
    """Give templates `chrome`."""
    return {"chrome": Chrome(request)}
