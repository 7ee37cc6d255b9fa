"""Load a case: its texts, procedure, amounts, provisions and provenance."""

from typing import Any

from django.contrib.auth.models import User

from articles.models import ChangeType, Method
from cases.importing.fields import Fields, reading
from cases.importing.reference import provision
from cases.importing.rows import (
    LOADED,
    load,
    named,
    named_court,
    save,
    state,
    write_provenance,
    write_texts,
)
from cases.models import (
    Amount,
    AmountText,
    Case,
    CaseProvision,
    CaseText,
    CauseOfAction,
    Certainty,
    Instance,
    Law,
    OutcomeKind,
    Proceeding,
    ProceedingText,
    ProvisionRole,
    RecordVersion,
)

TEXTS = [
    "title",
    "name",
    "pinyin",
    "cause_of_action",
    "parties",
    "facts",
    "claim",
    "defence",
    "issues",
    "holding",
    "outcome",
    "significance",
]
FIELDS = [
    *TEXTS,
    "court",
    "cause",
    "outcome_kind",
    "case_number",
    "case_number_latin",
    "decided_on",
    "provisions",
    "proceedings",
    "amounts",
]


def load_case(
    data: Any,
    by: User,
    *,
    change: str = ChangeType.UPDATE,
    note: str = LOADED,
    imported: bool = True,
) -> RecordVersion | None:
    """Load and publish one case; None if it says nothing new."""
    slug = Fields(data, "case").text("slug", None)

    def write(case: Case) -> None:
        with reading(data, slug) as fields:
            fields.text("slug")
            _write(case, fields)

    return load(Case, slug, write, by=by, change=change, note=note, imported=imported)


def _write(case: Case, fields: Fields) -> None:
    case.court = named_court(fields)
    cause = fields.text("cause")
    case.cause = named(CauseOfAction, cause, fields, "cause") if cause else None
    case.outcome_kind = fields.choice("outcome_kind", OutcomeKind, OutcomeKind.UNKNOWN)
    case.case_number = fields.text("case_number")
    case.case_number_latin = fields.text("case_number_latin")
    case.decided_on, case.decided_precision = fields.dated(
        "decided_on", "decided_precision"
    )
    save(case)
    texts = fields.texts([*TEXTS, "names_method"])
    for text in texts.values():
        text["names_method"] = text["names_method"] or Method.ORIGINAL.value
    write_texts(CaseText, {"case": case}, texts)
    for rows in (case.case_provisions, case.proceedings, case.amounts, case.provenance):
        rows.all().delete()
    for place, entry in enumerate(fields.each("provisions")):
        _provision(case, place, entry)
    for place, entry in enumerate(fields.each("proceedings")):
        _proceeding(case, place, entry)
    for place, entry in enumerate(fields.each("amounts")):
        _amount(case, place, entry)
    write_provenance(fields, {"case": case}, FIELDS)


def _provision(case: Case, place: int, fields: Fields) -> None:
    law = named(Law, fields.text("law", None), fields, "law")
    save(
        CaseProvision(
            case=case,
            provision=provision(law, fields.text("article", None), fields),
            paragraph=fields.text("paragraph"),
            item=fields.text("item"),
            role=fields.choice("role", ProvisionRole, ""),
            position=place,
        )
    )


def _proceeding(case: Case, place: int, fields: Fields) -> None:
    decided_on, precision = fields.dated("decided_on", "precision")
    row = save(
        Proceeding(
            case=case,
            position=place,
            instance=fields.choice("instance", Instance, ""),
            court=named_court(fields),
            case_number=fields.text("case_number"),
            decided_on=decided_on,
            decided_precision=precision,
        )
    )
    write_texts(ProceedingText, {"proceeding": row}, fields.texts(["result"]))
    write_provenance(
        fields, {"proceeding": row}, ["result", "court", "case_number", "decided_on"]
    )


def _amount(case: Case, place: int, fields: Fields) -> None:
    row = save(
        Amount(
            case=case,
            position=place,
            value=fields.money("value"),
            currency=fields.text("currency", None),
        )
    )
    write_texts(AmountText, {"amount": row}, fields.texts(["note"]))
    certainty = fields.choice("certainty", Certainty, "")
    state({"amount": row}, "value", certainty, fields.words("sources"), 0, fields)
