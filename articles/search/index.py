"""The search index: publishing stores and removes its rows, in its transaction."""

import datetime as dt

from articles.models import SearchRow
from cjo.lib.search_folding import fold_document

# Bytes of folded text. PostgreSQL's tsvector ends at a megabyte, and a text too long
# for it must be published all the same.
_TITLE_BYTES, _ABSTRACT_BYTES, _TEXT_BYTES = 10_000, 30_000, 1_000_000


def store(
    kind: str,
    key: str,
    language: str,
    *,
    title: str,
    abstract: str,
    text: str,
    dated: dt.date | None = None,
) -> None:
    """Index a subject in a language by these words, in place of former ones."""
    row = SearchRow(
        kind=kind,
        key=key,
        language=language,
        dated=dated,
        title=_folded(title, _TITLE_BYTES),
        abstract=_folded(abstract, _ABSTRACT_BYTES),
        text=_folded(text, _TEXT_BYTES),
    )
    SearchRow.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["kind", "key", "language"],
        update_fields=["dated", "title", "abstract", "text"],
    )


def remove(kind: str, key: str, language: str | None = None) -> None:
    rows = SearchRow.objects.filter(kind=kind, key=key)
    if language is not None:
        rows = rows.filter(language=language)
    rows.delete()


def _folded(text: str, limit: int) -> str:
    folded = fold_document(text)
    if len(folded.encode()) <= limit:
        return folded
    cut = folded.encode()[:limit].decode(errors="ignore")
    return cut.rpartition(" ")[0]
