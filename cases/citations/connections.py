"""The words between a law and its articles, in English and Chinese.

The text is tidied (`cases.citations.tidying`).
"""

import re
from typing import Literal

from cases.citations.articles import ArticleList
from cases.citations.chinese_lists import NUMBER
from cases.citations.english_lists import GLOSS
from cases.citations.law_names import LawName
from cases.citations.remarks import CHINA, FORMER, YEAR
from cases.citations.tidying import HAN

REACH = 160  # characters between a law and its articles
BACK = 400  # characters between a law and “that law”

_BOOK = (
    r"(?:(?:(?:Book|Part|Chapter|Title|Section|Volume|Subchapter)s?"
    r"|(?:[Bb]k|[Pp]t|[Cc]h|[Cc]hap|[Ss]ec|[Vv]ol)\.|§) "
    r"(?:[0-9]{1,3}|[A-Z][A-Za-z-]{0,11})"
    r"(?: on(?: (?:[A-Z][A-Za-z]+|and|of|the)){1,6})?"
    r"|(?:Book|Part|Chapter) on(?: (?:[A-Z][A-Za-z]+|and|of|the)){1,6}"
    r"|General (?:Provisions|Part|Principles|Rules)"
    r"|(?:[A-Z][a-z]+ (?:and )?){1,4}(?:Book|Part|Chapter|Section|Code))"
    r"(?: \([^()\n]{1,60}\))?[,:;]? ?"
)
_LEADS = (
    r"(?:see(?: also)?|own|whose|in|under|at|by|its|and its|in its|in particular"
    r"|particularly|especially|specifically|notably|namely|including|mainly|e\.g\.,?|i\.e\.,?|esp\."
    r"|cf\.|viz\.|supra(?: notes? [0-9]{1,3})?"
    r"|pursuant to|according to|as per|per|through|both"
    r"|as (?:provided|set out|stipulated|stated|defined|prescribed) (?:for )?in"
    r"|(?:provid|stat|stipulat|prescrib|sa|set|lay|requir|mandat|regulat|list|defin"
    r"|specif|establish|confirm|recogni[sz]|clarif)"
    r"(?:e?s|ys|ies|ed|es out|s out|s down)?"
    r"(?: for)?,? (?:in|at|under|by|through)),? "
)
_TO_ENGLISH = re.compile(
    rf"(?:'s|s')?[\"'\])]{{0,3}}(?: of (?:the )?{CHINA})?(?:,? as amended)?"
    r"(?: ?[(\[](?![^()\[\]\n]*\b[Aa]rt)[^()\[\]\n]{0,120}[)\]]){0,2}"
    rf"\"? ?[,:;–—/-]{{0,2}} ?[(\[]?(?:{_BOOK}){{0,3}}"
    rf"(?:{_LEADS}){{0,2}}[(\[]{{0,2}}(?:{_LEADS})?"
    r"(?:the |old |former |original |current )?\"?"
)
_PART = (
    rf"(?:[·・]?第{NUMBER}(?:分?编|章|节)"
    rf"(?:[\"(]?(?!解释|规定)[{HAN}]{{1,10}}?[\")]?)?"
    rf"|[·・]?\"?[{HAN}]{{1,8}}(?:分?编|章|节)\"?|总则|分则|通则|附则)[,、:·]? ?"
)
_TO_CHINESE = re.compile(
    r"(?:'s)?[\"')\]》]{0,3}(?:\([^()\n]{0,60}\)){0,2}\"? ?[,:–—]{0,2} ?"
    rf"(?:修[正订改][前后])?·?(?:的|之|中的?|里的?|内的?|上的?|所?规定的)?(?:{_PART}){{0,4}}"
    rf"(?:(?:关于|有关)[{HAN}\"]{{1,20}}?的|的|中的?|里的?)?"
    r"(?:相关|有关)?(?:规定)?[(:]?(?:即|如|例如|包括|特别是|尤其是|见|详见|参见)?"
    r"[\"(\[]{0,2}(?:原|旧)?\"?"
)
# 民法典577条; but 民法典,577条 may count so many articles
_TO_BARE = re.compile(r"[\"'》]{0,2}(?:\([^()\n]{0,60}\))? ?")

_OF_LAW = re.compile(
    rf"[\"']?(?:{GLOSS})?(?: ?(?P<apart>[,:–—/])|-)? ?(?:thereof,? ?)?(?P<of>"
    r"(?:of|in|under|from|within|contained in|found in|pursuant to|to|according to"
    r"|as (?:provided|set out|stipulated|stated|defined|prescribed) (?:for )?(?:in|by)"
    r"|(?:provided|set out|stipulated|stated|laid down|prescribed) (?:for )?in) )?"
    r"[\"'(\[《]{0,2}",
    re.IGNORECASE,
)
_IS_OF = re.compile(r" (?:of|under) (?:(?:the|its|China's|PRC) )*[A-Z]")
_RESPECTIVELY = re.compile(r"\)?,? respectively\b")
_REFERS_BACK = re.compile(
    rf"(?:{GLOSS})?,? (?:thereof\b(?! ?\()|(?:of|under|in) "
    r"(?:(?:that|the same|same|the said|said|such|the aforesaid|the aforementioned)"
    r" (?:law|code|act|statute|legislation)\b"
    # “the Law” is the law named last, unless it is the start of a title
    r"|the (?-i:Law|Code|Act)\b(?! (?:on|of|for|to|concerning|governing|against"
    r"|regarding|relating|promoting|(?-i:[A-Z])))|the latter\b))",
    re.IGNORECASE,
)
_REFERS_BACK_CHINESE = re.compile(
    r"(?:该|同|上述|前述|前引|上引)(?:部)?(?:法律|法典|法)(?:的|中的?|之)?(?:规定的)?\"?$"
)
# “of the Regulations”, “in the German Civil Code”: to a law that is not known here
_OF_OTHER = re.compile(
    r"(?: ?\([^()\n]{1,60}\))? ?,? ?(?:of|in|under|from|to) (?:(?:the|both|its|their"
    r"|that|this|a|an|said) )*(?:[a-z ]{0,30}|(?=[A-Z])[^.;:()\n]{0,80}?)"
)
_AND = re.compile(r"(?:, |,? (?:and|or|as well as|&) )(?=[0-9])")
# “the Civil Code, which deals with it, and Art. 1023”
_CONTINUED = re.compile(
    r"(?:,? art(?:icle)?s?\b[^a-z]{1,20})?,? (?:which|that|whose) "
    rf"[^.;:!?\n]{{0,{REACH}}}?"
    r"\b(?:and|as well as) (?:in |under |by )?",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"[^.;:,()\n]{0,60}? (?:of|under) ")
_VERSION_BEHIND = re.compile(
    rf" ?\((?:(?:as )?(?:amended|revised) (?:in )?)?({YEAR})年?"
    r"(?:[ -]?(?:amend|rev|version|ed)[^()\n]{0,12}|修[正订改]|版)?\)"
)
_FORMER_BEFORE = re.compile(
    r"(?:\b(?:former|old|then|then-[a-z]+|previous|original|ex-) ?|[旧原]"
    r"|修[正订改]前的?)\"?$",
    re.IGNORECASE,
)
# “Article 281 (now Article 298)”: the number is that of a former text
_RENUMBERED = re.compile(
    r"(?: ?[(\[]|, ?)(?:现(?:行|为|行为|行法为?)?第"
    r"|(?:now|currently|presently|today|since renumbered|renumbered|later renumbered)"
    r"(?: as| to)? (?:art(?:icle)?s?\b|§))",
    re.IGNORECASE,
)


# What joins a list to a law behind it: “of”, a comma and the like, or nothing
Link = Literal["of", "apart", "next"]


def next_count(plain: str, name: LawName) -> int:
    """Return the place of what is counted behind a law: “… and 1165 of the …”."""
    match = _AND.match(plain, name.after)
    return match.end() if match else name.after


def connects(plain: str, end: int, articles: ArticleList) -> bool:
    """Return whether only connecting words are between a law and a list behind it."""
    if articles.start - end > REACH:
        return False
    pattern = _TO_ENGLISH
    if articles.chinese:
        pattern = _TO_BARE if articles.bare else _TO_CHINESE
    return pattern.fullmatch(plain, end, articles.start) is not None


def link_to_law(plain: str, articles: ArticleList, name: LawName) -> Link | None:
    """Return what joins a list to a law behind it; None if other words do."""
    end = articles.end
    # “Chapter III (Articles 38–43) of the …”
    if plain[max(0, articles.start - 1) : articles.start] == "(":
        end += plain.startswith(") of ", end)
    if name.lead - end > REACH:
        return None
    if not name.law and _OF_OTHER.fullmatch(plain, end, name.lead):
        return "of"
    match = _OF_LAW.fullmatch(plain, end, name.lead)
    if match is None:
        return None
    if match["of"]:
        return "of"
    return "apart" if match["apart"] else "next"


def is_of(plain: str, articles: ArticleList) -> bool:
    """Return whether “of” and a law, known or not, follow a list of articles."""
    return _IS_OF.match(plain, articles.end) is not None


def is_shared(plain: str, articles: ArticleList) -> bool:
    """Return whether the articles are those of several laws, “respectively”."""
    return (
        len(articles.items) > 1 and _RESPECTIVELY.match(plain, articles.end) is not None
    )


def refers_back(plain: str, articles: ArticleList) -> bool:
    """Return whether 该法 is before a list, or “of that law” behind it."""
    if articles.chinese:
        floor = max(0, articles.start - 12)
        return _REFERS_BACK_CHINESE.search(plain, floor, articles.start) is not None
    return _REFERS_BACK.match(plain, articles.end) is not None


def continues(plain: str, end: int, articles: ArticleList) -> bool:
    """Return whether a list goes on with the law that ends at a place before it."""
    return (
        _CONTINUED.fullmatch(plain, end, articles.start) is not None
        and _OF_ANOTHER.match(plain, articles.end) is None
    )


def is_near(plain: str, end: int, start: int) -> bool:
    """Return whether “that law” can be a law that ends so far before it."""
    return start - end <= BACK and "\n" not in plain[end:start]


def version_of(plain: str, articles: ArticleList, name: LawName) -> str:
    """Return the version that words beside a list name: “art. 282 (2017)”."""
    if _FORMER_BEFORE.search(plain, max(0, articles.start - 20), articles.start):
        return FORMER
    if _RENUMBERED.match(plain, articles.end):
        return FORMER
    if name.follows(articles.end):
        is_former = not name.version and _RENUMBERED.match(plain, name.after)
        return FORMER if is_former else name.version
    year = _VERSION_BEHIND.match(plain, articles.end)
    return year[1] if year else name.version
