"""Form fields of the desk that Django does not have; all work without a script."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Model, Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.choosing import Choose, ChooseMany
from articles.admin.generics import ModelChoiceField, ModelMultipleChoiceField
from articles.admin.names import linked, name_of_taxon
from articles.models import (
    Address,
    Article,
    Category,
    Contributor,
    Edition,
    Picture,
    Series,
    Subject,
    Version,
)
from articles.models.address import SLUG_LENGTH, slug_validator
from articles.publishing.problems import Named, Problem
from cjo.lib.languages import get_language

_KEYS_LENGTH = 20_000  # characters


class TextField(forms.CharField):
    """Text of several lines, kept as it was typed."""

    widget = forms.Textarea

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options, "strip": False})

    def to_python(self, value: Any) -> str:
        return super().to_python(value) or ""


class FigureInput(forms.TextInput):
    """A figure. The wheel of a mouse changes a number field that has the focus."""

    def __init__(self, attrs: Any = None) -> None:
        super().__init__({"inputmode": "numeric", "size": 8, **(attrs or {})})


# What Django's own forms use in place of number fields
FIGURES: dict[Any, Any] = {
    models.IntegerField: {"widget": FigureInput},
    models.BigIntegerField: {"widget": FigureInput},
}


class DateField(forms.DateField):
    """A date typed into the browser's own calendar, which wants ISO 8601."""

    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(**{**options, "widget": widget})


class SlugField(forms.CharField):
    """The last part of an address."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Address"))
        super().__init__(
            **{**options, "max_length": SLUG_LENGTH, "validators": [slug_validator]}
        )


def refuse_taken_slug(space: str, slug: str, owner: Model) -> str:
    """Return the slug if nothing but its owner ever had it in this address space."""
    for taken in Address.objects.of_others(space, slug, owner):
        message = _("“%(slug)s” is, or once was, the address of something else.")
        named = Named(taken.kind, taken.object_id, slug)
        raise forms.ValidationError(
            linked(Problem("slug", message % {"slug": slug}, named))
        )
    return slug


class ContributorField(ModelChoiceField[Contributor]):
    """A person or team, chosen by name."""

    default_error_messages = {
        "invalid_choice": gettext_lazy(
            "Nobody of this name is on record any more. Choose again, or add the name "
            "under People first."
        )
    }

    def __init__(self, queryset: Any = None, **options: Any) -> None:
        super().__init__(
            Contributor.objects.select_related("merged_into"),
            **{**options, "to_field_name": "slug", "widget": Choose(Contributor)},
        )

    def clean(self, value: Any) -> Any:
        """Return the person, or the one whom it was merged into since."""
        person: Contributor | None = super().clean(value)
        return (person.merged_into or person) if person else None


class PictureField(ModelChoiceField[Picture]):
    """A picture, chosen by its description."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("This picture was deleted. Choose another.")
    }

    def __init__(self, queryset: Any = None, **options: Any) -> None:
        widget = Choose(Picture)
        super().__init__(
            Picture.objects.all(),
            **{**options, "to_field_name": "pk", "widget": widget},
        )


class VersionField(ModelChoiceField[Version]):
    """A version of an article, named by its language and number."""

    def label_from_instance(self, obj: Version) -> str:
        values = {"language": get_language(obj.language).english, "number": obj.number}
        return _("%(language)s, version %(number)s") % values


class SeriesField(ModelChoiceField[Series]):
    def label_from_instance(self, obj: Series) -> str:
        return name_of_taxon(obj)


class CategoriesField(ModelMultipleChoiceField[Category]):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Category) -> str:
        return name_of_taxon(obj)


class ArticlesField(ModelMultipleChoiceField[Article]):
    """Articles, chosen by title, in the order in which they were chosen."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("No article has the address %(value)s.")
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(
            # to name the rows, no text is needed
            Article.objects.prefetch_related(
                Prefetch(
                    "editions", Edition.objects.only("article", "language", "title")
                )
            ),
            **{**options, "to_field_name": "slug", "widget": ChooseMany(Article)},
        )

    def clean(self, value: Any) -> Any:
        # an address named twice keeps its first place
        slugs = list(dict.fromkeys(value))
        articles = {article.slug: article for article in super().clean(slugs)}
        return [articles[slug] for slug in slugs]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or ()) != list(data or ())


class ChooseSubjects(ChooseMany):
    """Subjects, whose key is kind and key."""

    def rows_of(self, values: Iterable[str]) -> Any:
        wanted = Q(pk=None)
        for name in values:
            kind, _colon, key = name.partition(":")
            wanted |= Q(kind=kind, key=key)
        return Subject.objects.filter(wanted).prefetch_related("texts")

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return "\n".join(super().value_from_datadict(data, files, name))

    def format_value(self, value: Any) -> Any:
        return str(value or "").split()


class SubjectsField(ModelMultipleChoiceField[Subject]):
    """Subjects, chosen by name; they are sent by kind and key, one on each line."""

    widget = ChooseSubjects(Subject)

    def prepare_value(self, value: Any) -> str:
        if value is None or isinstance(value, str):
            return value or ""
        return "\n".join(sorted(map(str, value)))

    def clean(self, value: Any) -> Any:
        """Return the subjects as a list, in the order in which they were typed."""
        text = str(value or "")
        # `maxlength` in HTML binds browsers alone
        MaxLengthValidator(_KEYS_LENGTH)(text)
        names = list(dict.fromkeys(text.split()))
        # keys alone: one query finds all, and kinds are compared here
        keys = {name.partition(":")[2] for name in names}
        known = {str(row): row for row in Subject.objects.filter(key__in=keys)}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise forms.ValidationError(
                _("No subject has the name %(names)s. Look it up under Subjects.")
                % {"names": ", ".join(unknown)}
            )
        return [known[name] for name in names]

    # The order in which subjects are typed means nothing
    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(map(str, initial or ())) != set(str(data or "").split())
