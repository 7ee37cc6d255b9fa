"""Entries of a feed: editions, and corrections."""

import datetime as dt

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.extensions.entry import Entry, Person, Term
from articles.extensions.types import Correction
from articles.feeds.content import correction_html, edition_html
from articles.models import (
    ANNOUNCED,
    Byline,
    CategoryText,
    Edition,
    Role,
    Version,
)
from articles.models.edition import DATE_UNKNOWN, EditionQuerySet
from articles.rendering.tree import for_xml
from cjo.lib.languages import get_language
from cjo.lib.links import absolute, localised
from cjo.lib.locales import Precision

# China's time as a fixed offset: RFC 3339 knows no seconds of one, which the time
# zone database has for days before 1901
CHINA_OFFSET = dt.timezone(dt.timedelta(hours=8))


def edition_entries(news: EditionQuerySet, held: int) -> list[Entry]:
    """Return the newest entries: four queries, however many they are."""
    editions = list(
        news.filter(current_version__rendering__isnull=False)
        .select_related("article", "current_version__rendering")
        .defer(
            "title",
            "abstract",
            "takeaways",
            "body",
            "sources",
            "current_version__rendering__plain_text",
        )
        .prefetch_related(
            Prefetch(
                "current_version__bylines",
                Byline.objects.select_related("contributor").order_by("position"),
            ),
            Prefetch(
                "versions",
                Version.objects.only(
                    "edition", "number", "change_type", "change_note", "published_at"
                ).order_by("number"),
            ),
        )[:held]
    )
    terms = _terms(editions)
    return [
        _edition_entry(edition, edition.current_version, terms[edition.article_id])
        for edition in editions
        if edition.current_version is not None
    ]


def _edition_entry(edition: Edition, version: Version, terms: list[Term]) -> Entry:
    url = absolute(edition.get_absolute_url())
    versions = list(edition.versions.all())
    noted = [each for each in reversed(versions) if each.change_type in ANNOUNCED]
    published, updated = times_of(
        version.dated,
        version.dated_precision,
        first=moment(versions[0].published_at),
        last=moment(version.updated_at),
    )
    return Entry(
        id=edition.tag,
        title=for_xml(version.title),
        url=url,
        language=get_language(edition.language).tag,
        summary=for_xml(version.abstract),
        content=for_xml(edition_html(edition, version, noted, url)),
        published=published,
        updated=updated,
        people=[_person(row, edition.language) for row in version.bylines.all()],
        terms=terms,
        listed_on=edition.listed_on or DATE_UNKNOWN,
    )


def correction_entries(lines: list[Correction], language: str) -> list[Entry]:
    return [_correction_entry(line, language) for line in lines]


def _correction_entry(line: Correction, language: str) -> Entry:
    history = absolute(line.history_url)
    readable = line.url and not line.is_withdrawal
    url = absolute(line.url) if readable else history
    pattern = (
        _("Withdrawn: %(title)s") if line.is_withdrawal else _("Corrected: %(title)s")
    )
    at, tag = moment(line.at), get_language(language).tag
    return Entry(
        id=line.tag,
        title=for_xml(pattern % {"title": line.title}),
        url=url,
        language=tag,
        summary=for_xml(line.note),
        content=for_xml(correction_html(line, url, history)),
        published=at,
        updated=at,
        people=[],
        terms=[],
        listed_on=at.date(),
        summary_language="" if line.note_tag == tag else line.note_tag,
    )


def times_of(
    dated: dt.date | None, precision: str, *, first: dt.datetime, last: dt.datetime
) -> tuple[dt.datetime | None, dt.datetime]:
    """Return the times of publication and of the last update, by the date line.

    Imported archive is never news: it was published at noon in China of its date, of
    the first day of its month or year, but not after the `first` publication. Without
    a date the first is None, which both formats allow; Atom requires the second.
    """
    if dated is None or precision == Precision.UNKNOWN:
        return None, last
    noon = dt.datetime.combine(dated, dt.time(12), tzinfo=CHINA_OFFSET)
    published = min(noon, first)
    return published, published if last <= first else last


def moment(time: dt.datetime) -> dt.datetime:
    return time.astimezone(CHINA_OFFSET).replace(microsecond=0)


def _person(row: Byline, language: str) -> Person:
    path = reverse("contributor", args=[row.contributor.slug])
    return Person(
        name=for_xml(row.name),
        url=absolute(localised(path, language)),
        is_author=row.role in (Role.AUTHOR, Role.CONTRIBUTOR),
    )


def _terms(editions: list[Edition]) -> dict[int, list[Term]]:
    """Return the categories of each article, in its language, else in English."""
    terms: dict[int, list[Term]] = {edition.article_id: [] for edition in editions}
    if not editions:
        return terms
    language = editions[0].language
    scheme = absolute(localised("/t/", language))
    rows = (
        CategoryText.objects.filter(
            category__articles__in=list(terms), language__in={language, "en"}
        )
        .order_by("category__position", "category__slug")
        .values_list("language", "name", "category__slug", "category__articles")
    )
    named: dict[tuple[int, str], Term] = {}
    for in_language, name, slug, article in rows:
        if (article, slug) not in named or in_language == language:
            named[article, slug] = Term(slug, for_xml(name), scheme)
    for (article, _slug), term in named.items():
        terms[article].append(term)
    return terms
