"""The forms of statements on facts: where each comes from, and how sure it is."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.admin.fields import SourcesField
from cases.admin.row_form import RowForm
from cases.admin.row_formset import RowFormSet, rows_of, texts_of
from cases.models import (
    FACTS,
    ORIGINS,
    OWNERS,
    Allowed,
    Certainty,
    Provenance,
    ProvenanceText,
    Source,
    allowed_grade,
    evidence_of,
)


class StatementForm(RowForm):
    """A statement on one fact of the row that owns it."""

    below = (texts_of(ProvenanceText, "provenance"),)
    field_order = ("field", "certainty", "sources", "agrees")

    sources = SourcesField()

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        if self.as_published_before:
            return
        certainty: Any = self.fields["certainty"]
        certainty.choices = [
            (value, label)
            for value, label in certainty.choices
            if value != Certainty.PROBABLE
        ]
        certainty.error_messages["invalid_choice"] = gettext_lazy(
            "“%(value)s” is no grade of a fact. Choose one that is offered."
        )

    def describe(self) -> str:
        statement: Provenance = self.instance
        return f"{statement.fact}: {statement.get_certainty_display()}"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.as_published_before:
            self._check_grade(values)
        if not values.get("agrees", True) and not self.formset("texts").kept:
            message = _("Say in a note what these sources say instead.")
            self.add_error("agrees", message)
        return values

    def _check_grade(self, values: dict[str, Any]) -> None:
        """Refuse a grade that is surer than the sources allow."""
        certainty, sources = values.get("certainty"), values.get("sources")
        if not certainty or sources is None:
            return
        allowed = allowed_by(sources)
        if not allowed.permits(certainty):
            self.add_error("certainty", too_sure(allowed))


def allowed_by(sources: QuerySet[Source]) -> Allowed:
    known = sources.select_related(ORIGINS)
    return allowed_grade(evidence_of(source) for source in known)


def too_sure(allowed: Allowed) -> str:
    """Return the sentence for a claim above the grade that its sources allow."""
    return _("With these sources at most “%(grade)s”. %(why)s") % {
        "grade": allowed.grade.label,
        "why": allowed.why,
    }


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
