"""Turkish stems: nouns without the endings of plural, possession and case."""

import re
from collections.abc import Iterator

# Folded: ı is i, and ö and ü are o and u. Which of two endings a word has cannot be
# seen (kanun-un, kanu-nun), so each is taken off once
_ENDINGS = [
    re.compile(rf"(.{{4,}}){ending}")
    for ending in (
        "l[ae]r",
        "(?<![aeiou])[iu]n",
        "(?<=[aeiou])n[iu]n",
        "(?<![aeiou])[iuae]",
        "(?<=[aeiou])[sny][iu]",
        "(?<=[aeiou])[ny][ae]",
        "n?[dt][ae]n?",
        "n?[dt][ae]ki",
        "y?l[ae]",
    )
]
# A consonant that is soft before an ending: gizlilik, gizliliği; kitap, kitabı
_HARD = str.maketrans("gb", "kp")


def turkish_stems(folded: str) -> Iterator[str]:
    """Yield a Turkish word, then the rest of it as its endings go."""
    waiting, seen = [folded], {folded}
    while waiting:
        word = waiting.pop(0)
        yield word
        for ending in _ENDINGS:
            match = ending.fullmatch(word)
            if match:
                stem = match[1][:-1] + match[1][-1].translate(_HARD)
                if stem not in seen:
                    seen.add(stem)
                    waiting.append(stem)
