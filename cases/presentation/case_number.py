"""A case number part by part, in the language of a page and in the other one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import Court, CourtLevel
from cases.numbers import courts, types
from cases.numbers.courts import CourtCode, Pair
from cases.numbers.parse import CaseNumber
from cases.presentation.text import LanguageText

_RANDOM = "刑核"  # article 10: its numbers are drawn, so that none can be guessed


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in the page's language, and the same in the other."""

    words: LanguageText
    second: LanguageText
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a number as both writings have it, and what it says."""

    label: str
    chinese: str
    latin: str
    lines: list[Line] = field(default_factory=list)


class Explainer:
    """Explains numbers in a language; `courts` are those that have a page here."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.other = "en" if language == "zh-hans" else "zh-hans"
        self.courts: dict[str, str] = {}

    def parts(self, number: CaseNumber) -> list[Part]:
        """Return its parts in order; one query for the courts."""
        court = courts.describe(number.court_code)
        chain = [court, *_above(court)]
        self.courts = _pages(chain)
        with translation.override(self.language):
            return [
                self._year(number),
                self._court(number, chain),
                self._type(number),
                self._serial(number),
                *self._part(number),
            ]

    def court_and_type(self, number: CaseNumber) -> LanguageText:
        """Return in one line what tells a reading from another."""
        court = courts.describe(number.court_code)
        kind = types.describe(number.type_code)
        names = (
            self._first(court.name) or number.court_code,
            self._first((kind.english, kind.chinese)) or number.type_code,
        )
        with translation.override(self.language):
            between = _("%(court)s: %(kind)s")
        words = between % {"court": names[0], "kind": names[1]}
        return LanguageText(words, self.language, self.language)

    def _first(self, pair: Pair) -> str:
        return pair[self.language == "zh-hans"]

    def _pair(self, pair: Pair, url: str = "") -> Line:
        first = "zh-hans" if self.language == "zh-hans" else "en"
        other = "en" if first == "zh-hans" else "zh-hans"
        words = dict(zip(("en", "zh-hans"), pair, strict=True))
        return Line(
            LanguageText(words[first], first, self.language),
            LanguageText(words[other], other, self.language),
            url,
        )

    def _both(self, say: Callable[[bool], str]) -> Line:
        """Say something in both languages; `say` is told whether in Chinese."""
        words = say(self.language == "zh-hans")
        with translation.override(self.other):
            second = say(self.other == "zh-hans")
        return Line(
            LanguageText(words, self.language, self.language),
            LanguageText("" if second == words else second, self.other, self.language),
        )

    def _year(self, number: CaseNumber) -> Part:
        year = f"({number.year})"
        said = self._both(
            lambda _chinese: (
                _("Filed in %(year)s: the year of filing, not of judgment.")
                % {"year": number.year}
            )
        )
        return Part(_("Year of filing"), year, "", [said])

    def _court(self, number: CaseNumber, chain: list[CourtCode]) -> Part:
        court = chain[0]
        lines = []
        if court.is_known:
            lines.append(self._pair(court.name, self.courts.get(court.code, "")))
        else:
            lines.append(
                self._both(
                    lambda _chinese: _(
                        "Our table has no court with this code. It is kept as written."
                    )
                )
            )
        if court.level:
            lines.append(self._both(lambda chinese: _place(court, chinese)))
        if court.kind_words[0]:
            lines.append(
                self._both(
                    lambda chinese: (
                        _("By its number: %(kind)s.")
                        % {"kind": court.kind_words[chinese]}
                    )
                )
            )
        if len(chain) > 1:
            lines.append(
                self._both(
                    lambda chinese: (
                        _("Above it, as the code tells: %(courts)s.")
                        % {"courts": _named(chain[1:], chinese)}
                    )
                )
            )
        return Part(_("Court code"), court.code, number.latin_court, lines)

    def _type(self, number: CaseNumber) -> Part:
        kind = types.describe(number.type_code)
        english = kind.english[:1].upper() + kind.english[1:]
        lines = [self._pair((english, kind.chinese))]
        if not kind.is_known:
            lines = [
                self._both(
                    lambda _chinese: _(
                        "Our table has no such type. It is kept as it is written."
                    )
                )
            ]
        if kind.special[0]:
            lines.append(
                self._both(
                    lambda chinese: (
                        _("The first character stands for: %(field)s.")
                        % {"field": kind.special[chinese]}
                    )
                )
            )
        return Part(_("Type of case"), number.type_code, number.latin_type, lines)

    def _serial(self, number: CaseNumber) -> Part:
        lines = [
            self._both(
                lambda _chinese: _(
                    "Its place in the order in which the court filed cases of this "
                    "type that year."
                )
            )
        ]
        if number.type_code == _RANDOM:
            lines = [
                self._both(
                    lambda _chinese: _("In criminal reviews it is drawn at random.")
                )
            ]
        chinese, latin = f"{number.serial}号", f"No. {number.serial}"
        return Part(_("Serial number"), chinese, latin, lines)

    def _part(self, number: CaseNumber) -> list[Part]:
        if not number.part:
            return []
        said = self._both(lambda _chinese: _("One of several papers in one case."))
        chinese = number.chinese.rpartition("号")[2]
        return [Part(_("Paper"), chinese, f"-{number.part}", [said])]


def _above(court: CourtCode) -> list[CourtCode]:
    chain = []
    while court.above:
        court = courts.describe(court.above)
        chain.append(court)
    return chain


def _place(court: CourtCode, chinese: bool) -> str:
    level = CourtLevel(court.level).label
    province = court.province[chinese]
    if not province:
        return str(level)
    return _("%(level)s, %(province)s") % {"level": level, "province": province}


def _named(courts: list[CourtCode], chinese: bool) -> str:
    """Return `Beijing High People's Court (京)`, one after the other."""
    names = [
        _("%(court)s (%(code)s)") % {"court": one.name[chinese], "code": one.code}
        if one.is_known
        else one.code
        for one in courts
    ]
    return ("、" if chinese else ", ").join(names)


def _pages(courts: list[CourtCode]) -> dict[str, str]:
    """Return the address of each court that has a page here, by code or by name."""
    names = {one.name[1]: one.code for one in courts if one.is_known}
    codes = {one.code for one in courts}
    rows = Court.objects.filter(
        Q(code__in=codes) | Q(texts__name__in=list(names))
    ).values_list("slug", "code", "texts__name")
    found = {}
    for slug, code, name in rows:
        known = code if code in codes else names.get(name or "")
        if known:
            found[known] = reverse("court", args=[slug])
    return found
