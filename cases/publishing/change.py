"""The change that a record version freezes: its type, its note, the note's language."""

import re
from collections.abc import Mapping

from cases.models import NotedChange
from cases.numbers.normalise import HAN

_HAN, _LATIN = re.compile(f"[{HAN}]"), re.compile("[A-Za-z]")


def change_of(
    kind: str,
    note: str,
    note_language: str = "",
    note_texts: Mapping[str, str] | None = None,
) -> NotedChange:
    """Return a change; a note of unnamed language has the likely one.

    `note_texts` is the same note in further languages.
    """
    note = note.strip()
    language = note_language or likely_language(note)
    change: NotedChange = {
        "type": str(kind),
        "note": note,
        "note_language": language if note else "",
    }
    if note and note_texts:
        change["note_texts"] = {key: text.strip() for key, text in note_texts.items()}
    return change


def likely_language(note: str) -> str:
    """Return Chinese or English, by the letters of a note.

    A Chinese note may name a court in English, and an English one a party by its
    characters; a character says about as much as four letters.
    """
    han, latin = _HAN.findall(note), _LATIN.findall(note)
    return "zh-hans" if 4 * len(han) > len(latin) else "en"
