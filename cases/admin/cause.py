"""Causes of action at the desk."""

from django.contrib import admin

from cases.admin.record_form import RecordForm
from cases.admin.reference_admin import ReferenceAdmin
from cases.admin.row_formset import texts_of
from cases.models import CauseOfAction, CauseText


class CauseForm(RecordForm):
    below = (texts_of(CauseText, "cause", needed=True),)

    class Meta(RecordForm.Meta):
        model = CauseOfAction
        fields = ("slug",)


@admin.register(CauseOfAction)
class CauseAdmin(ReferenceAdmin[CauseOfAction]):
    record_form = CauseForm
    list_display = ("slug",)
    search_fields = ("slug", "texts__name")
