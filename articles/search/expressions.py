"""Conditions on folded columns, with one result in both engines."""

from django.db.models import F, Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from cjo.lib.search_folding import Word


def has_word(word: Word, column: str) -> Q:
    """Return the condition that a folded column has a word, its tokens together."""
    return Q(GreaterThan(StrIndex(F(column), Value(word.needle)), Value(0)))


def has_line(line: str, column: str) -> Q:
    """Return the condition that a column of lines has this line."""
    return Q(GreaterThan(StrIndex(F(column), Value(f"\n{line}\n")), Value(0)))
