"""Search over articles and records: one folding, one query, two engines."""

from articles.search.finding import Found, Hit, find

__all__ = ["Found", "Hit", "find"]
