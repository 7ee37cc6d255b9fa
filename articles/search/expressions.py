"""Expressions over folded columns that both engines work out alike."""

from django.db.models import F, TextField, Value
from django.db.models.functions import Concat, StrIndex

from cjo.lib.search_folding import Word


def place_of(word: Word, column: str) -> StrIndex:
    """Return where a word stands in a folded column; 0 if it does not."""
    space = Value(" ", output_field=TextField())
    padded = Concat(space, F(column), space, output_field=TextField())
    return StrIndex(padded, Value(word.needle))
