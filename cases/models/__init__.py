"""Courts, laws and the records that have versions; one noun a module."""

from cases.models.case import (
    Amount,
    AmountText,
    Case,
    CaseProvision,
    CaseText,
    Instance,
    Proceeding,
    ProceedingText,
    ProvisionRole,
)
from cases.models.collection import (
    Collection,
    CollectionItem,
    CollectionItemText,
    CollectionText,
    Membership,
    RelatedDecision,
    RelatedDecisionText,
)
from cases.models.court import Court, CourtKind, CourtLevel, CourtText
from cases.models.law import Law, LawText, Provision
from cases.models.overview import (
    Overview,
    OverviewText,
    PrintedShare,
    Statistic,
    StatisticGroup,
    StatisticGroupText,
    StatisticText,
)
from cases.models.record import Record
from cases.models.recordversion import (
    NOTELESS,
    SPACES,
    RecordChange,
    RecordDocument,
    RecordKind,
    RecordVersion,
)
from cases.models.source import (
    Certainty,
    Provenance,
    ProvenanceText,
    Source,
    SourceText,
)

__all__ = [
    "NOTELESS",
    "SPACES",
    "Amount",
    "AmountText",
    "Case",
    "CaseProvision",
    "CaseText",
    "Certainty",
    "Collection",
    "CollectionItem",
    "CollectionItemText",
    "CollectionText",
    "Court",
    "CourtKind",
    "CourtLevel",
    "CourtText",
    "Instance",
    "Law",
    "LawText",
    "Membership",
    "Overview",
    "OverviewText",
    "PrintedShare",
    "Proceeding",
    "ProceedingText",
    "Provenance",
    "ProvenanceText",
    "Provision",
    "ProvisionRole",
    "Record",
    "RecordChange",
    "RecordDocument",
    "RecordKind",
    "RecordVersion",
    "RelatedDecision",
    "RelatedDecisionText",
    "Source",
    "SourceText",
    "Statistic",
    "StatisticGroup",
    "StatisticGroupText",
    "StatisticText",
]
