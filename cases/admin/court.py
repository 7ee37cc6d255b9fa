"""Courts at the desk."""

from django.contrib import admin

from cases.admin.fields import KeyField
from cases.admin.provenance import statements_on
from cases.admin.record_form import RecordForm
from cases.admin.reference_admin import ReferenceAdmin
from cases.admin.row_form import RowForm
from cases.admin.row_formset import rows_of, texts_of
from cases.models import (
    Court,
    CourtSite,
    CourtText,
    Jurisdiction,
    JurisdictionText,
)


class JurisdictionForm(RowForm):
    below = (texts_of(JurisdictionText, "jurisdiction"),)


class CourtForm(RecordForm):
    below = (
        texts_of(CourtText, "court", needed=True),
        rows_of(Jurisdiction, "court", JurisdictionForm),
        rows_of(CourtSite, "court"),
        statements_on("court"),
    )

    parent = KeyField(Court, required=False)
    division_of = KeyField(Court, required=False)

    class Meta(RecordForm.Meta):
        model = Court
        fields = (
            *("slug", "code", "level", "kind", "parent", "division_of", "province"),
            *("opened_on", "opened_precision"),
        )


@admin.register(Court)
class CourtAdmin(ReferenceAdmin[Court]):
    record_form = CourtForm
    list_display = ("slug", "code", "level", "kind", "page_of")
    list_filter = ("level", "kind")
    search_fields = ("slug", "code", "texts__name")
