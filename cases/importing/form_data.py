"""Plain data turned into the fields that a browser would send with a record's form."""

from collections.abc import Iterator
from typing import Any

from django import forms

from cases.admin.fields import SourcesField
from cases.admin.record_form import RecordForm
from cases.admin.row_form import RowForm

Data = dict[str, Any]
# Fields of a text that say how it was made: without other words it says nothing
_HOW_MADE = {"language", "method", "translated_from", "names_method"}


class WrongFact(ValueError):
    """The data cannot be loaded. The message quotes the words to look for in a file."""


def mapping(data: Any, where: str) -> Data:
    """Return a copy of a set of fields, which may be changed."""
    if not isinstance(data, dict):
        raise WrongFact(f"{where} is not a set of fields: “{data}”.")
    return dict(data)


def take(data: Data, name: str, where: str) -> list[Data]:
    """Take a list of sets of fields out of the data; a missing one is empty."""
    rows = data.pop(name, None) or []
    if not isinstance(rows, list):
        raise WrongFact(f"{where}: {name} is no list (“{rows}”).")
    return [
        mapping(row, f"{where}, {name} {place}") for place, row in enumerate(rows, 1)
    ]


def key_of(data: Any, kind: str, name: str = "slug") -> str:
    key = mapping(data, kind).get(name)
    if not isinstance(key, str) or not key:
        raise WrongFact(f"{kind}: {name} is missing.")
    return key


def state_value(data: Data) -> None:
    """Turn the certainty and sources of the one fact of a row into a statement."""
    statement = {"field": "value", "certainty": data.pop("certainty", None)}
    data["provenance"] = [{**statement, "sources": data.pop("sources", None)}]


def date_precision(data: Data, date: str, precision: str) -> None:
    """Let a date be known to the day if nothing else is said."""
    if not data.get(precision):
        data[precision] = "day" if data.get(date) else "unknown"


class FormData:
    """The data of one form, and the place in the file of each of its rows."""

    def __init__(self, form: type[RecordForm], data: Data, where: str) -> None:
        self.values: dict[str, str] = {}
        self.places = {"record": where}
        self._form(form, data, "record", where)

    def _form(self, form: type[RowForm], data: Data, prefix: str, where: str) -> None:
        below = prefix + "-" if prefix != "record" else ""
        for formset in form.below:
            name = formset.get_default_prefix()
            rows = _texts(data, where) if name == "texts" else take(data, name, where)
            self.values[f"{below}{name}-TOTAL_FORMS"] = str(len(rows))
            self.values[f"{below}{name}-INITIAL_FORMS"] = "0"
            for place, row in enumerate(rows):
                called = row.get("key") or row.get("language") or f"{name} {place + 1}"
                inner = f"{below}{name}-{place}"
                self.places[inner] = f"{where}, {called}"
                for own in ("id", "ORDER"):
                    self.values[f"{inner}-{own}"] = str(row.pop(own, ""))
                self._form(formset.form, row, inner, self.places[inner])
        for name, field in form.base_fields.items():
            value = data.pop(name, None)
            self.values.update(_sent(f"{prefix}-{name}", field, value, where))
        if data:
            names = ", ".join(f"“{name}”" for name in data)
            raise WrongFact(f"{where}: unknown field {names}.")


def _texts(data: Data, where: str) -> list[Data]:
    """Take the texts by language, without those that say nothing."""
    texts = mapping(data.pop("texts", None) or {}, f"{where}, texts")
    rows = []
    for language, text in texts.items():
        row = mapping(text or {}, f"{where}, {language}")
        if any(value for name, value in row.items() if name not in _HOW_MADE):
            rows.append({**row, "language": language})
    return rows


def _sent(
    name: str, field: forms.Field, value: Any, where: str
) -> Iterator[tuple[str, str]]:
    """Yield a field as a browser sends it; a missing one has the model's default."""
    if value is None or value == "":
        value = field.initial
    field_name = name.rpartition("-")[2]
    if isinstance(field, forms.BooleanField):
        if value not in (True, False, None):
            raise WrongFact(f"{where}: {field_name} is no yes or no (“{value}”).")
        if value:
            yield name, "on"
    elif isinstance(field, SourcesField) and isinstance(value, list):
        yield name, "\n".join(map(str, value))
    elif isinstance(value, dict | list | bool):
        raise WrongFact(f"{where}: {field_name} is no single value (“{value}”).")
    else:
        yield name, "" if value is None else str(value)
