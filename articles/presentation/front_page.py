"""Articles on the front page: the lead, the latest, and sections; none is twice."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from itertools import chain

from articles.models import Edition, Version
from articles.models.edition import DATE_UNKNOWN
from articles.presentation.behind import behind_a_correction
from articles.presentation.items import ListItem, list_item
from articles.presentation.navigation import Navigation, Section
from articles.rendering.pictures import lead_picture

LATEST_SHOWN = 4
LATEST_WITHOUT_SECTIONS = 8
SECTIONS_SHOWN = 3
SHOWN_IN_SECTION = 2
# The lead, all of the latest, and all of the other sections may be of one section
_ROWS_OF_SECTION = 1 + LATEST_SHOWN + SECTIONS_SHOWN * SHOWN_IN_SECTION


@dataclass(frozen=True, slots=True)
class FrontSection:
    name: str
    url: str
    language: str
    pieces: list[ListItem]


@dataclass(frozen=True, slots=True)
class FrontArticles:
    """`history_url` is the history of the lead; empty without a lead."""

    lead: ListItem | None
    history_url: str
    latest: list[ListItem]
    sections: list[FrontSection]

    @property
    def titles(self) -> list[str]:
        items = [self.lead] if self.lead else []
        return [item.title for item in (*items, *self.latest)]


def front_articles(language: str, navigation: Navigation) -> FrontArticles:
    """Choose and load the articles; eight queries, with one for the lead's picture.

    One more where any of them is a translation.
    """
    newest = list(
        Edition.objects.news(language).values_list("pk", "listed_on")[
            : LATEST_WITHOUT_SECTIONS + 1
        ]
    )
    lead_pk = _chosen_lead(language) or next((pk for pk, _day in newest), None)
    # an article whose date is unknown is not known to be late
    dated = [pk for pk, day in newest if pk != lead_pk and day != DATE_UNKNOWN]
    sections = _pieces_by_section(
        language, navigation, {lead_pk, *dated[:LATEST_SHOWN]} - {None}
    )
    latest = dated[: LATEST_SHOWN if sections else LATEST_WITHOUT_SECTIONS]
    shown = [*latest, *chain(*sections.values()), *([lead_pk] if lead_pk else [])]
    editions = Edition.objects.for_listing().in_bulk(shown)
    behind = behind_a_correction(editions.values())

    def items(keys: Iterable[int]) -> list[ListItem]:
        chosen = (editions[pk] for pk in keys if pk in editions)
        return [list_item(edition, navigation, behind) for edition in chosen]

    lead = editions.get(lead_pk) if lead_pk else None
    return FrontArticles(
        lead=_lead_item(lead, navigation, behind) if lead else None,
        history_url=lead.url_of("history") if lead else "",
        latest=items(latest),
        sections=[
            FrontSection(section.name, section.url, section.language, items(pks))
            for section in navigation.sections
            if (pks := sections.get(section.pk))
        ],
    )


def _chosen_lead(language: str) -> int | None:
    # Editors may have set several: the last choice counts
    chosen = Edition.objects.news(language).filter(article__lead_since__isnull=False)
    newest_first = chosen.order_by("-article__lead_since")
    return newest_first.values_list("pk", flat=True).first()


def _lead_item(
    edition: Edition, navigation: Navigation, behind: Container[int]
) -> ListItem:
    item = list_item(edition, navigation, behind)
    # the list left out the canonical JSON, which alone has the frozen picture
    versions = Version.objects.select_related("rendering")
    version = versions.only("canonical", "rendering__picture").get(pk=item.version.pk)
    picture = lead_picture(version.rendering.picture, version.document)
    return replace(item, picture=picture)


def _pieces_by_section(
    language: str, navigation: Navigation, shown: set[int | None]
) -> dict[int, list[int]]:
    """Return the newest pieces of the first sections that have enough of them.

    A query a section: the newest of all categories at once would sort every article.
    """
    used = set(shown)
    chosen: dict[int, list[int]] = {}
    for section in _with_a_place(navigation.sections):
        if len(chosen) == SECTIONS_SHOWN:
            break
        listed = Edition.objects.news(language).in_category(section.pk)
        newest = listed.values_list("pk", flat=True)[:_ROWS_OF_SECTION]
        free = [pk for pk in newest if pk not in used]
        if len(free) >= SHOWN_IN_SECTION:
            chosen[section.pk] = free[:SHOWN_IN_SECTION]
            used.update(chosen[section.pk])
    return chosen


def _with_a_place(sections: list[Section]) -> list[Section]:
    return [section for section in sections if section.in_masthead]
