"""Search over articles and records: one folding, one query, two engines."""

from articles.search.finding import Hit, Hits, find
from articles.search.terms import Term, terms_of

__all__ = ["Hit", "Hits", "Term", "find", "terms_of"]
