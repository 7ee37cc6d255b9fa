"""Search over articles and records: one folding, one query, two engines."""

from articles.search.finding import Hit, HitPage, find

__all__ = ["Hit", "HitPage", "find"]
