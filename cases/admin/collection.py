"""Collections at the desk: their places, and the decisions related to them."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext as _

from cases.admin.fields import KeyField, SourcesField
from cases.admin.provenance import allowed_by, statements_on
from cases.admin.record_admin import RecordAdmin
from cases.admin.record_form import RecordForm
from cases.admin.row_form import RowForm
from cases.admin.row_formset import RowFormSet, rows_of, texts_of
from cases.models import (
    Case,
    Certainty,
    Collection,
    CollectionItem,
    CollectionItemText,
    CollectionText,
    Court,
    Membership,
    Overview,
    RelatedDecision,
    RelatedDecisionText,
)


class ItemForm(RowForm):
    below = (texts_of(CollectionItemText, "item"),)

    case = KeyField(Case, required=False)
    sources = SourcesField()

    def describe(self) -> str:
        item: CollectionItem = self.instance
        case = item.case or item.get_certainty_display()
        return _("Place %(place)s: %(case)s") % {"place": item.position, "case": case}

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not self.as_published_before:
            self._check_place(values)
        return values

    def _check_place(self, values: dict[str, Any]) -> None:
        """Demand a source for a confirmed place, and a reason for a probable one."""
        certainty, sources = values.get("certainty"), values.get("sources")
        if certainty == Membership.PROBABLE and not self.formset("texts").kept:
            message = _("Say in a note why it is probable: readers see the reason.")
            self.add_error("certainty", message)
        if certainty == Membership.CONFIRMED and sources is not None:
            allowed = allowed_by(sources)
            if not allowed.permits(Certainty.REPORTED):
                message = _(
                    "A place is confirmed where a source of standing says so. %(why)s"
                )
                self.add_error("certainty", message % {"why": allowed.why})


class ItemFormSet(RowFormSet):
    first = 1
    cleared = {
        "official_number": None,
        "case": None,
        "certainty": Membership.UNIDENTIFIED,
    }


class RelatedDecisionForm(RowForm):
    below = (texts_of(RelatedDecisionText, "related_decision"),)

    case = KeyField(Case)

    def describe(self) -> str:
        return str(self.instance.case)


class CollectionForm(RecordForm):
    below = (
        texts_of(CollectionText, "collection"),
        rows_of(CollectionItem, "collection", ItemForm, formset=ItemFormSet),
        rows_of(RelatedDecision, "collection", RelatedDecisionForm),
        statements_on("collection"),
    )

    court = KeyField(Court, required=False)
    overview = KeyField(Overview, required=False)

    class Meta(RecordForm.Meta):
        model = Collection
        fields = (
            *("slug", "court", "overview", "released_on", "released_precision"),
            "size",
        )


@admin.register(Collection)
class CollectionAdmin(RecordAdmin[Collection]):
    record_form = CollectionForm
