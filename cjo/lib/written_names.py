"""Find a name in a text, an address or a file name, however its parts are joined."""

import re
from collections.abc import Iterable
from urllib.parse import quote

# Letters that belong to the word before or after them. Scripts that write no space
# between words are none of them: 王伟 is found in 被告王伟辩称.
_LETTER = "0-9A-Za-z\u00c0-\u052f"
_UNSPACED = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
# Between two words: spaces, hyphens, marks of Markdown, or a space in an address
_BETWEEN_WORDS = r"(?:[\W_]|%20){1,4}"
# Between two characters of a name that is printed wide, such as 王　伟
_BETWEEN_CHARACTERS = r"[\s_*·]{0,3}"


def pattern_of(names: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that finds each of these names, the longest first."""
    written = {" ".join(name.split()) for name in names} - {""}
    if not written:
        raise ValueError("There is no name to look for.")
    ordered = sorted(written, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(_alternatives, ordered)), re.IGNORECASE)


def names_in(text: str) -> list[str]:
    """Return the names that were typed, one on a line."""
    return [name for line in text.splitlines() if (name := " ".join(line.split()))]


def _alternatives(name: str) -> str:
    before = rf"(?<![{_LETTER}])" if re.match(f"[{_LETTER}]", name) else ""
    # wang-weis-case is the slug of “Wang Wei’s case”
    after = rf"s?(?![{_LETTER}])" if re.match(f"[{_LETTER}]", name[-1]) else ""
    words = _BETWEEN_WORDS.join(map(_word, name.split()))
    found = f"{before}{words}{after}"
    in_address = quote(name)
    return found if in_address == name else f"{found}|{re.escape(in_address)}"


def _word(word: str) -> str:
    parts = re.findall(rf"[{_UNSPACED}]|[^{_UNSPACED}]+", word)
    return _BETWEEN_CHARACTERS.join(map(re.escape, parts))
