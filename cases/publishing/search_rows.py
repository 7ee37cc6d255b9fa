"""Search rows: the words by which a record, a law or a court is found.

Each has a row in every language of the site, for its page answers in all of them; the
words that are missing in a language are those that its page shows in their place.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from articles.models import SearchRow
from articles.search import index
from cases.models import Court, Law, RecordKind
from cases.numbers.keys import writings
from cases.presentation.text import choose, shown_language
from cases.snapshots import texts_of
from cases.snapshots.schema import Texts
from cjo.lib.languages import ready_languages

# The field that results show, the preferred one first
_ABSTRACTS = ("holding", "outcome", "description")
_NEVER_SEARCHED = {"method", "translated_from", "names_method"}
# Parts of a snapshot that are about its sources, or about other courts
_NOT_ITS_OWN = {"sources", "provenance", "above", "printed"}


def index_record(kind: RecordKind, snapshot: dict[str, Any]) -> None:
    """Index a record in every language by its newest snapshot."""
    texts: Texts = snapshot["texts"]
    numbers = _numbers(snapshot)
    names = [
        fields[name]
        for fields in texts.values()
        for name in ("title", "name")
        if fields.get(name)
    ]
    for language in _languages(texts):
        abstracts = (choose(texts, field, language) for field in _ABSTRACTS)
        index.store(
            kind=kind,
            key=snapshot["key"],
            language=language,
            title=choose(texts, "title", language),
            abstract=next(filter(None, abstracts), ""),
            text="\n".join(_words(snapshot, language)),
            names=[*names, *numbers],
            dated=_day(snapshot.get("decided_on") or snapshot.get("released_on")),
        )
    _forget_others(kind, snapshot["key"], texts)


def index_law(law: Law) -> None:
    """Index a law: in each language, its names in all languages find it."""
    texts = list(law.texts.all())
    names = [name for text in texts for name in text.names]
    articles = law.provisions.filter(is_newest=True).prefetch_related("texts")
    _index_named(
        "law",
        law.slug,
        texts_of(texts),
        [*names, law.document_number],
        {"summary": [texts_of(article.texts.all()) for article in articles]},
    )


def index_court(court: Court) -> None:
    texts = texts_of(court.texts.all())
    names = [
        fields[name]
        for fields in texts.values()
        for name in ("name", "short_name", "other_names")
        if fields.get(name)
    ]
    periods = court.jurisdictions.prefetch_related("texts")
    _index_named(
        "court",
        court.slug,
        texts,
        [*names, court.code],
        {"words": [texts_of(period.texts.all()) for period in periods]},
    )


def _index_named(
    kind: str,
    key: str,
    texts: Texts,
    names: list[str],
    below: dict[str, list[Texts]],
) -> None:
    """Index names and notes, and a field of the rows `below`, by that field's name."""
    for language in _languages(texts):
        title = choose(texts, "title", language) or choose(texts, "name", language)
        index.store(
            kind=kind,
            key=key,
            language=language,
            title=title,
            abstract="",
            text="\n".join(
                filter(
                    None,
                    [
                        choose(texts, "note", language),
                        *(
                            choose(row, field, language)
                            for field, rows in below.items()
                            for row in rows
                        ),
                    ],
                )
            ),
            names=[name for name in names if name],
        )
    _forget_others(kind, key, texts)


def _languages(texts: Texts) -> list[str]:
    ready = [language.code for language in ready_languages()]
    return [*ready, *(language for language in texts if language not in ready)]


def _forget_others(kind: str, key: str, texts: Texts) -> None:
    # a language that the record lost
    rows = SearchRow.objects.filter(kind=kind, key=key)
    rows.exclude(language__in=_languages(texts)).delete()


def _words(part: Any, language: str) -> Iterator[str]:
    """Yield all texts of a snapshot in the language in which its page shows them."""
    if isinstance(part, list):
        for each in part:
            yield from _words(each, language)
    if not isinstance(part, dict):
        return
    texts: Texts = part.get("texts") or {}
    fields = texts.get(shown_language(texts, language), {})
    yield from (text for name, text in fields.items() if name not in _NEVER_SEARCHED)
    for name, inner in part.items():
        if name != "texts" and name not in _NOT_ITS_OWN:
            yield from _words(inner, language)


def _numbers(snapshot: dict[str, Any]) -> list[str]:
    """Return the numbers of a case and its proceedings, in both scripts, once each."""
    steps = (step["case_number"] for step in snapshot.get("proceedings", ()))
    own = (snapshot.get(name, "") for name in ("case_number", "case_number_latin"))
    numbers = filter(None, [*own, *steps])
    return list(dict.fromkeys(text for number in numbers for text in writings(number)))


def _day(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None
