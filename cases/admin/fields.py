"""Fields of a record's forms: rows named by their keys, so that no list is loaded."""

import re
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.fields import FigureInput, TextField
from articles.admin.generics import ModelChoiceField, ModelMultipleChoiceField
from cases.models import (
    Case,
    CauseOfAction,
    Court,
    Law,
    Overview,
    Provision,
    Record,
    Source,
)

WORDS_LIMIT = 50_000  # characters of one field: more than any judgment's facts
OFFERED = 500  # keys in a list that a browser offers
KEYED: tuple[tuple[type[models.Model], str], ...] = (
    (Court, "slug"),
    (CauseOfAction, "slug"),
    (Case, "slug"),
    (Overview, "slug"),
    (Law, "slug"),
    (Source, "key"),
)
_Row = TypeVar("_Row", bound=models.Model)
_PROVISION = re.compile(r"([a-z0-9-]{1,200})/([1-9][0-9]{0,4})(?:-([1-9][0-9]{0,2}))?")


class WordsField(TextField):
    """Text of several lines, without white space at its ends."""

    def to_python(self, value: Any) -> str:
        return super().to_python(value).strip()


class KeyField(ModelChoiceField[_Row]):
    """A row of another table, typed by its key; the page's `datalist` offers some."""

    default_error_messages = {
        "invalid_choice": gettext_lazy("Nothing has this key. Add it first.")
    }

    def __init__(self, model: type[_Row], key: str = "slug", **options: Any) -> None:
        super().__init__(
            model._default_manager.all(),
            to_field_name=key,
            widget=forms.TextInput(attrs={"list": f"known-{model._meta.model_name}"}),
            **options,
        )


class KeysInput(forms.Textarea):
    """Keys, one on each line."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        # a database refuses the null character even in a question
        return (data.get(name) or "").replace("\0", " ").split()

    def format_value(self, value: Any) -> str:
        return "\n".join(map(str, value or ()))


class SourcesField(ModelMultipleChoiceField[Source]):
    """Sources by their keys."""

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
            help_text=gettext_lazy("Their keys, one on each line."),
            widget=KeysInput(attrs={"rows": 2}),
        )


class ProvisionField(forms.CharField):
    """An article of a law, such as `pipl/13`; made when it is saved, if it is new."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Provision"),
            help_text=gettext_lazy("Law and article, such as pipl/13."),
        )

    def clean(self, value: Any) -> Any:
        match = _PROVISION.fullmatch(super().clean(value))
        if match is None:
            raise ValidationError(_("Write law and article, such as pipl/13."))
        law = Law.objects.filter(slug=match[1]).first()
        if law is None:
            message = _("No law has the key “%(key)s”. Add it first.")
            raise ValidationError(message % {"key": match[1]})
        key = {"law": law, "number": int(match[2]), "suffix": int(match[3] or 0)}
        return Provision.objects.filter(**key).first() or Provision(**key)


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


def offered_keys() -> dict[str, list[str]]:
    """Return the newest keys of each model, by its name, without withdrawn records."""
    offered = {}
    for model, key in KEYED:
        rows: Any = model._default_manager.order_by("-pk")
        if issubclass(model, Record):
            rows = rows.filter(current_version__isnull=False)
        name = str(model._meta.model_name)
        offered[name] = list(rows.values_list(key, flat=True)[:OFFERED])
    return offered
