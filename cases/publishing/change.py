"""The change that a record version freezes: its type, its note, the note's language."""

import re

from cases.models import NotedChange
from cases.numbers.normalise import HAN

_HAN, _LATIN = re.compile(f"[{HAN}]"), re.compile("[A-Za-z]")


def change_of(kind: str, note: str, note_language: str = "") -> NotedChange:
    """Return a change; a note of unnamed language has the likely one."""
    note = note.strip()
    language = note_language or likely_language(note)
    return {
        "type": str(kind),
        "note": note,
        "note_language": language if note else "",
    }


def likely_language(note: str) -> str:
    """Return Chinese or English, by the letters of a note.

    A Chinese note may name a court in English, and an English one a party by its
    characters; a character says about as much as four letters.
    """
    han, latin = _HAN.findall(note), _LATIN.findall(note)
    return "zh-hans" if 4 * len(han) > len(latin) else "en"
