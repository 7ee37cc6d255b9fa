"""The search index: publishing stores and removes its rows, in its transaction."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import NotRequired, TypedDict, Unpack

from articles.models import SearchRow, SearchWord
from cjo.lib.search_folding import FOLDING, STEM, fold_document
from cjo.lib.search_stems import fold_stems

CACHE_KEY = "search"  # the surrogate key of its pages
# Bytes of folded text. PostgreSQL's tsvector ends at a megabyte, and a text too long
# for it must be published all the same.
_TITLE_BYTES, _ABSTRACT_BYTES, _TEXT_BYTES = 10_000, 30_000, 900_000
# Words that a misspelt word of a query may stand for; stems are none
_SPELLED = re.compile(rf"(?<![\w{STEM}])(?:[a-z]{{4,30}}|[а-я]{{4,30}})\b")


class Words(TypedDict):
    """The words of a subject; its `names` are further ones beside the title."""

    title: str
    abstract: str
    text: str
    names: NotRequired[Iterable[str]]
    dated: NotRequired[dt.date | None]


def store(kind: str, key: str, language: str, **words: Unpack[Words]) -> None:
    """Index a subject in a language by these words, in place of former ones.

    A query that is exactly one of `names`, or the title, finds it first.
    """
    row = unsaved_row(kind, key, language, **words)
    store_words(row)
    SearchRow.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["kind", "key", "language"],
        update_fields=["dated", "title", "abstract", "text", "names", "folding"],
    )


def unsaved_row(
    kind: str, key: str, language: str, **words: Unpack[Words]
) -> SearchRow:
    title = words["title"]
    names = list(dict.fromkeys([title, *words.get("names", ())]))
    text = "\n".join([words["text"], *names[1:]])
    return SearchRow(
        kind=kind,
        key=key,
        language=language,
        dated=words.get("dated"),
        title=_column(title, language, _TITLE_BYTES),
        abstract=_column(words["abstract"], language, _ABSTRACT_BYTES),
        text=_column(text, language, _TEXT_BYTES),
        names=_lines(names),
        folding=FOLDING,
    )


def remove(kind: str, key: str, language: str | None = None) -> None:
    rows = SearchRow.objects.filter(kind=kind, key=key)
    if language is not None:
        rows = rows.filter(language=language)
    rows.delete()


def name_key(name: str) -> str:
    """Return the form in which a query is compared with names."""
    return fold_document(name).removeprefix("the ")


def _column(text: str, language: str, limit: int) -> str:
    """Return the tokens of a text and the stems of its words, within a limit.

    A space is around each of them, so that a database can look for a word by it.
    """
    stems = _cut(fold_stems(text, language), limit // 2)
    surface = _cut(fold_document(text), limit - len(stems.encode()))
    return f" {surface} {stems} " if stems else f" {surface} "


def _cut(folded: str, limit: int) -> str:
    if len(folded.encode()) <= limit:
        return folded
    cut = folded.encode()[:limit].decode(errors="ignore")
    return cut.rpartition(" ")[0]


def _lines(names: Iterable[str]) -> str:
    keys = dict.fromkeys(name_key(_cut(name, _TITLE_BYTES)) for name in names)
    lines = [key for key in keys if key]
    return "\n".join(["", *lines, ""]) if lines else ""


def store_words(row: SearchRow) -> None:
    """Keep the words of a row for those who misspell them."""
    words = set(_SPELLED.findall(f"{row.title}{row.abstract}{row.text}"))
    rows = SearchWord.objects.filter(language=row.language, word__in=words)
    new = words.difference(rows.values_list("word", flat=True))
    SearchWord.objects.bulk_create(
        [
            SearchWord(
                language=row.language, word=word, initial=word[0], length=len(word)
            )
            # in one order, so that no two transactions wait for each other
            for word in sorted(new)
        ],
        ignore_conflicts=True,
    )
