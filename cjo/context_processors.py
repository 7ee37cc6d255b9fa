"""Context processors: the frame of every page, and that of the desk."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from articles.presentation.navigation import Navigation, Page, Section, navigation_of
from cjo.accounts import second_factor
from cjo.lib.languages import LANGUAGES, Language, get_language, page_language
from cjo.lib.links import absolute, alternates_of, path_to_repeat, split_language
from cjo.lib.page_meta import FeedLink, PageMeta
from cjo.lib.stamped_cache import StampedCache

# A placeholder for the bare path in the HTML that many pages share: a character of
# private use, so that no text contains it; and for the menu of languages itself
_PATH, _MENU = "\ue000", "\ue001"


@dataclass(frozen=True, slots=True)
class Choice:
    """A line of the language menu; its address is `prefix` plus the bare path."""

    code: str
    tag: str
    prefix: str
    endonym: str
    english: str
    current: bool
    available: bool


@lru_cache(maxsize=1024)
def _menu(current: str, existing: frozenset[str]) -> list[Choice]:
    return [
        Choice(
            language.code,
            language.tag,
            language.prefix,
            language.endonym,
            language.english,
            current=language.code == current,
            available=language.code in existing,
        )
        for language in LANGUAGES
    ]


@lru_cache(maxsize=256)
def _printed_menu(current: str, existing: frozenset[str]) -> str:
    # Kept for all pages with the same languages: a template of twenty lines is slow
    choices = _menu(current, existing)
    context = {"languages": choices, "path": _PATH}
    return render_to_string("_site/language_list.html", context)


# The masthead and the foot, by language, as long as nothing on the site changes
_frames: StampedCache[str] = StampedCache(size=256)


def _existing(page: PageMeta) -> frozenset[str]:
    ready = frozenset(settings.LANGUAGES_READY)
    return ready if page.languages is None else ready.intersection(page.languages)


@cache
def _address(name: str, language: str) -> str:
    with translation.override(language):
        return reverse(name)


def _address_of(name: str) -> property:
    """Make a property that returns an address in the language of the page."""

    def get(chrome: "Chrome") -> str:
        return _address(name, chrome.language.code)

    return property(get)


class Chrome:
    """The frame of a page; it reads from the database only when it is printed."""

    site_name = "China Justice Observer"
    site_name_zh = "中司观察"

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self.path = path_to_repeat(request.path_info)
        self.site_url = settings.SITE_URL
        self.contact_email = settings.CONTACT_EMAIL

    @cached_property
    def language(self) -> Language:
        return get_language(page_language())

    @cached_property
    def bare_path(self) -> str:
        return split_language(self.path)[1]

    @property
    def colophon(self) -> str:
        """Return how the interface was made; "" for English, the source."""
        if self.language.code == settings.LANGUAGE_CODE:
            return ""
        if name := self.language.reviewed_by:
            # Translators: At the foot of each page, on menus, labels and messages.
            text = _(
                "This interface was translated from English and reviewed by {name}."
            )
            return text.format(name=name)
        # Translators: At the foot of each page, on menus, labels and messages.
        return _(
            "This interface was translated by machine from English. No person has "
            "reviewed it yet."
        )

    def masthead(self, page: PageMeta) -> SafeString:
        links = {self.latest_url, self.cases_url, self.contributors_url}
        links.update(section.url for section in self.sections)
        # one for all pages, but for the link to the page itself and the languages
        masthead = self._kept("masthead", self.path if self.path in links else "")
        menu = _printed_menu(self.language.code, _existing(page))
        menu = menu.replace(_PATH, escape(self.bare_path))
        # safe: both are printed by templates, and the path is escaped here
        return mark_safe(masthead.replace(_MENU, menu))

    @property
    def foot(self) -> SafeString:
        return mark_safe(self._kept("foot"))  # safe: printed by a template

    def _kept(self, part: str, current: str = "") -> str:
        key = (part, self.language.code, current, self.contact_email)
        context = {"chrome": self, "current": current, "language_menu": _MENU}
        return _frames.recall(
            key,
            self.navigation.stamp,
            lambda: render_to_string(f"_site/{part}.html", context),
        )

    def alternates(self, page: PageMeta) -> dict[str, str]:
        """Return the address for each language, its own included, and `x-default`."""
        codes = page.languages if page.alternates is None else page.alternates
        return alternates_of(page.canonical or self.path, codes)

    @cached_property
    def navigation(self) -> Navigation:
        return navigation_of(self._request)

    @property
    def sections(self) -> list[Section]:
        """Return the sections of the masthead and the foot."""
        return [each for each in self.navigation.sections if each.in_masthead]

    @property
    def pages(self) -> list[Page]:
        return self.navigation.pages

    def canonical(self, page: PageMeta) -> str:
        """Return the address for search engines; "" if they must not list the page."""
        if page.form_of:
            return absolute(page.form_of)
        return absolute(page.canonical or self.path) if page.indexable else ""

    @property
    def feed(self) -> FeedLink:
        title = _("All articles (Atom)")
        return FeedLink(title, reverse("feed_atom"), "application/atom+xml")

    home_url = _address_of("home")
    latest_url = _address_of("latest")
    cases_url = _address_of("cases")
    contributors_url = _address_of("contributors")
    corrections_url = _address_of("corrections")
    feeds_url = _address_of("feeds")
    integrity_url = _address_of("integrity")
    search_url = _address_of("search")
    titles_url = _address_of("titles")


def chrome(request: HttpRequest) -> dict[str, Chrome | PageMeta]:
    """Give templates `chrome`, and `page_meta` where the view passes none."""
    return {"chrome": Chrome(request), "page_meta": PageMeta()}


def desk(request: HttpRequest) -> dict[str, Any]:
    """Give the pages of allauth the frame of the desk."""
    if not request.path_info.startswith(second_factor.ACCOUNT):
        return {}
    return {
        **admin.site.each_context(request),
        "must_enrol": second_factor.is_missing(request.user),
    }
