"""Plain data read field by field: what is missing, wrong or unknown is said."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models

from articles.models import Method
from cases.models.bounds import LARGEST
from cjo.lib.languages import CODES
from cjo.lib.locales import Precision


class WrongFact(ValueError):
    """The data cannot be loaded; `words` is what to look for in its file."""

    def __init__(self, message: str, words: str = "") -> None:
        super().__init__(message)
        self.words = words


class Fields:
    """A mapping whose fields are taken one by one; `done` refuses what is left."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise WrongFact(f"{where} is not a set of fields.", str(data))
        self._left: dict[str, Any] = dict(data)
        self.where = where

    def wrong(self, name: str, value: object, why: str) -> WrongFact:
        return WrongFact(f"{self.where}: {name} {why} (“{value}”).", str(value))

    def done(self) -> None:
        if self._left:
            names = ", ".join(sorted(map(str, self._left)))
            word = str(next(iter(self._left)))
            raise WrongFact(f"{self.where}: unknown field {names}.", f"{word}:")

    def text(self, name: str, default: str | None = "") -> str:
        """Return a text; with the default None, one that has to be there."""
        value = self._left.pop(name, None)
        if value is None or value == "":
            if default is None:
                raise WrongFact(f"{self.where}: {name} is missing.", self.where)
            return default
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise self.wrong(name, value, "is no text")
        return str(value).strip()

    def whole(self, name: str) -> int | None:
        value = self._left.pop(name, None)
        if value is not None and type(value) is not int:
            raise self.wrong(name, value, "is no whole number")
        if value is not None and value > LARGEST:
            raise self.wrong(name, value, f"is more than {LARGEST}")
        return value

    def count(self, name: str) -> int:
        value = self.whole(name)
        if value is None or value < 0:
            raise self.wrong(name, value, "is no number from nought up")
        return value

    def money(self, name: str) -> Decimal:
        value = self._left.pop(name, None)
        try:
            amount = Decimal(str(value))
        except InvalidOperation as error:
            raise self.wrong(name, value, "is no amount") from error
        if not amount.is_finite():
            raise self.wrong(name, value, "is no amount")
        return amount

    def flag(self, name: str, default: bool) -> bool:
        value = self._left.pop(name, default)
        if not isinstance(value, bool):
            raise self.wrong(name, value, "is neither true nor false")
        return value

    def day(self, name: str) -> dt.date | None:
        value = self._left.pop(name, None)
        if value is None or value == "":
            return None
        try:
            return dt.date.fromisoformat(str(value))
        except ValueError as error:
            raise self.wrong(name, value, "is no date like 2024-10-30") from error

    def dated(self, name: str, precision: str) -> tuple[dt.date | None, str]:
        """Return a date and how exactly it is known: to the day if nothing is said."""
        day = self.day(name)
        usual = Precision.DAY if day else Precision.UNKNOWN
        kind = self.text(precision, usual.value)
        if kind not in list(Precision) or (day is None) != (kind == Precision.UNKNOWN):
            raise self.wrong(precision, kind, f"does not fit {name}")
        return day, kind

    def choice(self, name: str, choices: type[models.TextChoices], usual: str) -> str:
        value = self.text(name, usual or None)
        if value not in choices.values:
            known = ", ".join(choices.values)
            raise self.wrong(name, value, f"is none of {known}")
        return value

    def language(self, name: str) -> str:
        value = self.text(name, None)
        if value not in CODES:
            raise self.wrong(name, value, "is none of the site's languages")
        return value

    def words(self, name: str) -> list[str]:
        """Return a list of keys."""
        value = self._left.pop(name, None) or []
        if not isinstance(value, list):
            raise self.wrong(name, value, "is no list")
        return [str(word) for word in value]

    def each(self, name: str) -> Iterator["Fields"]:
        value = self._left.pop(name, None) or []
        if not isinstance(value, list):
            raise self.wrong(name, value, "is no list")
        for place, data in enumerate(value, start=1):
            with reading(data, f"{self.where}, {name} {place}") as fields:
                yield fields

    def part(self, name: str) -> "Fields | None":
        value = self._left.pop(name, None)
        return None if value is None else Fields(value, f"{self.where}, {name}")

    def texts(
        self, names: list[str], *, needed: bool = False
    ) -> dict[str, dict[str, str]]:
        """Return the text rows by language, without those that say nothing."""
        rows: dict[str, dict[str, str]] = {}
        data = self._left.pop("texts", None) or {}
        if not isinstance(data, dict):
            raise self.wrong("texts", data, "is not a set of languages")
        for language, text in data.items():
            if language not in CODES:
                raise self.wrong("texts", language, "is none of the site's languages")
            with reading(text or {}, f"{self.where}, {language}") as fields:
                row = {name: fields.text(name) for name in names}
                row |= self._how_made(fields, str(language))
            if any(row[name] for name in names):
                rows[str(language)] = row
        if needed and not rows:
            raise WrongFact(f"{self.where}: texts are missing.", self.where)
        return rows

    def _how_made(self, fields: "Fields", language: str) -> dict[str, str]:
        source = fields.text("translated_from")
        method = fields.choice("method", Method, Method.ORIGINAL.value)
        if source and (source not in CODES or source == language):
            raise fields.wrong("translated_from", source, "is no other language")
        return {"method": method, "translated_from": source}


@contextmanager
def reading(data: Any, where: str) -> Iterator[Fields]:
    """Read a set of fields to its end; what was not asked for is refused."""
    fields = Fields(data, where)
    yield fields
    fields.done()


@contextmanager
def said_plainly(where: str) -> Iterator[None]:
    """Turn what the database or a validator refuses into a WrongFact."""
    try:
        yield
    except ValidationError as error:
        raise WrongFact(f"{where}: {'; '.join(error.messages)}", where) from error
    except DatabaseError as error:
        raise WrongFact(
            f"{where}: the database refuses it ({error}).", where
        ) from error
