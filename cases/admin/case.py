"""Cases at the desk: facts, words, procedure, amounts, provisions, sources."""

from typing import Any, ClassVar, cast

from django.contrib import admin
from django.utils.translation import gettext as _

from cases.admin.fields import KeyField, ProvisionField
from cases.admin.provenance import statements_on
from cases.admin.record_admin import RecordAdmin
from cases.admin.record_form import RecordForm
from cases.admin.row_form import RowForm
from cases.admin.row_formset import rows_of, texts_of
from cases.models import (
    Amount,
    AmountText,
    Case,
    CaseProvision,
    CaseText,
    CauseOfAction,
    Court,
    Proceeding,
    ProceedingText,
    Provision,
)
from cases.presentation.case import present_case
from cases.publishing.case_warnings import warnings_about
from cases.publishing.duplicates import duplicates_of
from cases.snapshots.schema import CaseShape
from cjo.lib.languages import page_language


class ProceedingForm(RowForm):
    below = (texts_of(ProceedingText, "proceeding"), statements_on("proceeding"))

    court = KeyField(Court, required=False)

    def describe(self) -> str:
        step: Proceeding = self.instance
        return ", ".join(filter(None, [step.get_instance_display(), step.case_number]))


class AmountForm(RowForm):
    below = (texts_of(AmountText, "amount"), statements_on("amount"))


class CaseProvisionForm(RowForm):
    """A provision of a case, typed by law and article."""

    related = ("provision__law",)

    provision = ProvisionField()

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        if self.instance.provision_id:
            self.initial["provision"] = self.instance.provision.key

    def describe(self) -> str:
        row: CaseProvision = self.instance
        return f"{row.provision} ({row.get_role_display()})"

    def save(self, commit: bool = True) -> Any:
        provision = self.cleaned_data["provision"]
        # another row may have made the same one just now
        self.instance.provision, _made = Provision.objects.get_or_create(
            law=provision.law, number=provision.number, suffix=provision.suffix
        )
        return super().save(commit)


class CaseForm(RecordForm):
    below = (
        texts_of(CaseText, "case"),
        rows_of(Proceeding, "case", ProceedingForm),
        rows_of(Amount, "case", AmountForm),
        rows_of(CaseProvision, "case", CaseProvisionForm, exclude=("provision",)),
        statements_on("case"),
    )

    court = KeyField(Court, required=False)
    cause = KeyField(CauseOfAction, required=False)

    class Meta(RecordForm.Meta):
        model = Case
        fields = (
            *("slug", "court", "case_number", "case_number_latin", "decided_on"),
            *("decided_precision", "cause", "outcome_kind"),
        )


@admin.register(Case)
class CaseAdmin(RecordAdmin[Case]):
    record_form = CaseForm
    list_filter = ("court",)
    search_fields: ClassVar = ("slug", "case_number", "texts__title", "texts__name")

    def warnings(self, case: Case) -> list[str]:
        warnings = [
            _("It may be the same case as “%(slug)s”. %(reason)s")
            % {"slug": duplicate.case.slug, "reason": duplicate.reason}
            for duplicate in duplicates_of(case)
        ]
        days = {step.decided_on for step in case.proceedings.all()} - {None}
        if case.decided_on and days and case.decided_on not in days:
            warnings.append(_("No step of the procedure has the date of the judgment."))
        return [
            *super().warnings(case),
            *warnings,
            *warnings_about(case),
            *_without_source(case),
        ]


def _without_source(case: Case) -> list[str]:
    """Name the facts that readers see and whose source nobody noted."""
    if case.current_version is None:
        return []
    shape = cast(CaseShape, case.current_version.snapshot)
    return [
        _("%(fact)s: no source is on record, and the page says so.")
        % {"fact": fact.label}
        for fact in present_case(shape, page_language()).facts
        if fact.is_unsourced
    ]
