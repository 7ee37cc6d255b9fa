"""The rows of a form that name the people who made an article."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

from articles.admin.fields import ContributorField
from articles.admin.generics import ModelForm
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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        is_saved = self.instance.pk is not None
        if is_saved:
            self.initial["contributor"] = self.instance.contributor
        # editors count from one; a row without a place comes last
        self.initial["position"] = self.instance.position + 1 if is_saved else None
        language: Any = self.fields["language"]
        language.choices = [("", _("every language")), *CHOICES]
        # Two rows to begin with: nobody should have to number them
        self.fields["position"].required = False


class _ContributionRows(Rows):
    def get_queryset(self) -> Any:
        # one query for all rows, not one for each name
        return super().get_queryset().select_related("contributor")


ContributionRows = forms.inlineformset_factory(
    Article,
    Contribution,
    form=ContributionForm,
    formset=_ContributionRows,
    extra=2,
)


def contributions_of(rows: Rows) -> list[Contribution]:
    """Return the contributions of valid rows, in the order that the editor gave."""
    kept = [
        form.cleaned_data
        for form in rows.forms
        if form.cleaned_data.get("contributor") and not form.cleaned_data.get("DELETE")
    ]
    kept.sort(key=lambda values: values["position"] or len(kept) + 1)
    return [
        Contribution(
            contributor=values["contributor"],
            role=values["role"],
            language=values["language"],
        )
        for values in kept
    ]
