"""The forms of statements on facts: where each comes from, and how sure it is."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cases.admin.fields import SourcesField
from cases.admin.row_form import RowForm
from cases.admin.row_formset import RowFormSet, rows_of, texts_of
from cases.models import FACTS, OWNERS, Provenance, ProvenanceText


class StatementForm(RowForm):
    """A statement on one fact of the row that owns it."""

    below = (texts_of(ProvenanceText, "provenance"),)
    field_order = ("field", "certainty", "sources", "agrees")

    sources = SourcesField()

    def describe(self) -> str:
        statement: Provenance = self.instance
        return f"{statement.fact}: {statement.get_certainty_display()}"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("agrees", True) and not self.formset("texts").kept:
            message = _("Say in a note what these sources say instead.")
            self.add_error("agrees", message)
        return values


def statements_on(owner: str) -> type[RowFormSet]:
    """Return the formset of the statements on an owner's facts."""
    choices = [(name, capfirst(label)) for name, label in FACTS[owner].items()]

    class OwnForm(StatementForm):
        field = forms.ChoiceField(
            label=capfirst(Provenance._meta.get_field("field").verbose_name),
            choices=[("", "…"), *choices],
        )

        def __init__(self, data: Any = None, **options: Any) -> None:
            super().__init__(data, **options)
            # what was stated before facts were listed can still be saved
            known: Any = self.fields["field"]
            own = self.instance.field
            if own and own not in FACTS[owner]:
                known.choices = [*known.choices, (own, own)]

    return rows_of(Provenance, owner, OwnForm, exclude=OWNERS)
