"""Laws at the desk, with their amendments and articles."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cases.admin.provenance import statements_on
from cases.admin.record_form import RecordForm
from cases.admin.reference_admin import ReferenceAdmin
from cases.admin.row_form import RowForm
from cases.admin.row_formset import rows_of, texts_of
from cases.models import Law, LawAmendment, LawText, Provision


class AmendmentForm(RowForm):
    def describe(self) -> str:
        return date_format(self.instance.amended_on)


class ProvisionForm(RowForm):
    def describe(self) -> str:
        return _("Art. %(article)s") % {"article": self.instance.article}


class LawForm(RecordForm):
    below = (
        texts_of(LawText, "law", needed=True),
        rows_of(LawAmendment, "law", AmendmentForm),
        rows_of(Provision, "law", ProvisionForm),
        statements_on("law"),
    )

    class Meta(RecordForm.Meta):
        model = Law
        fields = ("slug", "adopted_on", "in_force_on", "repealed_on", "official_url")


@admin.register(Law)
class LawAdmin(ReferenceAdmin[Law]):
    record_form = LawForm
    list_display = ("slug", "in_force_on", "repealed_on")
    search_fields = ("slug", "texts__title")
