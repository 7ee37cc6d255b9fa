"""Whether an English name is a law's where it stands, or the part of another's name.

“Labor Contract Law” is no Contract Law, and neither “Germany's Civil Code” nor “the
Interpretation of the Civil Code” is the Civil Code. The text is tidied.
"""

import re

from cases.citations import remarks
from cases.citations.law_names import LawName
from cases.citations.remarks import CHINA, FORMER, FORMER_WORD, YEAR, newest_year
from cases.citations.states import ENGLISH as STATES

_WINDOW = 120  # characters before a name that are read with it
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
# Words that may be between “of” and a name
_MODIFIERS = re.compile(
    r"(?<![A-Za-z0-9.])(?:(?:"
    r"the|this|that|today's|both|its|their|our|said|same|such|new|newly|current|currently|present"
    r"|existing|prevailing|applicable|effective|revised|amended|updated|recent|recently"
    r"|latest|landmark|comprehensive|in-force|promulgated|enacted|adopted|above|above-mentioned|abovementioned"
    r"|aforementioned|aforesaid|foregoing|so-called|relevant|valid|binding"
    r"|[a-z]{2,}(?:ed|sed) and [a-z]{2,}(?:ed|sed)"
    r"|mainland|(?:Mainland )?Chinese(?: mainland(?:'s)?)?|country's|nation's"
    rf"|{CHINA}(?:'s?)?|{FORMER_WORD}"
    rf"|{YEAR}(?:-[0-9]{{4}}|-(?:amended|revised))?(?! the )|\({YEAR}\)"
    r"|(?:version|text|edition|wording|revision) of|as (?:amended|revised)"
    r"|(?:Book|Part|Chapter|Title|Volume) (?-i:[A-Z0-9])[A-Za-z0-9]{0,11}"
    r"(?: \((?!art)[^()\n]{1,60}\))?(?: ?,| of)"
    r"|(?-i:(?:[A-Z][a-z]+ ){1,4}(?:Book|Part|Chapter|Section|Title)) (?:of|in)"
    r"|(?-i:(?:Book|Part|Chapter|Section|Title) on (?:[A-Z][a-z]+ ){1,5})(?:of|in)"
    r"|General (?:Provisions|Principles|Rules) (?:of|in)"
    r") )+[\"'(\[]?$",
    re.IGNORECASE,
)
_LINKED_BEFORE = re.compile(r"(?:China's|PRC) $")
_DRAFT_BEFORE = re.compile(
    r"\b(?:drafts?|proposed|proposals?|planned|future|upcoming|forthcoming|model|bill)"
    r"(?: (?:[a-z]+ ){0,3}(?:of|to|for|on))? $",
    re.IGNORECASE,
)
_STATE_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?:(?:{STATES})(?:'s?)?|(?!PRC's|China's)[A-Z][A-Za-z]+'s)"
    rf"(?: \([^()\n]{{1,20}}\))?(?:[ /-]|: )[\"']?$"
)
# Another document, on this law: “Several Provisions on the Application of the …”
_DOCUMENT = (
    r"(?:Interpretations?|Regulations?|Rules|Measures|(?<!General )Provisions|Opinions?"
    r"|Notice|Amendments?(?: \(?[IVX]+\)?)?|Revision|Guidelines?|Explanations?)"
)
_DOCUMENT_BEFORE = re.compile(
    rf"\b(?:{_DOCUMENT}|Implementation|Enforcement|Application|Commentary|Issues|Questions)"
    r" (?:of|on|to|for|under|in|concerning|regarding|relating to) $"
    rf"|\b{_DOCUMENT}(?: [A-Za-z'-]+){{1,12}} (?:on|concerning|regarding) $"
    r"|(?i:\b(?:implementing|implementation|judicial|supplementary)"
    r" (?:rules?|regulations?|measures|provisions|interpretations?)"
    r"(?: [a-z]+){0,2} (?:of|on|to|for|under) )$"
)
_CAPITAL_BEFORE = re.compile(r"(?<![A-Za-z0-9'])([A-Z][A-Za-z&']*(?:-[a-z]+)?)[ -]$")
# “Mediation and Arbitration Law” is one law, “Contract Law and Arbitration Law” are two
_JOINED_BEFORE = re.compile(
    r"(?<![A-Za-z0-9'])(?!\w*(?:Law|Code|Act|Constitution|Regulations?|Rules|Measures"
    r"|Convention|China)\b)([A-Z][a-z]{3,}) (?:and|&) $"
)
# Capitals that begin a sentence or a heading, and are no part of a name behind them
_STOP_WORDS = """
a about according accordingly after afterwards again against all also although
amended amends amid an analysis and annotated another answer any applicable applied
applies apply approves are art article articles as at authorities authority
background based baseline basis because before besides between both breach breaching
but by can cf chapter china chinas chinese cited cites citing claim claims comment
compare confirms consequently contrary court courts cross current despite do does
during e.g earlier either entire especially even every example examples except
existing fifth finally finds first for former found fourth from full fundamental
further furthermore general generally given held hence here holding holds how however
i.e if implies important in including indeed instead interpreting interprets into
invokes invoking is issue issues it its just key lastly later latest law laws
legislation lex like likewise main mainland major may meanwhile moreover must namely
neither new no nor not notably note now of official old on once only or otherwise our
out over part per pointer prc present previous provisions pursuant question quote
quotes quoting read recently reference references regarding related relevant relies
relying result revised revises rule rules same second section see seeing shall should
similarly since so some source sources specifically statute statutes still such
summary text texts than that the their then there thereafter thereby therefore these
third this those though through thus to today together under unless unlike until upon
uses using via violates violating violation was we well were what when where whereas
whether which while who whole whose why will with within without would yes yet you
your
"""
_STOPS = frozenset(_STOP_WORDS.split())
_VERBAL = re.compile(r"[A-Z][a-z]{2,}ing$")  # “Applying Civil Code art. 5”
_ROMAN = re.compile("[IVX]{1,4}")  # “Article 1165 I Civil Code”
_BEGINS = re.compile(r"(?:^|[.;:!?(\[\"|\n–—] ?)$")

_YEAR_BEHIND = re.compile(
    r"(?:,? (?:of|as of|version of) "
    rf"(?:[0-9]{{1,2}} )?(?:{_MONTH} )?(?:[0-9]{{1,2}}, )?"
    rf"|,? (?:as )?(?:last |newly |most recently |further )?(?:amended|revised|adopted"
    r"|promulgated|enacted|passed|published|in force|effective|applicable)"
    r" (?:in|on|by|of|as of|since|from)(?: [A-Za-z0-9.]{1,12}){0,3}(?:,)? "
    rf"|,? ?)({YEAR})(?![0-9/.-]|,[0-9])(?: (?:revision|version|text)\b)?",
    re.IGNORECASE,
)
_FORMER = re.compile(rf"\b{FORMER_WORD}\b", re.IGNORECASE)
_FORMER_BEHIND = re.compile(
    rf",? (?:before|prior to) (?:(?:the|its|being) )?(?:(?:{YEAR}|[a-z]+) )?"
    rf"(?:amend|revis)[a-z]+(?: (?:of|in) {YEAR})?",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r" (?i:of (?:the )?)(?:[A-Z]|(?i:another|other|that state|this state))"
    r"|(?:'s?)?(?: (?:on|of|for|the|[A-Z][A-Za-z'-]*|\([IVX]+\))){0,5}?"
    r" (?:Interpretations?|Implement[a-z]*|Draft|Judicial|Regulations?|Rules|Measures"
    r"|Amendments?|Bill|Guidelines|Opinions|Commentary|Ordinance)\b"
    r"|-(?:style|like|type|based|inspired)\b"
    r"| (?!General Provisions)(?:[A-Z][a-z]+ ){1,4}Provisions\b"
    r"|(?:'s?)? (?i:(?:judicial )?interpretations?|implementing|drafts?|bill"
    r"|implementation (?:rules|regulations|measures)"
    r"|(?:regulations|rules|measures) on)\b"
)
_OF_STATE = re.compile(rf" Of (?:The )?(?:{STATES})\b")
_IN_STATE = re.compile(rf",? in (?:the )?(?:{STATES})\b")
_RESPECTIVELY = re.compile(r",? and (?:(?!\b[Aa]rt|§)[^.;\n]){1,60}\brespectively\b")


def english_name(
    plain: str, start: int, end: int, law: str, *, is_acronym: bool
) -> LawName | None:
    """Return the law at a place where its name is written; None if it is another's."""
    written = plain[start:end]
    behind = _behind(plain, end)
    if behind is None:
        return None
    end, after, version = behind
    # “the Civil Code in Germany” is Germany's, but there is one PIPL
    if not is_acronym and _IN_STATE.match(plain, after):
        return None
    floor = max(plain.rfind("\n", 0, start) + 1, start - _WINDOW)
    before = plain[floor:start]
    modifiers = _MODIFIERS.search(before)
    words = modifiers[0] if modifiers else ""
    lead = start - len(words)
    rest = before[: len(before) - len(words)]
    is_weak = not written.isupper() if is_acronym else written.islower()
    if _is_anothers(rest, words, is_acronym=is_acronym):
        return None
    if is_weak and _is_of_state_in_small_letters(rest, plain[after : after + 40]):
        return None
    if not version:
        is_former = _FORMER.search(words) is not None
        version = FORMER if is_former else newest_year(words)
    linked = _LINKED_BEFORE.search(before)
    start -= len(linked[0]) if linked else 0
    return LawName(start, end, lead, law, after, version, weak=is_weak)


def _is_anothers(rest: str, words: str, *, is_acronym: bool) -> bool:
    """Return whether a name is another law's, by the words before its own."""
    if (
        _DRAFT_BEFORE.search(rest)
        or _STATE_BEFORE.search(rest)
        or _DOCUMENT_BEFORE.search(rest)
    ):
        return True
    if rest.endswith("Republic of "):  # … China's: not the People's
        return True
    capital = _CAPITAL_BEFORE.search(rest) or _JOINED_BEFORE.search(rest)
    if capital is None or is_acronym or words:
        return False
    word = capital[1].removesuffix("'s")
    if word.lower() in _STOPS or _ROMAN.fullmatch(word):
        return False
    begins = _BEGINS.search(rest[: capital.start()]) is not None
    return not (begins and _VERBAL.fullmatch(word))


def _is_of_state_in_small_letters(before: str, behind: str) -> bool:
    """Return whether “the german civil code” or “the civil code of japan” is meant."""
    state = _STATE_BEFORE.search(before.title().replace("'S ", "'s "))
    return bool(state or _OF_STATE.match(behind.title()))


def _behind(plain: str, end: int) -> tuple[int, int, str] | None:
    """Return the end of a name and its state, of remarks on it, and its version.

    None if the name is another law's.
    """
    state = remarks.OF_CHINA.match(plain, end)
    end = state.end() if state else end
    read = remarks.read_behind(plain, end)
    if read is None:
        return None
    place, version = read
    if former := _FORMER_BEHIND.match(plain, place):
        version, place = FORMER, former.end()
    elif year := _YEAR_BEHIND.match(plain, place):
        version, place = version or year[1], year.end()
    if _ANOTHER.match(plain, place) or _RESPECTIVELY.match(plain, place):
        return None
    return end, place, version
