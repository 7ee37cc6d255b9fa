"""The shapes of snapshots: what a record version holds of a record, as JSON.

Dates are ISO 8601 text, money is decimal text, and what is unknown is left out of
the texts, so that a new kind of text changes no older snapshot.
"""

from typing import NotRequired, TypedDict

# language → field → words; `method` and `translated_from` are among the fields
Texts = dict[str, dict[str, str]]


class SourceShape(TypedDict):
    """A source; one that is not public has no addresses here: it is never linked.

    `texts` is what we call it in other languages, if anything.
    """

    title: str
    publisher: str
    url: str
    archived_url: str
    seen_on: str | None
    language: str
    public: bool
    texts: NotRequired[Texts]


Sources = dict[str, SourceShape]


class ProvenanceShape(TypedDict):
    """Where a field comes from; `agrees` is false for what says otherwise."""

    field: str
    certainty: str
    agrees: bool
    sources: list[str]
    texts: Texts


class CourtShape(TypedDict):
    """A court as shown, and those above it, nearest first."""

    key: str
    code: str
    level: str
    kind: str
    province: str
    texts: Texts
    above: list["CourtShape"]


class ProvisionShape(TypedDict):
    """A provision beside a case.

    A shape that has a `paragraph` and no `item` is of the time when one field held
    either, undecided.
    """

    law: str
    article: str
    paragraph: str
    item: NotRequired[str]
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
    """A case as a collection shows it: its version, and what a card prints of it."""

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
