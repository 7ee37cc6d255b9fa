"""The page of a case: facts, words, procedure, amounts, provisions, sources."""

from typing import ClassVar

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from cases.admin.fields import KeyField, ProvisionField
from cases.admin.forms import RowForm, StatementForm, row_form
from cases.admin.labels import LABELS
from cases.admin.rows import Part
from cases.admin.sheet import Sheet
from cases.importing.case import FIELDS
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
    Provenance,
    ProvenanceText,
    Provision,
)
from cases.models.source import OWNERS


def texts(model: type[Model], owner: str, base: type[RowForm] = RowForm) -> Part:
    """Return the words of a row, one form a language."""
    form = row_form(model, owner, base=base)
    title, new = _("Words"), _("Words in a further language")
    return Part("texts", form, owner, title, new, once=(("language",),))


def statements(owner: str, fields: list[str]) -> Part:
    """Return where the facts of a row come from, and how sure they are."""
    choices = [("", "…"), *((name, LABELS.get(name, name)) for name in fields)]
    names = forms.ChoiceField(label=_("Which fact"), choices=choices)
    form = row_form(Provenance, *OWNERS, base=StatementForm, field=names)
    title, new = _("Certainty and sources"), _("A statement on a fact")
    notes = texts(ProvenanceText, "provenance")
    return Part("provenance", form, owner, title, new, parts=(notes,), ordered=True)


class ProvisionForm(RowForm):
    """A provision beside a case, typed by law and article."""

    def __init__(self, data: object = None, **options: object) -> None:
        super().__init__(data, **options)
        if self.instance.provision_id:
            self.initial["provision"] = self.instance.provision.key

    def save(self, commit: bool = True) -> CaseProvision:
        provision = self.cleaned_data["provision"]
        # another row may have made the same one just now
        self.instance.provision, _made = Provision.objects.get_or_create(
            law=provision.law, number=provision.number, suffix=provision.suffix
        )
        row: CaseProvision = super().save(commit)
        return row


class CaseSheet(Sheet):
    form_class: ClassVar = row_form(
        Case,
        "provisions",
        court=KeyField(Court, required=False, label=_("Court")),
        cause=KeyField(CauseOfAction, required=False, label=_("Cause of action")),
    )
    parts: ClassVar = (
        texts(CaseText, "case"),
        Part(
            "proceedings",
            row_form(
                Proceeding,
                "case",
                court=KeyField(Court, required=False, label=_("Court")),
            ),
            "case",
            _("Procedure"),
            _("A step of the procedure"),
            parts=(
                texts(ProceedingText, "proceeding"),
                statements(
                    "proceeding", ["result", "court", "case_number", "decided_on"]
                ),
            ),
            ordered=True,
        ),
        Part(
            "amounts",
            row_form(Amount, "case"),
            "case",
            _("Amounts"),
            _("An amount"),
            parts=(texts(AmountText, "amount"), statements("amount", ["value"])),
            ordered=True,
        ),
        Part(
            "case_provisions",
            row_form(
                CaseProvision,
                "case",
                "provision",
                base=ProvisionForm,
                provision=ProvisionField(),
            ),
            "case",
            _("Provisions"),
            _("A provision"),
            ordered=True,
            once=(("provision", "paragraph", "item", "role"),),
        ),
        statements("case", FIELDS),
    )
