"""Courts, laws and the records that have versions; one noun a module."""

from cases.models.amount import Amount, AmountText
from cases.models.case import Case, CaseProvision, CaseText, ProvisionRole
from cases.models.cause import CauseOfAction, CauseText, OutcomeKind
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
from cases.models.grades import Allowed, Evidence, allowed_grade, evidence_of
from cases.models.law import LAWS, Law, LawAmendment, LawText, Provision
from cases.models.number_key import NumberKey
from cases.models.overview import (
    Overview,
    OverviewText,
    PrintedShare,
    Statistic,
    StatisticGroup,
    StatisticGroupText,
    StatisticText,
)
from cases.models.proceeding import Instance, Proceeding, ProceedingText
from cases.models.provenance import (
    FACTS,
    OWNERS,
    Certainty,
    Provenance,
    ProvenanceText,
)
from cases.models.record import Record
from cases.models.recordversion import (
    SCHEMA,
    SCHEMA_BEFORE_GRADES,
    SPACES,
    NotedChange,
    RecordDocument,
    RecordKind,
    RecordVersion,
    snapshot_in,
)
from cases.models.source import (
    ORIGINS,
    Carrier,
    Source,
    SourceText,
    SourceUse,
    TextOf,
)

__all__ = [
    "FACTS",
    "LAWS",
    "ORIGINS",
    "OWNERS",
    "SCHEMA",
    "SCHEMA_BEFORE_GRADES",
    "SPACES",
    "Allowed",
    "Amount",
    "AmountText",
    "Carrier",
    "Case",
    "CaseProvision",
    "CaseText",
    "CauseOfAction",
    "CauseText",
    "Certainty",
    "Collection",
    "CollectionItem",
    "CollectionItemText",
    "CollectionText",
    "Court",
    "CourtKind",
    "CourtLevel",
    "CourtText",
    "Evidence",
    "Instance",
    "Law",
    "LawAmendment",
    "LawText",
    "Membership",
    "NotedChange",
    "NumberKey",
    "OutcomeKind",
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
    "RecordDocument",
    "RecordKind",
    "RecordVersion",
    "RelatedDecision",
    "RelatedDecisionText",
    "Source",
    "SourceText",
    "SourceUse",
    "Statistic",
    "StatisticGroup",
    "StatisticGroupText",
    "StatisticText",
    "TextOf",
    "allowed_grade",
    "evidence_of",
    "snapshot_in",
]
