"""English lists of articles: “Arts. 13(1), 14 and 16 et seq.”

The text is tidied (`cases.citations.tidying`): spaces are single, brackets narrow.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from cases.citations.articles import ITEMS_READ, ArticleList, Item
from cases.citations.english_numerals import ROMAN, WORDS, read_roman, read_words

# “1,165” is one number: the Civil Code is the only law that is so long
_FIGURES = r"(?:[1-9],[0-9]{3}(?![0-9])|[0-9]{1,4}(?![0-9]))"
_HEAD = re.compile(
    r"(?<![A-Za-z0-9])(?:art(?:icle)?(?P<many>s?)[.:]?|§(?P<signs>§?))"
    rf"(?: ?(?:nos?\.?|nr\.?|n°|numbers?))? ?(?=[0-9]|{WORDS}|{ROMAN})",
    re.IGNORECASE,
)
_NUMBERS = {
    "figures": re.compile(
        rf"(?P<number>{_FIGURES})(?:(?:\.[0-9]{{1,2}}(?![0-9])){{1,3}}"
        r"|-(?P<second>[0-9]{1,4})(?![0-9A-Za-z])"
        r"| ?(?P<latin>bis|ter|quater)\b|(?P<letter>\([A-H]\)|[A-H](?![0-9A-Za-z])))?"
        r"(?![0-9A-Za-eg-z])"
    ),
    "words": re.compile(rf"(?P<number>{WORDS})", re.IGNORECASE),
    "roman": re.compile(rf"(?P<number>{ROMAN})", re.IGNORECASE),
}
_ROMAN = re.compile(rf"(?:[IVX](?= (?:of|and|or|to)\b|[,(–-])|(?=[CXVIL]{{2}}){ROMAN})")
_LATIN = {"bis": 1, "ter": 2, "quater": 3}

# What belongs to an article: its paragraphs, sentences and items
_ORDINAL = r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|last|final)"
_UNIT = (
    r"(?:(?:sub-?)?(?:paragraphs?|paras?|items?|clauses?|sections?|points?)|sentences?"
    r"|sent|cl|subsections?|nos?|nr|numbers?|lit|letters?|indents?|abs|absatz|satz|s|al|ziff)(?:\.|\b)"
)
_PART = (
    r"\(?(?:[0-9]{1,2}(?![0-9])|[a-z](?![a-z])|[ivx]{1,5}(?![a-z])"
    r"|one\b|two\b|three\b)\)?"
)
_BRACKET = r"\((?:[0-9]{1,2}|[a-z]|[ivx]{1,5})\)"
_TAIL = re.compile(
    rf"(?: ?{_BRACKET}(?:(?:, ?| and | or |, and | to |[–-]){_BRACKET}){{0,5}}"
    rf"|,? ?\(?(?:the )?{_ORDINAL} (?:and {_ORDINAL} )?"
    r"(?:paragraph|sentence|item|clause)s?\)?"
    # of several paragraphs: “paragraphs 1 and 2”
    rf"|,? (?:paragraphs|paras|items|clauses|sentences|nos|points)\.? {_PART}"
    rf"(?:(?:, | and | or |, and | to | through | ?[–-] ?){_PART}){{0,6}}"
    rf"|,? \(?(?P<unit>{_UNIT}) ?{_PART}(?: (?:of|to|and|or) {_UNIT} ?{_PART})?\)?"
    r"| §{1,2} ?[0-9]{1,2}(?![0-9])|, § ?[0-9](?![0-9])"
    r"| (?-i:[IVX]{1,4})(?= (?:no|nr|sent|s)\b|,| (?-i:[A-Z]))"
    r"| [a-z]\)|,? \(?inclusive\b\)?|,? (?:et )?(?:seqq?|sqq?)\b\.?"
    r"|,? et al\b\.?| ?ff?(?:\.|\b)"
    r"|,? (?:and )?(?:the )?(?:following|subsequent|onwards?|beyond)\b(?: articles)?"
    r"){1,6}",
    re.IGNORECASE,
)
_UNIT_OF = (
    rf"(?:(?:the )?(?:{_ORDINAL} {_UNIT}"
    rf"|{_UNIT} ?{_PART}(?:(?:, | and | to ){_PART})?)(?: of |, )){{1,3}}"
)
# A remark in brackets between two articles, which names no law
GLOSS = (
    r" ?[(\[](?!(?-i:[^()\[\]\n]*(?:\b[A-Z]{3,}\b|Law|Code|Act|法)))"
    r"[^()\[\]\n]{1,80}[)\]]"
)
_NEXT = re.compile(
    rf"(?:{GLOSS}|, which [a-z '-]{{1,60}}(?=, )| ?(?:…|\.\.\.))?"
    r"(?:(?P<range> ?[–—~-] ?"
    r"|,? (?:up )?(?:to|through|thru|until|till)(?: and including)? )"
    r"|,? (?:and/or|and|or|nor|but(?: not)?|not|&|as well as|together with|plus"
    r"|(?:read )?(?:together )?with"
    r"|(?:read )?in (?:conjunction|connection|combination) with) | ?/ ?"
    r"| ?(?P<comma>[,;]) ?(?:and/or |and |or |& ?|as well as |also )?)"
    # “paragraph 1 of Article 13 and paragraph 2 of Article 14”
    rf"(?P<word>(?:{_UNIT_OF})?(?:under |of |in )?art(?:icle)?s?\.? ?|§§? ?)?"
    # “Article 282, 2017 Civil Procedure Law”: the year is the law's
    r"(?!(?:19|20)[0-9]{2} (?-i:[A-Z]|amend|rev|ver))",
    re.IGNORECASE,
)


# Not “Section 3 of Chapter II”, nor “Chapter II, Section 3”
_SECTION = re.compile(
    r"(?<![A-Za-z0-9'-])(?:[Ss]ections?|[Ss]ecs?\.?|ss?\.?) (?=[0-9])"
    r"(?![0-9]+,? of (?:the )?(?:Book|Part|Chapter|Title))"
)
_PART_BEFORE = re.compile(
    r"\b(?:book|bk|part|pt|chapter|ch|title|art(?:icle)?)\b\.? [A-Za-z0-9]{1,8},? $",
    re.IGNORECASE,
)
# A number behind a single “Article 13”: another article, if no thing follows it that is
# counted (“Art. 13, 30 days”), and if it is no year
_FOLLOWS = re.compile(
    r"(?!(?:19|20)[0-9]{2}\b)[0-9]{1,4}(?:\([0-9a-z]{1,2}\))*"
    r"(?! ?%|[.,]?[0-9]| (?!(?:and|or|to|of|in|for|on|is|are|as|by|with|which|that|may"
    r"|must|shall|appl(?:y|ies)|provides?|requires?|stipulates?|states?|sets?"
    r"|prescribes?)\b)[a-z])"
)


def english_lists(plain: str) -> Iterator[ArticleList]:
    """Yield the lists of a text: those of articles, then those of sections."""
    place = 0
    while head := _HEAD.search(plain, place):
        place = head.end()
        numbers = _NUMBERS[_style(plain, head)]
        many = bool(head["many"] or head["signs"])
        items = _items(plain, place, numbers, many=many)
        is_section = head[0][0] == "§" and _is_of_part(plain, head.start())
        if items and not is_section:
            place = items[-1].end
            if many and len(items) == 1:
                items = _apart(plain, items[0])
            yield ArticleList(head.start(), place, items, chinese=False)
    yield from _sections(plain)


def _sections(plain: str) -> Iterator[ArticleList]:
    """Yield lists of sections: with a law behind them, they are articles."""
    for head in _SECTION.finditer(plain):
        numbered = bare_list(plain, head.end())
        if numbered is not None and not _is_of_part(plain, head.start()):
            yield replace(numbered, start=head.start())


def bare_list(plain: str, place: int) -> ArticleList | None:
    """Return the list of numbers that begins at a place."""
    items = _items(plain, place, _NUMBERS["figures"], many=True)
    if not items or any(item.worded for item in items):
        return None
    end = items[-1].end
    return ArticleList(place, end, items, chinese=False, bare=True)


def _is_of_part(plain: str, place: int) -> bool:
    return _PART_BEFORE.search(plain, max(0, place - 20), place) is not None


def _style(plain: str, head: re.Match[str]) -> str:
    if plain[head.end()].isdigit():
        return "figures"
    # “the articles I read” counts nothing
    is_roman = head[0][0].isupper() and plain[head.end()].isupper()
    return "roman" if is_roman and _ROMAN.match(plain, head.end()) else "words"


def _items(
    plain: str, place: int, numbers: re.Pattern[str], *, many: bool
) -> list[Item]:
    items: list[Item] = []
    start, firm, worded, ranges, of_units = place, True, False, False, False
    while len(items) < ITEMS_READ and (match := numbers.match(plain, place)):
        article, last = _read(match)
        if not article:
            break
        tail = _TAIL.match(plain, match.end())
        end = tail.end() if tail else match.end()
        ascends = not items or int(article.partition("-")[0]) > items[-1].number
        follows = _FOLLOWS.match(plain, place) is not None
        if not (ascends or follows or worded):
            break  # “Articles 66, 67, 5 percent”
        firm = firm or (ascends and follows)
        if of_units and not ascends:
            # “Art. 13 no. 1, 2 and 3”: still numbers of article 13
            items[-1] = replace(items[-1], end=end)
        elif ranges and items:
            _extend(items, article, start, end, firm=firm)
        elif last:  # “13-15”, written without spaces
            middle = match.start("second")
            items.append(Item(start, middle - 1, article, firm, worded, last))
            items.append(Item(middle, end, str(last), firm))
        else:
            items.append(Item(start, end, article, firm, worded))
        of_units |= tail is not None and tail["unit"] is not None
        step = _NEXT.match(plain, end)
        if step is None or (step["comma"] == ";" and not (many or step["word"])):
            break
        ranges, place = step["range"] is not None, step.end()
        worded = step["word"] is not None
        of_units &= not worded
        firm = many or worded
        start = step.start("word") if worded else place
    return items


def _read(match: re.Match[str]) -> tuple[str, int]:
    """Return an article and, of a range without spaces, its last article, else 0."""
    written = match["number"]
    if written[0].isdigit():
        number: int | None = int(written.replace(",", ""))
    else:
        number = read_roman(written) or read_words(written)
    if not number:
        return "", 0
    parts = match.groupdict()
    latin = parts.get("latin")
    if latin:
        return f"{number}-{_LATIN[latin.lower()]}", 0
    letter = parts.get("letter")
    if letter:  # 253A and 253(A) are 第二百五十三条之一
        return f"{number}-{ord(letter.strip('()')) - ord('A') + 1}", 0
    second = parts.get("second") or ""
    if not int(second or "0"):
        return str(number), 0
    # one figure behind a hyphen counts an article put in later: 120-1
    last = int(second) if len(second) == 1 else _whole(number, second)
    return (str(number), last) if last > number else (f"{number}-{int(second)}", 0)


def _whole(number: int, second: str) -> int:
    """Return 1038 for the “38” of “1034–38”."""
    first = str(number)
    if len(second) < len(first):
        return int(first[: len(first) - len(second)] + second)
    return int(second)


def _apart(plain: str, item: Item) -> list[Item]:
    """Return the ends of “arts. 584-5”: in the singular it would be one article."""
    first, _hyphen, second = item.article.partition("-")
    hyphen = item.start + len(first)
    last = _whole(int(first), second or "0")
    if last <= int(first) or not plain.startswith(f"-{second}", hyphen):
        return [item]
    return [
        replace(item, end=hyphen, article=first, last=last),
        replace(item, start=hyphen + 1, article=str(last)),
    ]


def _extend(
    items: list[Item], article: str, start: int, end: int, *, firm: bool
) -> None:
    """Add the end of a range, unless it is before the range's start."""
    first = items[-1]
    if "-" not in article:
        article = str(_whole(first.number, article))
    last = int(article.partition("-")[0])
    if last > first.number:
        items[-1] = replace(first, last=last)
        items.append(Item(start, end, article, firm))
