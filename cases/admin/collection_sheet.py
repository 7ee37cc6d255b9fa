"""The page of a collection: its places, and the decisions beside it."""

from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.admin.case_sheet import statements, texts
from cases.admin.fields import KeyField, SourcesField
from cases.admin.forms import RowForm, row_form
from cases.admin.rows import Part
from cases.admin.sheet import Sheet
from cases.importing.collection import FIELDS
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
    """A place in the set; certainty and case have to say the same."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        unknown = values.get("certainty") == Membership.UNIDENTIFIED
        if values.get("case") is None and "case" not in self.errors and not unknown:
            self.add_error(
                "certainty", _("A place without a case is not yet identified.")
            )
        if values.get("case") is not None and unknown:
            self.add_error("certainty", _("Say how sure it is that this case is it."))
        probable = values.get("certainty") == Membership.PROBABLE
        if values.get("official_number") and probable:
            self.add_error(
                "official_number",
                _("A case that is only probable has no number of the court’s yet."),
            )
        return values


class CollectionSheet(Sheet):
    form_class: ClassVar = row_form(
        Collection,
        court=KeyField(Court, required=False, label=gettext_lazy("Court")),
        overview=KeyField(Overview, required=False, label=gettext_lazy("Overview")),
    )
    parts: ClassVar = (
        texts(CollectionText, "collection"),
        Part(
            "items",
            row_form(
                CollectionItem,
                "collection",
                base=ItemForm,
                case=KeyField(Case, required=False, label=gettext_lazy("Case")),
                sources=SourcesField(),
            ),
            "collection",
            gettext_lazy("Places in the set"),
            gettext_lazy("A place in the set"),
            parts=(texts(CollectionItemText, "item"),),
            ordered=True,
            first=1,
            once=(("case",), ("official_number",)),
            cleared={
                "official_number": None,
                "case": None,
                "certainty": Membership.UNIDENTIFIED,
            },
        ),
        Part(
            "related_decisions",
            row_form(
                RelatedDecision,
                "collection",
                case=KeyField(Case, label=gettext_lazy("Case")),
            ),
            "collection",
            gettext_lazy("Decisions beside the set"),
            gettext_lazy("A decision beside the set"),
            parts=(texts(RelatedDecisionText, "related_decision"),),
            ordered=True,
            once=(("case",),),
        ),
        statements("collection", FIELDS),
    )
