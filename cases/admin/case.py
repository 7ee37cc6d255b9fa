"""Cases at the desk: facts, words, procedure, amounts, provisions, sources."""

from dataclasses import replace
from typing import Any, ClassVar, cast

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.admin.fields import KeyField, ProvisionField, TypedProvision
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
    LawVersion,
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

    related = ("provision__law__versions", "provision__version")
    field_order = ("provision", "version")

    provision = ProvisionField()
    version = forms.CharField(
        label=gettext_lazy("Version of the law"),
        required=False,
        help_text=gettext_lazy(
            "The year of the text that is meant, such as 2017. Empty: readers are led "
            "to the newest text, and told so."
        ),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        row: CaseProvision = self.instance
        self.version_named: LawVersion | None = None
        if not row.provision_id:
            return
        law = row.provision.law
        self.initial["provision"] = f"{law.slug}/{row.provision.article}"
        if row.is_version_sure and row.provision.version:
            self.initial["version"] = row.provision.version.key
        if versions := list(law.versions.all()):
            proposed = proposed_version(row)
            choices = [("", _("The newest, not settled"))]
            choices += [(each.key, _choice(each, proposed)) for each in versions]
            self.fields["version"].widget = forms.Select(choices=choices)

    def describe(self) -> str:
        row: CaseProvision = self.instance
        return f"{row.provision} ({row.get_role_display()})"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        typed: TypedProvision | None = values.get("provision")
        years = {typed.version if typed else "", values.get("version", "")} - {""}
        if typed is None or not years:
            return values
        versions = {typed.law.version_in(year) for year in years}
        if len(versions) > 1:
            self.add_error("version", _("The provision names another version."))
        elif (version := versions.pop()) is None:
            known = ", ".join(each.key for each in typed.law.versions.all())
            message = _("No version of this law has this year. On record: %(years)s.")
            self.add_error("version", message % {"years": known or "–"})
        else:
            self.version_named = version
            values["provision"] = replace(typed, version=version.key)
        return values

    def save(self, commit: bool = True) -> Any:
        row: CaseProvision = self.instance
        if self.is_bound:
            row.is_version_sure = self.version_named is not None
            row.provision = self._provision(self.cleaned_data["provision"])
        return super().save(commit)

    def _provision(self, typed: TypedProvision) -> Provision:
        """Return the article, in the version that is named, else in the newest."""
        row: CaseProvision = self.instance
        version = self.version_named or typed.law.newest_version
        known = row.provision if row.provision_id else None
        # the law may have a newer text by now: saving the form moves no article
        if known and self.version_named is None and _is_same(known, typed):
            return known
        # another row may have made the same one just now
        provision, _made = Provision.objects.get_or_create(
            law=typed.law,
            number=typed.number,
            suffix=typed.suffix,
            version=version,
            defaults={"is_newest": version == typed.law.newest_version},
        )
        return provision


class CaseForm(RecordForm):
    below = (
        texts_of(CaseText, "case"),
        rows_of(Proceeding, "case", ProceedingForm),
        rows_of(Amount, "case", AmountForm),
        rows_of(
            CaseProvision,
            "case",
            CaseProvisionForm,
            exclude=("provision", "is_version_sure"),
        ),
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
            *_without_version(case),
            *_without_source(case),
        ]


def proposed_version(row: CaseProvision) -> LawVersion | None:
    """Return the text in force at the date of judgment, of several on record."""
    law, day = row.provision.law, row.case.decided_on
    return law.version_on(day) if day and len(law.versions.all()) > 1 else None


def _choice(version: LawVersion, proposed: LawVersion | None) -> str:
    if version != proposed:
        return version.key
    return _("%(year)s: in force at the date of judgment") % {"year": version.key}


def _is_same(provision: Provision, typed: TypedProvision) -> bool:
    named = (typed.law.pk, typed.number, typed.suffix)
    return named == (provision.law.pk, provision.number, provision.suffix)


def _without_version(case: Case) -> list[str]:
    """Propose the version of each law of which nobody said the version."""
    open_rows = case.case_provisions.filter(is_version_sure=False)
    rows = open_rows.select_related("case", "provision__law", "provision__version")
    return [
        _(
            "%(provision)s: say which version of the law is meant. At the date of "
            "judgment that of %(year)s was in force."
        )
        % {"provision": row.provision.key, "year": version.key}
        for row in rows.prefetch_related("provision__law__versions")
        if (version := proposed_version(row))
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
