"""Search in PostgreSQL: a column of tokens that the database derives, under GIN."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import BooleanField, Expression, Func, Q, Value

from articles.search.expressions import has_word
from articles.search.terms import Term
from cjo.lib.search_folding import Word

# Not to_tsvector: its parser splits words in its own way, and its positions end at
# 16,383, so that phrases late in a long text were lost. These are our own tokens,
# without positions; `confirmed` looks for phrases in the text.
_COLUMN = """
ALTER TABLE articles_searchrow ADD COLUMN IF NOT EXISTS vector tsvector
GENERATED ALWAYS AS (
  array_to_tsvector(array_remove(
    string_to_array(title || ' ' || abstract || ' ' || text, ' '), ''
  ))
) STORED
"""
# The planner counts no reading of a tsvector that lies beside the table: for a word
# that half of the texts have it would read them all. A function has a cost.
_READING = """
CREATE OR REPLACE FUNCTION articles_search_tokens(vector tsvector) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 100 AS 'BEGIN RETURN vector; END'
"""
_INDEX = """
CREATE INDEX IF NOT EXISTS articles_searchrow_tokens ON articles_searchrow
USING gin (articles_search_tokens(vector)) WITH (fastupdate = off)
"""
_FORMER_INDEX = "DROP INDEX IF EXISTS articles_searchrow_vector"


class _Matching(Func):
    arity = 1
    output_field = BooleanField()
    template = "articles_search_tokens(vector) @@ %(expressions)s::tsquery"


class PostgreSQL:
    def install(self, connection: BaseDatabaseWrapper) -> None:
        with connection.cursor() as cursor:
            for statement in (_COLUMN, _READING, _INDEX, _FORMER_INDEX):
                cursor.execute(statement)

    def matching(self, terms: Sequence[Term]) -> Expression:
        return _Matching(Value(" & ".join(map(_any_of, terms))))

    def confirmed(self, term: Term) -> Q | None:
        if all(len(word.tokens) == 1 for word in term.words):
            return None
        confirmed = Q()
        for words in term.alternatives:
            holds = Q(_Matching(Value(_all_of(words))))
            for word in words:
                if len(word.tokens) > 1:
                    holds &= _anywhere(word)
            confirmed |= holds
        return confirmed


def _any_of(term: Term) -> str:
    return f"({' | '.join(map(_all_of, term.alternatives))})"


def _all_of(words: Sequence[Word]) -> str:
    tokens = [
        f"'{token}'{':*' if word.is_open and last else ''}"
        for word in words
        for token, last in _with_last(word.tokens)
    ]
    return f"({' & '.join(tokens)})"


def _with_last(tokens: tuple[str, ...]) -> list[tuple[str, bool]]:
    return [(token, place == len(tokens)) for place, token in enumerate(tokens, 1)]


def _anywhere(word: Word) -> Q:
    holds = Q()
    for column in ("title", "abstract", "text"):
        holds |= has_word(word, column)
    return holds
