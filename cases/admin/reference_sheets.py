"""The pages of courts, laws, causes of action and sources, which have no versions."""

from typing import Any, ClassVar

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cases.admin.case_sheet import statements, texts
from cases.admin.fields import KeyField
from cases.admin.forms import RowForm, row_form
from cases.admin.rows import Part
from cases.admin.sheet import Sheet
from cases.importing.reference import LAW_FIELDS
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
from cases.presentation.sources import is_description

COURT_FIELDS = ["name", "code", "level", "kind", "parent", "province"]


class NamedSheet(Sheet):
    """What a page would print without a name if it had no words."""

    def is_valid(self) -> bool:
        valid = super().is_valid()
        for rows in self.rows:
            if rows.part.name == "texts" and not rows.kept:
                rows.errors.append(gettext("Give it a name in one language."))
                valid = False
        return valid


class CourtSheet(NamedSheet):
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
        adopted, since = values.get("adopted_on"), values.get("in_force_on")
        until = values.get("repealed_on")
        if adopted and since and since < adopted:
            told = gettext("It was in force before it was adopted.")
            self.add_error("in_force_on", told)
        if since and until and until < since:
            told = gettext("It was repealed before it was in force.")
            self.add_error("repealed_on", told)
        return values


class LawSheet(NamedSheet):
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


class CauseSheet(NamedSheet):
    form_class: ClassVar = row_form(CauseOfAction)
    parts: ClassVar = (texts(CauseText, "cause"),)


class SourceTextForm(RowForm):
    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not (values.get("publisher") or values.get("title") or values.get("gave")):
            told = gettext("Say who published it, what it is, or what it gave.")
            self.add_error("publisher", told)
        return values


class SourceSheet(Sheet):
    form_class: ClassVar = row_form(Source)
    parts: ClassVar = (texts(SourceText, "source", SourceTextForm),)
    keys: ClassVar[tuple[Any, ...]] = ("key",)

    def check(self) -> None:
        """Refuse words for a title that is recorded: it stays as it is printed."""
        values = self.form.cleaned_data
        if is_description(values["title"], values["language"]):
            return
        for row in self.every_row():
            if row.bound and row.is_kept and row.form.cleaned_data["title"]:
                told = gettext("Its own title is recorded, and stays as it is printed.")
                row.form.add_error("title", told)
