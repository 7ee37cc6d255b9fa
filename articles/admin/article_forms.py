"""The forms around a work: begin it, arrange it, add a language, move it."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.fields import (
    PictureField,
    TextField,
    VersionField,
    name_of,
)
from articles.admin.generics import (
    ModelChoiceField,
    ModelForm,
    ModelMultipleChoiceField,
)
from articles.models import (
    Address,
    Article,
    Category,
    Related,
    Series,
    Version,
)
from articles.models.address import SLUG_LENGTH, slug_validator
from cjo.lib.languages import CHOICES

_DATE = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
_CHOSEN_AT_MOST = 12


class _SeriesField(ModelChoiceField[Series]):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class _CategoriesField(ModelMultipleChoiceField[Category]):
    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class SlugField(forms.CharField):
    """The last part of an address; taken for ever by whatever once had it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_length=SLUG_LENGTH,
            label=gettext_lazy("Address"),
            validators=[slug_validator],
            **kwargs,
        )


def refuse_taken(slug: str, article: Article | None = None) -> str:
    """Return the slug, or say beside the field that something else has it."""
    if not Address.objects.is_free("a", slug, article or Article()):
        raise forms.ValidationError(
            _("“%(slug)s” is, or once was, the address of another text.")
            % {"slug": slug}
        )
    return slug


class BeginForm(ModelForm[Article]):
    """A new work and its first text."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=CHOICES)
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    slug = SlugField(
        help_text=gettext_lazy(
            "The last part of its address in every language, such as court-opens: "
            "small letters, digits and hyphens. Choose it well, it should never change."
        ),
    )

    class Meta:
        model = Article
        fields = ["title", "slug", "language", "kind", "dated", "dated_precision"]
        widgets = {"dated": _DATE}

    def __init__(self, data: Any = None, *, may_publish: bool) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"dated": today, "language": "en"})
        if not may_publish:
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                (Article.Kind.ARTICLE.value, Article.Kind.ARTICLE.label)
            ]

    def clean_slug(self) -> str:
        return refuse_taken(self.cleaned_data["slug"])


class ArrangeForm(ModelForm[Article]):
    """What lives around the text, in all its languages."""

    categories = _CategoriesField(
        Category.objects.prefetch_related("texts"),
        label=gettext_lazy("Categories"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    series = _SeriesField(
        Series.objects.prefetch_related("texts"),
        label=gettext_lazy("Series"),
        required=False,
        empty_label=gettext_lazy("none"),
    )
    picture = PictureField(
        label=gettext_lazy("Lead picture"),
        required=False,
        help_text=gettext_lazy("Its number in the list of pictures."),
    )
    leads = forms.BooleanField(
        label=gettext_lazy("Leads the front page"),
        required=False,
        help_text=gettext_lazy("Until another article is chosen."),
    )
    chosen = TextField(
        label=gettext_lazy("You might also like"),
        max_length=5000,
        help_text=gettext_lazy(
            "Addresses of other articles, one on each line, in their order. Below them "
            "stand those that share a case, a court, a series or people."
        ),
    )

    class Meta:
        model = Article
        fields = [
            "kind",
            "dated",
            "dated_precision",
            "categories",
            "series",
            "series_part",
            "picture",
        ]
        widgets = {"dated": _DATE}

    def __init__(self, data: Any = None, *, instance: Article) -> None:
        chosen = Related.objects.filter(article=instance, reason="chosen")
        slugs = chosen.order_by("position").values_list("other__slug", flat=True)
        super().__init__(
            data,
            instance=instance,
            initial={
                "leads": instance.lead_since is not None,
                "chosen": "\n".join(slugs),
            },
        )
        self.fields["chosen"].widget.attrs["rows"] = 4
        if instance.editions.filter(current_version__isnull=False).exists():
            # pages stand under /p/, the others under /a/: that never changes
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                (kind.value, kind.label)
                for kind in Article.Kind
                if (kind == Article.Kind.PAGE) == instance.is_page
            ]

    def clean_chosen(self) -> list[Article]:
        slugs = list(dict.fromkeys(self.cleaned_data["chosen"].split()))
        MaxLengthValidator(_CHOSEN_AT_MOST, _("Choose %(limit_value)s at most."))(slugs)
        known = {one.slug: one for one in Article.objects.filter(slug__in=slugs)}
        if self.instance.slug in slugs:
            raise forms.ValidationError(_("An article does not lead to itself."))
        unknown = [slug for slug in slugs if slug not in known]
        if unknown:
            raise forms.ValidationError(
                _("No article has the address %(slugs)s.")
                % {"slugs": ", ".join(unknown)}
            )
        return [known[slug] for slug in slugs]

    def arrangement(self, article: Article) -> dict[str, Any]:
        """Return what `publishing.update_article` takes."""
        kept = ("kind", "dated", "dated_precision", "series", "series_part", "picture")
        values: dict[str, Any] = {name: self.cleaned_data[name] for name in kept}
        if self.cleaned_data["leads"] != (article.lead_since is not None):
            values["lead_since"] = (
                timezone.now() if self.cleaned_data["leads"] else None
            )
        return {
            **values,
            "categories": list(self.cleaned_data["categories"]),
            "chosen": self.cleaned_data["chosen"],
        }


class LanguageForm(forms.Form):
    """A language that the work is not told in yet, and the text to begin from."""

    language = forms.ChoiceField(label=gettext_lazy("Language"))
    source = VersionField(
        Version.objects.none(),
        label=gettext_lazy("Translate from"),
        required=False,
        empty_label=gettext_lazy("nothing: begin with an empty text"),
    )

    def __init__(self, data: Any = None, *, article: Article) -> None:
        sources = Version.objects.filter(
            current_of__article=article, current_of__is_withdrawn=False
        ).order_by("edition__pk")
        super().__init__(data, initial={"source": sources.first()})
        self.fields["source"].queryset = sources  # type: ignore[attr-defined]
        told = set(article.editions.values_list("language", flat=True))
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, name) for code, name in CHOICES if code not in told
        ]


class MoveForm(forms.Form):
    """Another address for a work."""

    slug = SlugField(
        help_text=gettext_lazy("The old address leads to the new one for ever.")
    )

    def __init__(self, data: Any = None, *, article: Article) -> None:
        super().__init__(data, initial={"slug": article.slug})
        self.article = article

    def clean_slug(self) -> str:
        return refuse_taken(self.cleaned_data["slug"], self.article)
