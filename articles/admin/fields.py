"""Fields of the desk's forms that Django has none of; all work without a script."""

from typing import Any

from django import forms
from django.utils.text import normalize_newlines
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.generics import ModelChoiceField
from articles.models import (
    Category,
    Contributor,
    Picture,
    Series,
    Version,
    choose_text,
)
from cjo.lib.languages import get_language


class TextField(forms.CharField):
    """Text of several lines, kept as it was typed; browsers send CR LF."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, required=False, **kwargs)

    def to_python(self, value: Any) -> str:
        return normalize_newlines(super().to_python(value) or "")


class ContributorField(ModelChoiceField[Contributor]):
    """A person or team, typed by the last part of its address.

    The browser offers those of the page's `datalist` with the id `contributors`.
    """

    default_error_messages = {
        "invalid_choice": gettext_lazy(
            "Nobody has this address. Choose from the list, or add the person first."
        )
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Contributor.objects.all(),
            to_field_name="slug",
            widget=forms.TextInput(attrs={"list": "contributors"}),
            **kwargs,
        )


class PictureField(ModelChoiceField[Picture]):
    """A picture by its number; the browser offers those of `datalist` `pictures`."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("No picture has this number.")
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Picture.objects.all(),
            widget=forms.TextInput(
                attrs={"list": "pictures", "inputmode": "numeric", "size": 8}
            ),
            **kwargs,
        )


class VersionField(ModelChoiceField[Version]):
    """A Version of the same work, named by its language and number."""

    def label_from_instance(self, obj: Version) -> str:
        values = {"language": get_language(obj.language).english, "number": obj.number}
        return _("%(language)s, version %(number)s") % values


def known_people() -> list[tuple[str, str]]:
    """Return what the `datalist` of contributors offers: slug and name."""
    people = Contributor.objects.prefetch_related("texts")
    return [(one.slug, name_of(one)) for one in people]


def name_of(taxon: Category | Contributor | Series) -> str:
    """Return the English name of a category, series or person, else its address."""
    if isinstance(taxon, Contributor):
        return taxon.name_in("en")[0]
    names = {text.language: text.name for text in taxon.texts.all()}
    return names.get("en") or next(iter(names.values()), taxon.slug)


def known_pictures() -> list[tuple[int, str]]:
    """Return what the `datalist` of pictures offers: the newest three hundred."""
    pictures = Picture.objects.prefetch_related("texts").order_by("-pk")[:300]
    return [(one.pk, describe_picture(one)) for one in pictures]


def describe_picture(picture: Picture) -> str:
    text = choose_text(picture.texts.all(), "en")
    return text.alt if text else str(picture)
