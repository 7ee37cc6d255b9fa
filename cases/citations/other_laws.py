"""Places that name some law or other document, which need not be one known here.

An article beside one of them is not an article of a law that is named further away.
The text is tidied.
"""

import re
from collections.abc import Iterator

from cases.citations.chinese_names import titles
from cases.citations.law_names import LawName
from cases.citations.remarks import ACRONYMS

_NOUN = (
    r"(?:Law|Code|Act|Regulations?|Directive|Convention|Treaty|Constitution|Charter|Rules"
    r"|Measures|Provisions|Interpretations?|Ordinance|Statute|Protocol|Agreement|Decree"
    r"|Opinions|Guidelines|Principles|Covenant|Decision|Notice|Bill|Minutes)"
)
_WITH_NOUN = re.compile(
    rf"\b(?!General )[A-Z][\w'-]*(?: (?:on|of|for|the|and|[A-Z][\w'-]*)){{0,8}}?"
    rf" {_NOUN}\b"
    r"|\b(?:Law|Code|Act) (?:on|of|for|against|concerning|governing) (?:the )?[A-Z]"
    r"|\b(?i:interpretation|regulations|rules|constitution|convention|treaty|ordinance"
    r"|statute|directive|charter|draft|bill)\b"
    r"|宪法|条例|解释|公约"
)
# Capitals that name no law
_NO_LAW = "PRC|SPC|NPC|CAC|AND|OR|SEE|UNDER|THE|BY|IN|OF|PER|TO|VS|ARTICLES?|ARTS?"
_ACRONYM = re.compile(
    rf"(?<![A-Za-z0-9&'-])(?!(?:{_NO_LAW}|[IVXL]+)\b)[A-Z][A-Z0-9&-]{{1,9}}"
    r"(?![A-Za-z0-9])"
)


def other_laws(plain: str, known: list[LawName]) -> Iterator[LawName]:
    """Yield the places that name a law beside the known ones, in no order.

    Most acronyms are weak: such a word is a law if an article is next to it.
    """
    places = [(title.start, title.end, False) for title in titles(plain)]
    places += [(*match.span(), False) for match in _WITH_NOUN.finditer(plain)]
    places += [(*match.span(), True) for match in _ACRONYM.finditer(plain)]
    taken = bytearray(len(plain) + 1)
    for name in known:
        taken[name.lead : name.after] = b"\1" * (name.after - name.lead)
    for start, end, is_acronym in places:
        if not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            weak = is_acronym and plain[start:end] not in ACRONYMS
            yield LawName(start, end, start, "", end, weak=weak)
