"""Faults of a catalogue: texts without a translation, and wrong translations."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Any

from babel.messages.catalog import Catalog, Message

from cjo.lib.catalogues import key, parts_of, read
from cjo.lib.terms import other_words
from cjo.lib.texts import Part

# `%(name)s`, `%s` and `{name}`; `%%` is a plain sign
_PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
_TAG = re.compile(r"</?[a-z][^>]*>")


def gaps(language: str, texts: dict[Part, Catalog]) -> list[str]:
    """Return a line for each text without a translation."""
    return [
        f"not translated, used in {_places(text)}: {_first(text)}"
        for part in parts_of(language)
        for text, translation in _pairs(texts[part], read(language, part))
        if translation is None or not all(_strings(translation.string))
    ]


def faults(language: str, texts: dict[Part, Catalog]) -> list[str]:
    """Return a line for each translation that is unused, guessed or wrong."""
    lines = []
    for part in parts_of(language):
        catalogue = read(language, part)
        for translation, text in _pairs(catalogue, texts[part]):
            fault = _fault(translation, catalogue.num_plurals)
            if fault := "no longer used" if text is None else fault:
                lines.append(f"{fault}: {_first(translation)}")
    return lines


def other_terms(language: str) -> list[str]:
    """Return a line for each text of readers with another word than the term bank."""
    return [
        f"another word for “{term}”: {_first(message)}"
        for message in read(language, Part.READERS)
        if message.id and all(_strings(message.string))
        for term in other_words(
            _strings(message.id)[-1], _strings(message.string)[-1], language
        )
    ]


def _pairs(
    catalogue: Catalog, other: Catalog
) -> Iterator[tuple[Message, Message | None]]:
    """Yield each message with that of the other catalogue."""
    known = {key(message): message for message in other}
    return ((message, known.get(key(message))) for message in catalogue if message.id)


def _fault(message: Message, plurals: int) -> str:
    source, forms = _strings(message.id), _strings(message.string)
    if message.fuzzy:
        return "only guessed"
    if not all(forms):
        return ""
    if len(source) > 1 and len(forms) != plurals:
        return f"{len(forms)} forms of the plural, not {plurals}"
    if not _placeholders_agree(message):
        return "other placeholders"
    # a date may have more figures than in English: 8 January is 1月8日
    if _marks(source[-1]) - _marks(forms[-1]):
        return "other figures or tags"
    return ""


def _marks(text: str) -> Counter[str]:
    """Return the figures, in any digits, and the tags that a translation keeps."""
    words = _TAG.sub("", _PLACEHOLDER.sub("", text))
    digits = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in words
    )
    return Counter([*_TAG.findall(text), *re.findall(r"\d+", digits)])


def _strings(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _first(message: Message) -> str:
    return repr(_strings(message.id)[0])


def _places(message: Message) -> str:
    return ", ".join(f"{path}:{line}" for path, line in sorted(message.locations))


def _placeholders(text: str) -> list[str]:
    return sorted(mark for mark in _PLACEHOLDER.findall(text) if mark != "%%")


def _placeholders_agree(message: Message) -> bool:
    # Compared with the plural: a singular may write the number as a word
    wanted = _placeholders(_strings(message.id)[-1])
    translated = _strings(message.string)
    if len(_strings(message.id)) == 1:
        return _placeholders(translated[0]) == wanted
    return _placeholders(translated[-1]) == wanted and all(
        set(_placeholders(form)) <= set(wanted) for form in translated
    )
