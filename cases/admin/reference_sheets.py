"""The pages of courts, laws, causes of action and sources, which have no versions."""

from typing import Any, ClassVar

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.admin.case_sheet import statements, texts
from cases.admin.fields import KeyField
from cases.admin.forms import RowForm, row_form
from cases.admin.rows import Part
from cases.admin.sheet import Sheet
from cases.loading.reference import LAW_FIELDS
from cases.models import (
    CauseOfAction,
    CauseText,
    Court,
    CourtText,
    Law,
    LawAmendment,
    LawText,
    Provision,
    Source,
    SourceText,
)

COURT_FIELDS = ["name", "code", "level", "kind", "parent", "province"]


class CourtSheet(Sheet):
    form_class: ClassVar = row_form(
        Court, parent=KeyField(Court, required=False, label=_("Court above it"))
    )
    parts: ClassVar = (
        texts(CourtText, "court"),
        statements("court", COURT_FIELDS),
    )


class LawForm(RowForm):
    def clean(self) -> dict[str, Any]:
        values = super().clean()
        since, until = values.get("in_force_on"), values.get("repealed_on")
        if since and until and until < since:
            told = gettext("It was repealed before it was in force.")
            self.add_error("repealed_on", told)
        return values


class LawSheet(Sheet):
    form_class: ClassVar = row_form(Law, base=LawForm)
    parts: ClassVar = (
        texts(LawText, "law"),
        Part(
            "amendments",
            row_form(LawAmendment, "law"),
            "law",
            _("Amendments"),
            _("An amendment"),
            once=(("amended_on",),),
        ),
        Part(
            "provisions",
            row_form(Provision, "law"),
            "law",
            pgettext_lazy("of a law", "Articles"),
            _("An article"),
            once=(("number", "suffix"),),
        ),
        statements("law", LAW_FIELDS),
    )


class CauseSheet(Sheet):
    form_class: ClassVar = row_form(CauseOfAction)
    parts: ClassVar = (texts(CauseText, "cause"),)


class SourceSheet(Sheet):
    form_class: ClassVar = row_form(Source)
    parts: ClassVar = (texts(SourceText, "source"),)
    keys: ClassVar[tuple[Any, ...]] = ("key",)
