"""The shapes of snapshots: the content of a record version, as JSON.

Dates are ISO 8601 text, and money is decimal text. An unknown text is left out, so
that a new kind of text changes no older snapshot.
"""

from typing import NotRequired, TypedDict

# language → field → text; `method` and `translated_from` are among the fields
Texts = dict[str, dict[str, str]]


class SourceShape(TypedDict):
    """A source; without addresses if it is not public, because it is never linked.

    `texts` are its names in other languages, if any, and why it has no address. Since
    schema 3 it has its kind (`text_of`), the state of its text (`carrier`), the key of
    the source whose text it carries in the end (`copy_of`, else empty), and the state
    of its address, hidden or not: `checked`, `cited` by others alone, or `none`.
    """

    title: str
    publisher: str
    url: str
    archived_url: str
    seen_on: str | None
    language: str
    public: bool
    text_of: NotRequired[str]
    carrier: NotRequired[str]
    copy_of: NotRequired[str]
    address: NotRequired[str]
    texts: NotRequired[Texts]


Sources = dict[str, SourceShape]


class ProvenanceShape(TypedDict):
    """The sources of a field; `agrees` is false for those that say otherwise."""

    field: str
    certainty: str
    agrees: bool
    sources: list[str]
    texts: Texts


class CourtShape(TypedDict):
    """A court, and the courts above it, nearest first."""

    key: str
    code: str
    level: str
    kind: str
    province: str
    texts: Texts
    above: list["CourtShape"]


class ProvisionShape(TypedDict):
    """A provision that the court applied, or that we point to.

    In older shapes, without `item`, `paragraph` is either a paragraph or an item.
    `version` is the year of the law's text, if an editor said which one is meant.
    """

    law: str
    article: str
    paragraph: str
    item: NotRequired[str]
    version: NotRequired[str]
    role: str
    texts: Texts


class ProceedingShape(TypedDict):
    instance: str
    court: CourtShape | None
    case_number: str
    decided_on: str | None
    decided_precision: str
    texts: Texts
    provenance: list[ProvenanceShape]


class AmountShape(TypedDict):
    value: str
    currency: str
    texts: Texts
    provenance: list[ProvenanceShape]


class CauseShape(TypedDict):
    """A cause of action, by which cases are sorted."""

    key: str
    texts: Texts


class CaseShape(TypedDict):
    key: str
    court: CourtShape | None
    cause: NotRequired[CauseShape | None]
    outcome_kind: NotRequired[str]
    case_number: str
    case_number_latin: str
    decided_on: str | None
    decided_precision: str
    texts: Texts
    provisions: list[ProvisionShape]
    proceedings: list[ProceedingShape]
    amounts: list[AmountShape]
    provenance: list[ProvenanceShape]
    sources: Sources


class PeriodShape(TypedDict):
    start: str
    end: str
    precision: str


class PrintedShape(TypedDict):
    """A share word for word as a source prints it."""

    text: str
    language: str
    source: str


class StatisticShape(TypedDict):
    key: str
    value: int
    base: str | None
    headline: bool
    period: PeriodShape | None
    texts: Texts
    printed: list[PrintedShape]
    provenance: list[ProvenanceShape]


class GroupShape(TypedDict):
    key: str
    parts: bool
    texts: Texts
    statistics: list[StatisticShape]


class OverviewShape(TypedDict):
    key: str
    court: CourtShape | None
    released_on: str | None
    released_precision: str
    period: PeriodShape | None
    texts: Texts
    groups: list[GroupShape]
    provenance: list[ProvenanceShape]
    sources: Sources


class CardShape(TypedDict):
    """A case as a collection shows it: its version, and the fields of a card."""

    key: str
    number: int
    hash: str
    court: CourtShape | None
    case_number: str
    decided_on: str | None
    decided_precision: str
    texts: Texts


class ItemShape(TypedDict):
    position: int
    official_number: int | None
    certainty: str
    case: CardShape | None
    sources: list[str]
    texts: Texts


class RelatedShape(TypedDict):
    case: CardShape
    texts: Texts


class CollectionShape(TypedDict):
    key: str
    court: CourtShape | None
    overview: str | None
    released_on: str | None
    released_precision: str
    size: int | None
    texts: Texts
    items: list[ItemShape]
    related: list[RelatedShape]
    provenance: list[ProvenanceShape]
    sources: Sources
