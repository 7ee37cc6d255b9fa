"""The forms around an article: begin it, arrange it, add a language."""

from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.fields import (
    ArticlesField,
    CategoriesField,
    DateField,
    FigureInput,
    PictureField,
    SeriesField,
    SlugField,
    VersionField,
    refuse_taken_slug,
)
from articles.admin.future import FutureField, ask
from articles.admin.generics import ModelForm
from articles.models import Article, Category, Related, Series, Version
from cjo.lib.languages import CHOICES


class BeginForm(ModelForm[Article]):
    """A new article and its first text."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=CHOICES)

    class Meta:
        model = Article
        fields = ["title", "slug", "language", "kind", "dated", "dated_precision"]
        field_classes = {"dated": DateField, "slug": SlugField}

    def __init__(self, data: Any = None, *, may_publish: bool) -> None:
        today = timezone.localdate()
        super().__init__(data, initial={"dated": today, "language": "en"})
        # Pages and listings are part of the site: only editors begin them
        if not may_publish:
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                (Article.Kind.ARTICLE.value, Article.Kind.ARTICLE.label)
            ]

    def clean_slug(self) -> str:
        return refuse_taken_slug("a", self.cleaned_data["slug"], self.instance)


class ArrangeForm(ModelForm[Article]):
    """Everything around the text, for all its languages."""

    leads = forms.BooleanField(
        label=gettext_lazy("Leads the front page"),
        required=False,
        help_text=gettext_lazy("Until another article is chosen."),
    )
    chosen = ArticlesField(
        label=gettext_lazy("You might also like"),
        required=False,
        validators=[
            MaxLengthValidator(
                12, gettext_lazy("Choose at most %(limit_value)s articles.")
            )
        ],
        help_text=gettext_lazy(
            "Other articles, in the order in which you choose them. Articles that "
            "share a case, a court, a series or people follow by themselves."
        ),
    )

    future = FutureField()

    class Meta:
        model = Article
        fields = [
            "kind",
            "dated",
            "dated_precision",
            "happened",
            "happened_precision",
            "categories",
            "series",
            "series_part",
            "picture",
        ]
        field_classes = {
            "dated": DateField,
            "happened": DateField,
            "categories": CategoriesField,
            "series": SeriesField,
            "picture": PictureField,
        }
        widgets: ClassVar = {"series_part": FigureInput}

    asks_future = False

    def __init__(self, data: Any = None, *, instance: Article) -> None:
        chosen = Related.objects.filter(article=instance, reason="chosen")
        slugs = chosen.order_by("position").values_list("other__slug", flat=True)
        super().__init__(
            data,
            instance=instance,
            initial={
                "leads": instance.lead_since is not None,
                "chosen": list(slugs),
            },
        )
        categories: Any = self.fields["categories"]
        categories.queryset = Category.objects.prefetch_related("texts")
        series: Any = self.fields["series"]
        series.queryset = Series.objects.prefetch_related("texts")
        series.empty_label = gettext_lazy("none")
        if instance.editions.filter(current_version__isnull=False).exists():
            # pages have addresses under /p/, the others under /a/, which never changes
            self.fields["kind"].choices = [  # type: ignore[attr-defined]
                (kind.value, kind.label)
                for kind in Article.Kind
                if (kind == Article.Kind.PAGE) == instance.is_page
            ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        self.asks_future = ask(self, [self])
        return values

    def clean_chosen(self) -> list[Article]:
        articles: list[Article] = self.cleaned_data["chosen"]
        if self.instance in articles:
            raise forms.ValidationError(_("An article cannot recommend itself."))
        return articles

    def arrangement(self, article: Article) -> dict[str, Any]:
        """Return the arguments of `publishing.update_article`."""
        dates = ("dated", "dated_precision", "happened", "happened_precision")
        fields = ("kind", *dates, "series", "series_part", "picture")
        values = {name: self.cleaned_data[name] for name in fields}
        leads: bool = self.cleaned_data["leads"]
        # an article that leads already keeps its place behind later choices
        if leads != (article.lead_since is not None):
            values["lead_since"] = timezone.now() if leads else None
        return {
            **values,
            "categories": list(self.cleaned_data["categories"]),
            "chosen": self.cleaned_data["chosen"],
        }


class LanguageForm(forms.Form):
    """A language that the article does not have yet, and the text to begin from."""

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
        # an edition is the article in one language: a second would split its versions
        existing = set(article.editions.values_list("language", flat=True))
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (code, name) for code, name in CHOICES if code not in existing
        ]
