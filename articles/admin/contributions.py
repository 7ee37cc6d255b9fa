"""Who made a work, and their part in it: rows of one form."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.fields import ContributorField
from articles.admin.generics import ModelForm
from articles.models import Article, Contribution
from cjo.lib.languages import CHOICES

if TYPE_CHECKING:
    Rows = forms.BaseInlineFormSet[Contribution, Article, "ContributionForm"]
else:
    Rows = forms.BaseInlineFormSet


class ContributionForm(ModelForm[Contribution]):
    contributor = ContributorField(label=gettext_lazy("Person or team"))

    class Meta:
        model = Contribution
        fields = ["contributor", "role", "language", "position"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance.pk is not None
        if known:
            self.initial["contributor"] = self.instance.contributor
        # counted from one; what has no place yet comes last
        self.initial["position"] = self.instance.position + 1 if known else None
        language: Any = self.fields["language"]
        language.choices = [("", _("every language")), *CHOICES]
        self.fields["position"].required = False


class _ContributionRows(Rows):
    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("contributor")


ContributionRows = forms.inlineformset_factory(
    Article,
    Contribution,
    form=ContributionForm,
    formset=_ContributionRows,
    extra=2,
)


def contributions_of(rows: Rows) -> list[Contribution]:
    """Return what a valid form says of who made the work, in order."""
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
