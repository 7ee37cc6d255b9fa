"""Entries of a feed: editions, and corrections."""

import datetime as dt

from django.db.models import DateField, Prefetch, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.extensions.entry import Entry, FeedPlace, Person, Term
from articles.extensions.types import Correction
from articles.feeds.content import EditionText, correction_html, edition_htmls
from articles.models import (
    ANNOUNCED,
    Byline,
    CategoryText,
    Edition,
    Role,
    Version,
)
from articles.models.edition import DATE_UNKNOWN, EditionQuerySet
from articles.presentation.behind import (
    SourceCorrection,
    correction_line,
    corrections_since,
)
from articles.presentation.summary import summary_lines
from articles.rendering.tree import for_xml
from cjo.lib.languages import get_language
from cjo.lib.links import absolute, localised
from cjo.lib.locales import CHINA_OFFSET, Precision

RANK = 1  # of articles among the entries of a day
# Not even the month is known: last in a feed, or they would rise as of 1 January
_VAGUE = Q(listed_on=DATE_UNKNOWN) | Q(current_version__dated_precision=Precision.YEAR)


def edition_entries(
    news: EditionQuerySet, held: int, before: FeedPlace | None = None
) -> list[Entry]:
    """Return the newest entries after a place: seven queries, however many they are.

    One more where any of them is a translation.
    """
    places = _places(
        news.filter(current_version__rendering__isnull=False), held, before
    )
    editions = list(
        Edition.objects.filter(pk__in=places)
        .order_by()
        .select_related(
            "article",
            "current_version__rendering",
            "current_version__translated_from",
        )
        .defer(
            "current_version__translated_from__canonical",
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
        )
    )
    editions.sort(key=lambda edition: places[edition.pk], reverse=True)
    texts = _texts(editions)
    terms = _terms(editions)
    return [
        _edition_entry(text, html, terms[text.edition.article_id], places)
        for text, html in zip(texts, edition_htmls(texts), strict=True)
    ]


def _texts(editions: list[Edition]) -> list[EditionText]:
    versions = []
    for edition in editions:
        if version := edition.current_version:
            version.edition = edition  # saves the query for it
            versions.append(version)
    language = editions[0].language if editions else ""
    summaries = [version for version in versions if not version.has_text]
    lines = summary_lines(summaries, language)
    corrected = corrections_since(version.translated_from_id for version in versions)
    return [
        EditionText(
            version.edition,
            version,
            [
                each
                for each in reversed(version.edition.versions.all())
                if each.change_type in ANNOUNCED
            ],
            absolute(version.edition.get_absolute_url()),
            lines.get(version.pk, ""),
            _behind(version, corrected),
        )
        for version in versions
    ]


def _behind(version: Version, corrected: dict[int, SourceCorrection]) -> str:
    """Return that the source of a text was corrected since; "" if it was not."""
    source = version.translated_from
    if source is None or source.pk not in corrected:
        return ""
    return correction_line(version, source, corrected[source.pk])


def _places(
    news: EditionQuerySet, held: int, before: FeedPlace | None
) -> dict[int, FeedPlace]:
    """Return the places of the newest editions, by id: those without a date last."""
    dated = news.exclude(_VAGUE).order_by("-listed_on", "-pk")
    vague = news.filter(_VAGUE).order_by("-pk")
    if before is not None:
        unknown = Value(DATE_UNKNOWN, DateField())
        dated = dated.filter(before.after(RANK, "listed_on"))
        vague = vague.annotate(day=unknown).filter(before.after(RANK, "day"))
    rows = dated.values_list("pk", "listed_on")[:held]
    places = {pk: FeedPlace(day or DATE_UNKNOWN, RANK, pk) for pk, day in rows}
    if len(places) < held:
        ids = vague.values_list("pk", flat=True)[: held - len(places)]
        places |= {pk: FeedPlace(DATE_UNKNOWN, RANK, pk) for pk in ids}
    return places


def _edition_entry(
    text: EditionText, html: str, terms: list[Term], places: dict[int, FeedPlace]
) -> Entry:
    edition, version = text.edition, text.version
    versions = list(edition.versions.all())
    published, updated = times_of(
        version.dated,
        version.dated_precision,
        first=moment(versions[0].published_at),
        last=moment(version.updated_at),
    )
    return Entry(
        id=edition.tag,
        title=for_xml(version.title),
        url=text.page_url,
        language=get_language(edition.language).tag,
        summary=for_xml(version.abstract),
        content=html,
        published=published,
        updated=updated,
        people=[
            _person(row, edition.language)
            for row in version.bylines.all()
            if row.role != Role.BASIS
        ],
        terms=terms,
        place=places[edition.pk],
        version=version.hash,
    )


def correction_entries(lines: list[Correction], language: str) -> list[Entry]:
    return [_correction_entry(line, language) for line in lines]


def _correction_entry(line: Correction, language: str) -> Entry:
    history = absolute(line.history_url)
    readable = line.url and not line.is_withdrawal
    url = absolute(line.url) if readable else history
    if line.is_withdrawal:
        # Translators: The title of a feed entry; title is that of an article, a case or
        # another record.
        pattern = _("Withdrawn: %(title)s")
    elif line.ahead:
        # Translators: The title of a feed entry; languages is a list of names of
        # languages as the page’s language writes it, in their basic form.
        pattern = _("Corrected in %(languages)s: %(title)s")
    else:
        # Translators: The title of a feed entry; title is that of an article, a case or
        # another record.
        pattern = _("Corrected: %(title)s")
    at = moment(line.at)
    return Entry(
        id=line.tag,
        title=for_xml(pattern % {"title": line.title, "languages": line.ahead}),
        url=url,
        language=get_language(language).tag,
        summary=for_xml(line.note),
        content=for_xml(correction_html(line, url, history)),
        published=at,
        updated=at,
        people=[],
        terms=[],
        place=None,
        version=line.version,
        summary_language=_foreign_tag(line.language_of_note, language),
    )


def times_of(
    dated: dt.date | None, precision: str, *, first: dt.datetime, last: dt.datetime
) -> tuple[dt.datetime | None, dt.datetime]:
    """Return the times of publication and of the last update, by the date line.

    Imported archive is never news: it was published at noon in China of its day, but
    not after the `first` publication. Where the day is not known the first is None,
    which all formats allow; Atom requires the second (RFC 4287, 4.1.2), so that it is
    noon of the first day known, and without any date the time of the change here.
    """
    if dated is None or precision == Precision.UNKNOWN:
        return None, last
    noon = dt.datetime.combine(dated, dt.time(12), tzinfo=CHINA_OFFSET)
    earliest = min(noon, first)
    published = earliest if precision == Precision.DAY else None
    return published, earliest if last <= first else last


def moment(time: dt.datetime) -> dt.datetime:
    return time.astimezone(CHINA_OFFSET).replace(microsecond=0)


def _person(row: Byline, language: str) -> Person:
    path = reverse("contributor", args=[row.contributor.slug])
    return Person(
        name=for_xml(row.name),
        url=absolute(localised(path, language)),
        is_author=row.role in (Role.AUTHOR, Role.CONTRIBUTOR),
        language=_foreign_tag(row.name_language, language),
    )


def _foreign_tag(language: str, of_feed: str) -> str:
    return "" if language == of_feed else get_language(language).tag


def _terms(editions: list[Edition]) -> dict[int, list[Term]]:
    """Return each article's categories in sight, in its language, else in English."""
    terms: dict[int, list[Term]] = {edition.article_id: [] for edition in editions}
    if not editions:
        return terms
    language = editions[0].language
    scheme = absolute(localised("/t/", language))
    rows = (
        CategoryText.objects.filter(
            category__articles__in=list(terms),
            category__hidden=False,
            language__in={language, "en"},
        )
        .order_by("category__position", "category__slug")
        .values_list("language", "name", "category__slug", "category__articles")
    )
    named: dict[tuple[int, str], Term] = {}
    for in_language, name, slug, article in rows:
        if (article, slug) not in named or in_language == language:
            tag = _foreign_tag(in_language, language)
            named[article, slug] = Term(slug, for_xml(name), scheme, tag)
    for (article, _slug), term in named.items():
        terms[article].append(term)
    return terms
