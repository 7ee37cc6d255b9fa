"""Channels: the subject of a feed, its language, and when it last changed.

Finding one takes a few short queries, enough to answer that nothing is new.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.extensions.entry import Entry, FeedPlace
from articles.extensions.registries import feed_sources
from articles.feeds.entries import correction_entries, edition_entries
from articles.models import (
    Category,
    CategoryText,
    Contributor,
    Edition,
    Mention,
    Series,
    SeriesText,
    Stamp,
    Subject,
    SubjectText,
    Version,
)
from articles.models.edition import EditionQuerySet
from articles.models.text import choose_text
from articles.presentation.corrections import (
    KEY,
    LogPosition,
    corrections_in,
    lines_at,
    places_in,
)
from articles.presentation.json_ld import SITE_NAME
from articles.publishing.list_counts import EVERYTHING, behind_key
from cjo.lib.links import absolute, localised

HELD = 50
_FEW = 1000  # texts whose changes are looked up one by one
# Feeds are named since this year (RFC 4151: tag:AUTHORITY,YEAR:…)
TAG_YEAR = 2026


@dataclass(frozen=True, slots=True)
class Slice:
    """The entries of a page of a feed, and the place after which the next begins."""

    entries: list[Entry]
    next: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """One feed in one language, in any format.

    `name` never changes. `route` and `arguments` make its addresses, `page_path` is the
    path of the page that it follows. `changed` is None if nothing ever did. `slice`
    takes the place that an address names, or "" for the newest, and raises Http404.
    """

    name: str
    language: str
    title: str
    description: str
    route: str
    arguments: list[str]
    page_path: str
    changed: dt.datetime | None
    keys: list[str]
    slice: Callable[[str], "Slice"]

    @property
    def tag(self) -> str:
        authority = f"{settings.TAG_AUTHORITY},{TAG_YEAR}"
        return f"tag:{authority}:feed/{self.language}/{self.name}"

    @property
    def page_url(self) -> str:
        return absolute(localised(self.page_path, self.language))

    def feed_url(self, extension: str) -> str:
        path = reverse(f"{self.route}_{extension}", args=self.arguments)
        return absolute(localised(path, self.language))


Find = Callable[..., Channel]


def everything(language: str) -> Channel:
    key = f"{EVERYTHING}-{language}"
    return Channel(
        name=EVERYTHING,
        language=language,
        title=SITE_NAME,
        description=_("What courts in China decide, in plain words and with sources."),
        route="feed",
        arguments=[],
        page_path=reverse("home"),
        changed=Stamp.objects.latest_of([key]),
        keys=[key],
        slice=_slices(Edition.objects.news(language)),
    )


def topic(language: str, slug: str) -> Channel:
    category = Category.objects.filter(slug=slug).first()
    owner = category or get_object_or_404(Series, slug=slug)
    texts: Iterable[CategoryText | SeriesText] = owner.texts.exclude(name="")
    text = choose_text(texts, language)
    name = text.name if text else slug
    description = text.description if text else ""
    news = Edition.objects.news(language)
    return _listed(
        f"category-{owner.pk}" if category else f"series-{owner.pk}",
        language,
        name,
        description or _("New articles in “%(name)s”.") % {"name": name},
        "topic",
        slug,
        news.in_category(owner.pk) if category else news.in_series(owner.pk),
    )


def contributor(language: str, slug: str) -> Channel:
    person = get_object_or_404(Contributor, slug=slug, merged_into=None)
    # a name that is written alike in all languages is stored in one of them alone
    text = choose_text(person.texts.exclude(name=""), language)
    name = text.name if text else slug
    return _listed(
        f"contributor-{person.pk}",
        language,
        name,
        _("New articles by %(name)s.") % {"name": name},
        "contributor",
        slug,
        Edition.objects.news(language).by_contributor(person.pk),
    )


def court(language: str, slug: str) -> Channel:
    return _about("court", language, slug)


def law(language: str, slug: str) -> Channel:
    return _about("law", language, slug)


def corrections(language: str) -> Channel:
    return Channel(
        name="corrections",
        language=language,
        title=titled(_("Corrections")),
        description=_("Every correction and withdrawal, newest first."),
        route="corrections_feed",
        arguments=[],
        page_path=reverse("corrections"),
        changed=_last_change(
            corrections_in(language), language, KEY, behind_key(language)
        ),
        keys=[f"{EVERYTHING}-{language}", KEY],
        slice=partial(_corrections, language),
    )


def _listed(
    name: str,
    language: str,
    title: str,
    description: str,
    route: str,
    slug: str,
    news: EditionQuerySet,
) -> Channel:
    """Return the channel of a list; `name` is also the name of its stamps."""
    key = f"{name}-{language}"
    return Channel(
        name=name,
        language=language,
        title=titled(title),
        description=description,
        route=f"{route}_feed",
        arguments=[slug],
        page_path=reverse(route, args=[slug]),
        changed=Stamp.objects.latest_of([key]),
        keys=[key],
        slice=_slices(news),
    )


def _about(kind: str, language: str, slug: str) -> Channel:
    """Find the news of a subject.

    Publishing stamps editions and lists, not subjects: so this channel has changed
    when an edition did of which any Version ever named the subject, or when an entry
    of another source did.
    """
    within = Q(kind=kind, key=slug)
    # a law's news include those on its provisions
    if kind == "law":
        within |= Q(kind="provision", key__startswith=f"{slug}/")
    subjects = Subject.objects.filter(within)
    mentions = Mention.objects.filter(subject__in=subjects)
    naming = Version.objects.filter(pk__in=mentions.values("version"))
    others = [key for source in feed_sources for key in source.keys(kind, slug)]
    changed = _last_change(naming.filter(language=language), language, *others)
    label = SubjectText.objects.label_in(language, "pk")
    rows = Subject.objects.filter(kind=kind, key=slug)
    for url, name in rows.values_list("url", label):
        return Channel(
            name=f"{kind}/{slug}",
            language=language,
            title=titled(name or slug),
            description=_("New cases and articles about %(name)s.")
            % {"name": name or slug},
            route=f"{kind}_feed",
            arguments=[slug],
            page_path=url or reverse("feeds"),
            changed=changed,
            keys=[f"{EVERYTHING}-{language}", *others],
            slice=_slices(
                Edition.objects.news(language).with_rows_of_version(mentions),
                *(
                    partial(source.entries, kind, slug, language)
                    for source in feed_sources
                ),
            ),
        )
    raise Http404("Nothing is known under this name.")


def _last_change(
    versions: QuerySet[Version], language: str, *others: str
) -> dt.datetime | None:
    """Return when the texts of these Versions last changed, or one of `others` did.

    Of many texts it is when any text of the language did: that is soon found.
    """
    few = versions.order_by().values_list("edition", flat=True)[: _FEW + 1]
    keys = [f"edition-{pk}" for pk in few]
    if len(keys) > _FEW:
        keys = [f"{EVERYTHING}-{language}"]
    return Stamp.objects.latest_of([*keys, *others])


Entries = Callable[[int, FeedPlace | None], list[Entry]]


def slices(*sources: Entries) -> Callable[[str], Slice]:
    """Return a function for the pages of a feed whose entries come from sources."""

    def page(before: str) -> Slice:
        place = FeedPlace.read(before)
        if before and place is None:
            raise Http404("The address names no place in the feed.")
        entries = [
            (entry.place, entry)
            for source in sources
            for entry in source(HELD + 1, place)
            if entry.place is not None
        ]
        entries.sort(key=lambda placed: placed[0], reverse=True)
        more = len(entries) > HELD
        return Slice(
            [entry for _place, entry in entries[:HELD]],
            str(entries[HELD - 1][0]) if more else "",
        )

    return page


def _slices(news: EditionQuerySet, *others: Entries) -> Callable[[str], Slice]:
    return slices(partial(edition_entries, news), *others)


def _corrections(language: str, before: str) -> Slice:
    position = LogPosition.read(before)
    if before and position is None:
        raise Http404("The address names no place in the feed.")
    places = places_in(language, 0, HELD + 1, position)
    return Slice(
        correction_entries(lines_at(places[:HELD], language), language),
        str(places[HELD - 1]) if len(places) > HELD else "",
    )


def titled(name: str) -> str:
    return f"{name} · {SITE_NAME}"
