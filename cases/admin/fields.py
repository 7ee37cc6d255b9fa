"""Fields of a record's forms: rows named by their keys, which people choose by name."""

import re
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.choosing import Choose, ChooseMany
from articles.admin.fields import FigureInput, TextField
from articles.admin.generics import ModelChoiceField, ModelMultipleChoiceField
from cases.citations.provisions import Citations
from cases.models import Law, LawText, Source
from cases.models.law import VERSION_KEY

WORDS_LIMIT = 50_000  # characters of one field: more than any judgment's facts
_Row = TypeVar("_Row", bound=models.Model)
_PROVISION = re.compile(
    rf"([a-z0-9-]{{1,200}})/(?:({VERSION_KEY}|former)/)?"
    r"([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class TypedProvision:
    """An article as it was typed; `version` is a year, if one was named."""

    law: Law
    number: int
    suffix: int
    version: str


class WordsField(TextField):
    """Text of several lines, without white space at its ends."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).strip()


class KeyField(ModelChoiceField[_Row]):
    """A row of another table, chosen by name and sent by its key."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Nothing has this key. Add it first.")
    }

    def __init__(self, model: type[_Row], key: str = "slug", **options: Any) -> None:
        self.model = model
        super().__init__(
            model._default_manager.all(),
            to_field_name=key,
            widget=Choose(model),
            **options,
        )


class SourcesField(ModelMultipleChoiceField[Source]):
    """Sources, chosen by title and sent by their keys."""

    default_error_messages = {
        "invalid_choice": gettext_lazy(
            "No source has the key “%(value)s”. Add it first."
        )
    }

    def __init__(self) -> None:
        super().__init__(
            Source.objects.all(),
            to_field_name="key",
            required=False,
            label=gettext_lazy("Sources"),
            widget=ChooseMany(Source),
        )


class ProvisionField(forms.CharField):
    """An article of a law, as texts cite it, or `pipl/13`, or `pipl/2021/13`."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Provision"),
            help_text=gettext_lazy(
                "As a text cites it, such as “PIPL Art. 13” or 《民法典》第1035条."
            ),
        )

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        match = _PROVISION.fullmatch(text) or _PROVISION.fullmatch(_cited(text))
        if match is None:
            raise ValidationError(
                _("Name one article of a law on record, such as “PIPL Art. 13”.")
            )
        law = Law.objects.filter(slug=match[1]).first()
        if law is None:
            message = _("No law has the key “%(key)s”. Add it first.")
            raise ValidationError(message % {"key": match[1]})
        return TypedProvision(law, int(match[3]), int(match[4] or 0), match[2] or "")


def _cited(text: str) -> str:
    """Return the key of the one article that a text cites; "" for none or several."""
    citations = Citations(LawText.objects.names_by_law()).find(text)
    keys = {
        "/".join(filter(None, [each.law, each.version, each.article]))
        for each in citations
        if each.article
    }
    return keys.pop() if len(keys) == 1 else ""


def field_of(field: Any, **options: Any) -> forms.Field | None:
    """Return the form field of a model's field: text as typed, dates as ISO 8601."""
    if isinstance(field, models.TextField):
        words = WordsField(
            label=capfirst(field.verbose_name),
            help_text=field.help_text,
            max_length=WORDS_LIMIT,
        )
        words.required = not field.blank
        words.widget.attrs["rows"] = 3
        return words
    if isinstance(field, models.DateField):
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        # a day and a month are never to be guessed
        options |= {"widget": widget, "input_formats": ["%Y-%m-%d"]}
    if isinstance(field, models.IntegerField | models.DecimalField):
        whole = isinstance(field, models.IntegerField)
        options["widget"] = FigureInput(
            {"inputmode": "numeric" if whole else "decimal"}
        )
    if field.unique:
        message = gettext_lazy("Something else has this key.")
        options["error_messages"] = {"unique": message}
    made: forms.Field | None = field.formfield(**options)
    return made
