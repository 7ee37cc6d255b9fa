"""Expressions over folded columns, with one result in both engines."""

from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, StrIndex

from cjo.lib.search_folding import Word


def place_of(word: Word, column: str) -> StrIndex:
    """Return the place of a word in a folded column, from 1; 0 if it is not there."""
    space = Value(" ", output_field=TextField())
    padded = Concat(space, F(column), space, output_field=TextField())
    return StrIndex(padded, Value(word.needle))
