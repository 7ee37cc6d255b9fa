"""The rows of a form that name the people who made an article."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from articles.admin.fields import ContributorField, FigureInput
from articles.admin.generics import ModelForm
from articles.admin.meanwhile import on_present_rows, removed_rows
from articles.models import Article, Contribution
from cjo.lib.languages import CHOICES

if TYPE_CHECKING:
    Rows = forms.BaseInlineFormSet[Contribution, Article, "ContributionForm"]
else:
    Rows = forms.BaseInlineFormSet


class ContributionForm(ModelForm[Contribution]):
    class Meta:
        model = Contribution
        fields = ["contributor", "role", "language", "position"]
        field_classes = {"contributor": ContributorField}
        widgets: ClassVar = {"position": FigureInput}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_saved = self.instance.pk is not None
        if is_saved:
            self.initial["contributor"] = self.instance.contributor
            widget: Any = self.fields["contributor"].widget
            widget.remember(self.instance.contributor)
        # editors count from one; a row without a place comes last
        self.initial["position"] = self.instance.position + 1 if is_saved else None
        language: Any = self.fields["language"]
        language.choices = [("", _("every language")), *CHOICES]
        # Two rows to begin with: nobody should have to number them
        self.fields["position"].required = False


class _ContributionRows(Rows):
    def get_queryset(self) -> Any:
        # one query for all rows, not one for each name
        return (
            super()
            .get_queryset()
            .select_related("contributor")
            .prefetch_related("contributor__texts")
        )


ContributionRows = forms.inlineformset_factory(
    Article,
    Contribution,
    form=ContributionForm,
    formset=_ContributionRows,
    extra=2,
)


def contributions_sent(data: QueryDict, article: Article) -> QueryDict:
    """Return what was sent, its rows put on those that the article has now."""
    return on_present_rows(data, ContributionRows, "contributions", _rows_of(article))


def removed_contributions(data: QueryDict, article: Article) -> int:
    """Return how many rows of the form somebody else has removed meanwhile."""
    return removed_rows(data, "contributions", _rows_of(article))


def _rows_of(article: Article) -> list[Contribution]:
    return list(article.contributions.select_related("contributor"))


def contributions_of(rows: Rows) -> list[Contribution]:
    """Return the contributions of valid rows, in the order that the editor gave."""
    kept = [
        (form.instance.pk, form.cleaned_data)
        for form in rows.forms
        if form.cleaned_data.get("contributor") and not form.cleaned_data.get("DELETE")
    ]
    kept.sort(key=lambda row: row[1]["position"] or float("inf"))
    return [
        Contribution(
            # the same row as before: another tab may have it open
            pk=pk,
            contributor=values["contributor"],
            role=values["role"],
            language=values["language"],
        )
        for pk, values in kept
    ]
