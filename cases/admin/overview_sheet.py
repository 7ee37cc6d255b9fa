"""The page of an overview: groups, and in each its figures with bases and shares."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.admin.case_sheet import statements, texts
from cases.admin.fields import KeyField
from cases.admin.forms import RowForm, refuse_twice, row_form
from cases.admin.rows import Part, Row
from cases.admin.sheet import Sheet
from cases.importing.overview import FIELDS
from cases.models import (
    Court,
    Overview,
    OverviewText,
    PrintedShare,
    Source,
    Statistic,
    StatisticGroup,
    StatisticGroupText,
    StatisticText,
)


class FigureForm(RowForm):
    """A figure; its base is named by its key, so that both can be new."""

    base = forms.CharField(
        required=False,
        label=gettext_lazy("Base"),
        help_text=gettext_lazy("The key of the figure that it is a part of."),
        widget=forms.TextInput(attrs={"list": "known-figures"}),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        base = self.instance.base if self.instance.base_id else None
        self.initial["base"] = base.key if base else ""
        self.order_fields(["place", "key", "value", "base", "headline"])

    def check_with(self, parts: dict[str, int]) -> None:
        if parts.get("printed") and not self.cleaned_data.get("base"):
            self.add_error(
                "base", _("A printed share needs the figure that it is a share of.")
            )


class OverviewForm(RowForm):
    """The court first, then what it counted and when."""

    field_order = ("slug", "court", "released_on", "released_precision")


class OverviewSheet(Sheet):
    form_class: ClassVar = row_form(
        Overview,
        base=OverviewForm,
        court=KeyField(Court, required=False, label=gettext_lazy("Court")),
    )
    parts: ClassVar = (
        Part(
            "groups",
            row_form(StatisticGroup, "overview"),
            "overview",
            gettext_lazy("Groups of figures"),
            gettext_lazy("A group of figures"),
            parts=(
                texts(StatisticGroupText, "group"),
                Part(
                    "statistics",
                    row_form(
                        Statistic,
                        "overview",
                        "group",
                        "base",
                        base=FigureForm,
                    ),
                    "group",
                    gettext_lazy("Figures"),
                    gettext_lazy("A figure"),
                    parts=(
                        texts(StatisticText, "statistic"),
                        Part(
                            "printed",
                            row_form(
                                PrintedShare,
                                "statistic",
                                source=KeyField(
                                    Source, "key", label=gettext_lazy("Source")
                                ),
                            ),
                            "statistic",
                            gettext_lazy("Shares as printed"),
                            gettext_lazy("A share as a source prints it"),
                            ordered=True,
                            once=(("text", "source"),),
                        ),
                        statements("statistic", ["value"]),
                    ),
                    ordered=True,
                    throughout="overview",
                    named=True,
                    cleared={"base": None},
                ),
            ),
            ordered=True,
            named=True,
            once=(("key",),),
        ),
        texts(OverviewText, "overview"),
        statements("overview", FIELDS),
    )

    def figures(self) -> list[Row]:
        return [
            row
            for row in self.every_row()
            if row.part.model is Statistic and row.is_kept
        ]

    def check(self) -> None:
        bound = [row.form for row in self.figures() if row.bound]
        refuse_twice(bound, ("key",), _("Another figure has this key."))
        keys = {self._key(row) for row in self.figures()}
        for form in bound:
            base = form.cleaned_data.get("base")
            if base and base == form.cleaned_data.get("key"):
                form.add_error("base", _("A figure is no part of itself."))
            elif base and base not in keys:
                form.add_error("base", _("No figure of this overview has this key."))

    def after(self) -> None:
        """Join figures and bases, now that each has a row."""
        rows = {self._key(row): row for row in self.figures()}
        for row in rows.values():
            base = row.form.cleaned_data["base"] if row.bound else ""
            if not row.bound:
                base = row.form.initial["base"]
            figure = row.form.instance
            figure.base = rows[base].form.instance if base else None
            figure.save(update_fields=["base"])

    def _key(self, row: Row) -> str:
        if row.bound:
            return str(row.form.cleaned_data.get("key", ""))
        return str(row.form.instance.key)
