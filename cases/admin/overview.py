"""Overviews at the desk: groups, and in each its figures with bases and shares."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import choose_text
from cases.admin.fields import KeyField
from cases.admin.provenance import statements_on
from cases.admin.record_admin import RecordAdmin
from cases.admin.record_form import RecordForm
from cases.admin.row_form import RowForm, refuse_twice
from cases.admin.row_formset import ASIDE, RowFormSet, rows_of, texts_of
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
from cases.presentation.overview import present_overview
from cases.publishing.overview_warnings import warnings_about
from cases.snapshots.schema import OverviewShape
from cjo.lib.languages import page_language


class PrintedShareForm(RowForm):
    source = KeyField(Source, "key")


class StatisticForm(RowForm):
    """A figure; its base is named by its key, so that both can be new."""

    below = (
        texts_of(StatisticText, "statistic"),
        rows_of(PrintedShare, "statistic", PrintedShareForm),
        statements_on("statistic"),
    )
    field_order = ("key", "value", "base", "headline")
    related = ("base",)

    base = forms.CharField(
        required=False,
        label=gettext_lazy("Base"),
        help_text=gettext_lazy("The key of the figure that it is a part of."),
        widget=forms.TextInput(attrs={"list": "known-figures"}),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        self.initial["base"] = self.instance.base.key if self.instance.base_id else ""

    def describe(self) -> str:
        return f"{_heading(self.instance)}: {self.instance.value}"

    @property
    def key(self) -> str:
        return str(self.cleaned_data["key"] if self.is_bound else self.instance.key)

    @property
    def base_key(self) -> str:
        known = self.cleaned_data if self.is_bound else self.initial
        return str(known["base"])


class StatisticFormSet(RowFormSet):
    """The figures of a group. Their positions count through the whole overview."""

    has_words = True

    def first_position(self) -> int:
        overview = self.instance.overview
        return Statistic.objects.filter(overview=overview, position__lt=ASIDE).count()


class GroupForm(RowForm):
    below = (
        texts_of(StatisticGroupText, "group"),
        rows_of(
            Statistic,
            "group",
            StatisticForm,
            formset=StatisticFormSet,
            exclude=("overview", "base"),
        ),
    )

    def describe(self) -> str:
        return _heading(self.instance)

    def save(self, commit: bool = True) -> Any:
        for form in self.formset("statistics").forms:
            form.instance.overview, form.instance.base = self.instance.overview, None
        return super().save(commit)


class GroupFormSet(RowFormSet):
    has_words = True

    def delete_existing(self, obj: Any, commit: bool = True) -> None:
        obj.statistics.all().delete()
        obj.delete()


class OverviewForm(RecordForm):
    below = (
        rows_of(StatisticGroup, "overview", GroupForm, formset=GroupFormSet),
        texts_of(OverviewText, "overview"),
        statements_on("overview"),
    )

    court = KeyField(Court, required=False)

    class Meta(RecordForm.Meta):
        model = Overview
        fields = (
            *("slug", "court", "released_on", "released_precision"),
            *("period_start", "period_end", "period_precision"),
        )

    @property
    def figures(self) -> list[StatisticForm]:
        return [form for form in self.rows() if isinstance(form, StatisticForm)]

    def check_rows(self) -> None:
        figures = [form for form in self.figures if form.is_kept]
        refuse_twice(figures, ["key"], _("Another figure has this key."))
        keys = {form.key for form in figures if not form.is_wrong}
        for form in figures:
            base = form.base_key if not form.is_wrong else ""
            # the database refuses this before the check for circles could name it
            if base and base == form.key:
                form.add_error("base", _("A figure is no part of itself."))
            elif base and base not in keys:
                message = _("No figure of this overview has the key “%(key)s”.")
                form.add_error("base", message % {"key": base})

    def save(self, commit: bool = True) -> Any:
        overview = self.instance
        if not self.is_new:
            # bases hold each other fast, and positions count through all groups
            overview.statistics.update(base=None, position=F("position") + ASIDE)
        super().save(commit)
        kept = [form for form in self.figures if form.is_kept]
        figures = {form.key: form.instance for form in kept}
        for form in kept:
            if form.base_key:
                form.instance.base = figures[form.base_key]
                form.instance.save(update_fields=["base"])
        return overview


@admin.register(Overview)
class OverviewAdmin(RecordAdmin[Overview]):
    record_form = OverviewForm

    def warnings(self, overview: Overview) -> list[str]:
        version = overview.current_version
        if version is None:
            return []
        snapshot = cast(OverviewShape, version.snapshot)
        figures = present_overview(snapshot, version.number, "en", in_full=True)
        return [*super().warnings(overview), *warnings_about(figures)]


def _heading(row: Statistic | StatisticGroup) -> str:
    text = choose_text(row.texts.all(), page_language())
    return str(text or row.key)
