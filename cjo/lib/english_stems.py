"""English stems: one stem for all forms and spellings of an English word."""

import re
from functools import lru_cache

from cjo.lib.snowball_stems import snowball_stem

# Languages written in Latin letters, whose words are not English
OTHER_LATIN = {"nl", "fr", "de", "it", "pt", "es", "sv", "id", "vi", "tr", "ms"}
# Words that nearly every text has: they tell no text from another
_STOP_WORDS = (
    "a an and are as at be been by did do does for from had has have how in into is it "
    "its of on or that the their this to v vs was were what when where which who why "
    "will with"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
_WORD = re.compile("[a-z]{3,64}")
# British spellings and the American ones in their place, with the forms of each word
_SPELLINGS = [
    (re.compile(british), american)
    for british, american in (
        ("dgement", "dgment"),
        # not precise, revise, raise
        (
            "^(?!precis|concis|incis|excis)([a-z]{3,})(?<!v)(?<!ra)"
            "is(?=e[drs]?$|ers$|ing$|ations?$|able$)",
            r"\1iz",
        ),
        ("lys(?=e[drs]?$|ing$)", "lyz"),
        (
            "(col|lab|fav|hon|vig|rig|rum|hum|arm|sav|vap|val|tum|clam|ard|parl|ferv"
            "|cand|harb|behavi|neighb|endeav|demean|splend)our",
            r"\1or",
        ),
        ("^(cent|theat|lit|fib)re(?=s?$)", r"\1er"),
        ("^(defen|offen|licen|preten)ce(?=s?$)", r"\1se"),
        ("^practis(?=e[ds]?$|ing$)", "practic"),
        (
            "^(cancel|travel|label|model|counsel|level|signal|total|channel|libel)"
            "l(?=ed$|ing$|ers?$)",
            r"\1",
        ),
        ("^(enrol|instal|fulfil)(?=s?$|ments?$)", r"\1l"),
        ("^programme", "program"),
        ("^(catalog|dialog)ue", r"\1"),
        ("^grey", "gray"),
    )
]


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a folded English word; "" for anything that has none."""
    if not _WORD.fullmatch(word):
        return ""
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return snowball_stem(word, "english")
