"""The term bank: the word of each language for a thing of law.

`cjo/locale/terms.tsv` has a term in each row, a language in each column, and in the
last column where the words were found, or that they are our proposal.
"""

import csv
import re
from functools import lru_cache
from math import ceil
from pathlib import Path

from django.conf import settings

_ASIDE = re.compile(r"\s*[(（].*")  # another word, or the word of European law


@lru_cache
def terms_in(language: str) -> dict[str, str]:
    """Return the word of a language for each English term."""
    path = Path(settings.LOCALE_PATHS[0]) / "terms.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return {_ASIDE.sub("", row["en"]): _ASIDE.sub("", row[language]) for row in rows}


def other_words(source: str, translation: str, language: str) -> list[str]:
    """Return the terms of an English text that its translation has other words for.

    An inflected word counts as the same if it begins alike. Of terms that stand in
    each other, the longest is looked for.
    """
    found = [term for term in terms_in(language) if _is_in(term, source)]
    return [
        term
        for term in found
        if not any(term != other and _is_in(term, other) for other in found)
        and not _is_said(terms_in(language)[term], translation)
    ]


def _is_in(term: str, text: str) -> bool:
    return bool(re.search(rf"\b{re.escape(term)}s?\b", text, re.IGNORECASE))


def _is_said(term: str, text: str) -> bool:
    words = text.casefold()
    return all(
        word[: max(2, ceil(len(word) * 0.6))] in words
        for word in term.casefold().split()
    )
