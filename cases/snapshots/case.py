"""The snapshot of a case."""

from cases.models import (
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


def case_shape(case: Case) -> CaseShape:
    known: set[Source] = set()
    return {
        "key": case.slug,
        "court": court_shape(case.court),
        "cause": _cause(case.cause),
        "outcome_kind": case.outcome_kind,
        "case_number": case.case_number,
        "case_number_latin": case.case_number_latin,
        "decided_on": day_of(case.decided_on),
        "decided_precision": case.decided_precision,
        "texts": texts_of(case.texts.all()),
        "provisions": [
            _provision(one)
            for one in case.case_provisions.select_related(
                "provision__law"
            ).prefetch_related("provision__law__texts")
        ],
        "proceedings": [
            _proceeding(one, known) for one in case.proceedings.select_related("court")
        ],
        "amounts": [_amount(one, known) for one in case.amounts.all()],
        "provenance": provenance_of(case.provenance.all(), known),
        "sources": sources_of(known),
    }


def _cause(cause: CauseOfAction | None) -> CauseShape | None:
    if cause is None:
        return None
    return {"key": cause.slug, "texts": texts_of(cause.texts.all())}


def _provision(one: CaseProvision) -> ProvisionShape:
    shape: ProvisionShape = {
        "law": one.provision.law.slug,
        "article": one.provision.article,
        "paragraph": one.paragraph,
        "role": one.role,
        "texts": law_names(one.provision.law.texts.all()),
    }
    if one.paragraph or one.item:
        shape["item"] = one.item
    return shape


def _proceeding(one: Proceeding, known: set[Source]) -> ProceedingShape:
    return {
        "instance": one.instance,
        "court": court_shape(one.court),
        "case_number": one.case_number,
        "decided_on": day_of(one.decided_on),
        "decided_precision": one.decided_precision,
        "texts": texts_of(one.texts.all()),
        "provenance": provenance_of(one.provenance.all(), known),
    }


def _amount(one: Amount, known: set[Source]) -> AmountShape:
    return {
        "value": f"{one.value:.2f}",
        "currency": one.currency,
        "texts": texts_of(one.texts.all()),
        "provenance": provenance_of(one.provenance.all(), known),
    }
