"""The snapshot of a case."""

from cases.models import (
    SCHEMA,
    Amount,
    Case,
    CaseProvision,
    CauseOfAction,
    Proceeding,
    Source,
)
from cases.snapshots.parts import (
    court_shape,
    day_of,
    law_names,
    provenance_of,
    sources_of,
    texts_of,
)
from cases.snapshots.schema import (
    AmountShape,
    CaseShape,
    CauseShape,
    ProceedingShape,
    ProvisionShape,
)


def case_shape(case: Case, schema: int = SCHEMA) -> CaseShape:
    known: set[Source] = set()
    return {
        "key": case.slug,
        "court": court_shape(case.court),
        "cause": _cause_shape(case.cause),
        "outcome_kind": case.outcome_kind,
        "case_number": case.case_number,
        "case_number_latin": case.case_number_latin,
        "decided_on": day_of(case.decided_on),
        "decided_precision": case.decided_precision,
        "texts": texts_of(case.texts.all()),
        "provisions": [
            _provision_shape(row)
            for row in case.case_provisions.select_related(
                "provision__law", "provision__version"
            ).prefetch_related("provision__law__texts")
        ],
        "proceedings": [
            _proceeding_shape(step, known)
            for step in case.proceedings.select_related("court")
        ],
        "amounts": [_amount_shape(amount, known) for amount in case.amounts.all()],
        "provenance": provenance_of(case.provenance.all(), known),
        "sources": sources_of(known, schema),
    }


def _cause_shape(cause: CauseOfAction | None) -> CauseShape | None:
    if cause is None:
        return None
    return {"key": cause.slug, "texts": texts_of(cause.texts.all())}


def _provision_shape(row: CaseProvision) -> ProvisionShape:
    shape: ProvisionShape = {
        "law": row.provision.law.slug,
        "article": row.provision.article,
        "paragraph": row.paragraph,
        "role": row.role,
        "texts": law_names(row.provision.law.texts.all()),
    }
    # came later than `paragraph`: absent where a whole article is cited, as before
    if row.paragraph or row.item:
        shape["item"] = row.item
    # absent where nobody said which version is meant: the newest one is shown
    if row.is_version_sure and row.provision.version:
        shape["version"] = row.provision.version.key
    return shape


def _proceeding_shape(step: Proceeding, known: set[Source]) -> ProceedingShape:
    return {
        "instance": step.instance,
        "court": court_shape(step.court),
        "case_number": step.case_number,
        "decided_on": day_of(step.decided_on),
        "decided_precision": step.decided_precision,
        "texts": texts_of(step.texts.all()),
        "provenance": provenance_of(step.provenance.all(), known),
    }


def _amount_shape(amount: Amount, known: set[Source]) -> AmountShape:
    return {
        # as text: JSON numbers are floats to many readers, and 0.10 would change
        "value": f"{amount.value:.2f}",
        "currency": amount.currency,
        "texts": texts_of(amount.texts.all()),
        "provenance": provenance_of(amount.provenance.all(), known),
    }
