"""Choose a row by its name: Django's autocomplete, which sends the key of the row."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteMixin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from articles import permissions

if TYPE_CHECKING:

    class _Select(AutocompleteMixin, forms.Select): ...

else:
    _Select = AutocompleteMixin


class ChooseMixin(_Select):
    """Offers the rows of a model by name, as the page of their list finds them."""

    def __init__(self, model: type[Model], attrs: Any = None) -> None:
        self.model = model
        self.known: dict[str, Any] = {}
        super().__init__(None, admin.site, attrs)

    @property
    def field(self) -> Any:
        """Return a foreign key to the model: Django's view wants to know one."""
        # only now are all models there
        return self.model._meta.related_objects[0].field

    @field.setter
    def field(self, field: None) -> None:
        """Ignore the field that Django's widget is made with."""

    def remember(self, *rows: Any) -> None:
        """Keep rows that a form has loaded, so that none is asked for again."""
        # a new dict: a copy of a widget shares the old one
        self.known = {**self.known, **{key_of(row): row for row in rows}}

    def chosen(self, values: Iterable[str]) -> list[Any]:
        """Return the rows with these keys, in the order of the keys."""
        wanted = list(values)
        rows = self.known
        if not all(value in rows for value in wanted):
            rows = {key_of(row): row for row in self.rows_of(wanted)}
        return [rows[value] for value in wanted if value in rows]

    def rows_of(self, values: Iterable[str]) -> QuerySet[Any]:
        """Return the rows with these keys."""
        choices: Any = self.choices
        rows: QuerySet[Any] = choices.field.queryset
        key = choices.field.to_field_name
        # a database refuses anything else even in a question
        asked = [value for value in values if _may_be_key(value, is_number=key == "pk")]
        return rows.filter(**{f"{key}__in": asked})

    def names_of(self, values: Iterable[str]) -> list[str]:
        return [option_of(row)["text"] for row in self.chosen(values)]

    def optgroups(self, name: str, value: Any, attrs: Any = None) -> Any:
        """Return the options that are chosen; the others come as somebody types."""
        empty = [] if self.is_required or self.allow_multiple_selected else [("", "")]
        chosen = [str(each) for each in value if each not in (None, "")]
        options = [option_of(row) for row in self.chosen(chosen)]
        pairs = [*empty, *((each["id"], each["text"]) for each in options)]
        made = [
            self.create_option(name, key, text, key in chosen, index)
            for index, (key, text) in enumerate(pairs)
        ]
        return [(None, made, 0)]


class Choose(ChooseMixin, forms.Select):
    """One row."""


class ChooseMany(ChooseMixin, forms.SelectMultiple):
    """Several rows; keys may also be sent as a text, one on each line."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name)]
        # a database refuses the null character even in a question
        return [key for text in sent for key in (text or "").replace("\0", " ").split()]


class ChosenRowsView(AutocompleteJsonView):
    """The rows that a widget offers for what somebody types."""

    def get_queryset(self) -> QuerySet[Any]:
        rows = super().get_queryset()
        fields = {field.name for field in rows.model._meta.get_fields()}
        if "hidden" in fields:
            rows = rows.filter(hidden=False)
        if "taken_down_at" in fields:
            rows = rows.filter(taken_down_at=None)
        if "current_version" in fields:
            rows = rows.filter(current_version__isnull=False)  # none is withdrawn
        return rows

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return option_of(obj)

    def has_perm(self, request: HttpRequest, obj: Any = None) -> bool:
        # whoever writes may name people and records
        return permissions.can_write_any(request.user)


def _may_be_key(text: str, *, is_number: bool) -> bool:
    if is_number:
        return text.isdecimal() and len(text) < 19
    return "\0" not in text


def option_of(row: Any) -> dict[str, str]:
    """Return key and name of a row, as the desk names it in its lists."""
    desk: Any = admin.site.get_model_admin(type(row))
    return {"id": key_of(row), "text": str(desk.label_of(row))}


def key_of(row: Any) -> str:
    desk: Any = admin.site.get_model_admin(type(row))
    return str(desk.key_of(row))


def media() -> forms.Media:
    """Return the scripts and style sheets that every such widget needs."""
    return AutocompleteMixin(None, admin.site).media
