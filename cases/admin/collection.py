"""Collections at the desk: their places, and the decisions related to them."""

from django.contrib import admin
from django.utils.translation import gettext as _

from cases.admin.fields import KeyField, SourcesField
from cases.admin.provenance import statements_on
from cases.admin.record_admin import RecordAdmin
from cases.admin.record_form import RecordForm
from cases.admin.row_form import RowForm
from cases.admin.row_formset import RowFormSet, rows_of, texts_of
from cases.models import (
    Case,
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
