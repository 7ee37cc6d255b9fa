"""Queries whose SQL the ORM writes once in a process.

For a page that asks a handful of small queries, writing them takes Django longer than
answering them takes the database. What is written once is asked again with new values.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

Ask = ParamSpec("Ask")
Rows = list[tuple[Any, ...]]

# In the range of the smallest column of numbers; no query here has such a constant
_NUMBER = 31_713


@dataclass(frozen=True, slots=True)
class _Statement:
    """SQL, its parameters, and which argument stands at which of their places."""

    sql: str
    parameters: tuple[Any, ...]
    places: dict[int, int]
    compiler: SQLCompiler
    converters: dict[int, Any]

    def ask(self, values: tuple[Any, ...]) -> Rows:
        parameters = list(self.parameters)
        for place, argument in self.places.items():
            parameters[place] = values[argument]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, parameters)
            rows: Rows = cursor.fetchall()
        if not self.converters:
            return rows
        converted = self.compiler.apply_converters(rows, self.converters)
        return [tuple(row) for row in converted]


def written_once(
    queryset_of: Callable[Ask, QuerySet[Any, tuple[Any, ...]]],
) -> Callable[Ask, Rows]:
    """Return the rows of a `values_list` whose SQL is written at the first call.

    Positional arguments, words and whole numbers, are values of the query, and may
    change nothing but values; named ones may change its form. TypeError for any other
    value, and for one that the query does not ask with as it was given.
    """
    written: dict[tuple[Any, ...], _Statement] = {}

    @wraps(queryset_of)
    def ask(*values: Ask.args, **form: Ask.kwargs) -> Rows:
        key = (connection.vendor, *map(type, values), *sorted(form.items()))
        if key not in written:
            stand_ins = [_stand_in(number, one) for number, one in enumerate(values)]
            queryset = queryset_of(*stand_ins, **form)  # type: ignore[arg-type]
            written[key] = _write(queryset, stand_ins)
        return written[key].ask(values)

    return ask


def _stand_in(number: int, value: object) -> int | str:
    if type(value) is int:
        return _NUMBER + number
    if isinstance(value, str):
        return f"\ue000{number}\ue000"  # private use: in no key and no text
    kind = type(value).__name__
    raise TypeError(f"Only a word or a whole number can be filled in, not a {kind}.")


def _write(queryset: QuerySet[Any, Any], stand_ins: list[int | str]) -> _Statement:
    compiler = queryset.query.get_compiler(connection=connection)
    sql, parameters = compiler.as_sql()
    places = {
        place: stand_ins.index(one)
        for place, one in enumerate(parameters)
        if one in stand_ins
    }
    if missing := set(range(len(stand_ins))) - set(places.values()):
        raise TypeError(
            f"The query does not ask with argument {min(missing)} as it is."
        )
    columns = [expression for expression, _sql, _alias in compiler.select]
    return _Statement(
        sql, tuple(parameters), places, compiler, compiler.get_converters(columns)
    )
