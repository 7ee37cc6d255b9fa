"""A case number part by part, in the language of a page and in the other one."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Court, CourtLevel
from cases.numbers import courts, types
from cases.numbers.courts import CourtCode, Pair
from cases.numbers.old import OldNumber
from cases.numbers.parse import CaseNumber
from cases.presentation.names import court_name
from cases.presentation.text import LanguageText, choose
from cases.snapshots import texts_of
from cases.snapshots.schema import CourtShape
from cjo.lib import chinese_numerals
from cjo.lib.locales import list_text
from cjo.lib.passages import is_right_to_left

# For whoever has no number at hand; the first must be readable in a single way
EXAMPLES = (
    "(2023)沪01协外认28号",
    "(2023) Hu 01 Xie Wai Ren No. 28",
    "2021 Jing 0491 Min Chu 45708",
    "（2024）京73民终546号",
)
_RANDOM = "刑核"  # article 10: its numbers are drawn, so that none can be guessed
_LANGUAGES = ("en", "zh-hans")  # those of a Pair


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in the page's language, and the same in the other."""

    words: LanguageText
    second: LanguageText
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a number in both writings, and its meaning."""

    label: str
    chinese: str
    latin: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class ShortPart:
    """A part of a number in Chinese, and its meaning in a few words."""

    chinese: str
    meaning: LanguageText


class Explainer:
    """Explains numbers in a language, and in the other one of English and Chinese."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.other = "en" if language == "zh-hans" else "zh-hans"

    def parts(self, number: CaseNumber) -> list[Part]:
        """Return the parts in their order; one query, for the pages of courts."""
        with translation.override(self.language):
            return [
                self._year(number),
                self._court(number),
                self._type(number),
                self._serial(number),
                *self._part(number),
            ]

    def in_short(self, number: CaseNumber) -> list[ShortPart]:
        """Return the parts with what each means, without links; no query."""
        court = self._name(courts.describe(number.court_code).name)
        described = types.describe(number.type_code)
        kind = self._name((_capitalised(described.english), described.chinese))
        with translation.override(self.language):
            return [
                ShortPart(f"({number.year})", self._own(_("Year of filing"))),
                ShortPart(number.court_code, court or self._own(_("Court code"))),
                ShortPart(number.type_code, kind or self._own(_("Type of case"))),
                ShortPart(f"{number.serial}号", self._own(_("Serial number"))),
            ]

    def old_parts(self, number: OldNumber, known: list[CourtShape]) -> list[Part]:
        """Return the parts of a number of the form before 2016; one query at most.

        `known` is the court of the published case that bears the number, if any.
        """
        with translation.override(self.language):
            return [
                self._year(number),
                self._letters(number, known),
                self._serial_of_old(number),
                *self._part(number),
            ]

    def court_and_type(self, number: CaseNumber) -> LanguageText:
        court = courts.describe(number.court_code)
        kind = types.describe(number.type_code)
        names = {
            "court": self._name(court.name) or number.court_code,
            "kind": self._name((kind.english, kind.chinese)) or number.type_code,
        }
        with translation.override(self.named_in):
            # Translators: Only the colon; kind is a type of case such as “civil, first
            # instance”.
            words = _("%(court)s: %(kind)s") % names
        return LanguageText(words, self.named_in, self.language)

    @property
    def named_in(self) -> str:
        # a name is not translated: a page in a third language shows the English one
        return "zh-hans" if self.language == "zh-hans" else "en"

    def _name(self, pair: Pair) -> LanguageText:
        name = dict(zip(_LANGUAGES, pair, strict=True))[self.named_in]
        return LanguageText(name, self.named_in, self.language)

    def _own(self, words: str) -> LanguageText:
        return LanguageText(words, self.language, self.language)

    def _pair(self, pair: Pair, url: str = "") -> Line:
        names = dict(zip(_LANGUAGES, pair, strict=True))
        second = LanguageText(names[self.other], self.other, self.language)
        return Line(self._name(pair), second, url)

    def _sentence(self, sentence: str | Promise, **values: object) -> Line:
        """Return a sentence in both languages; of a Pair the side of each is taken."""
        words = _in_language(sentence, values, self.language)
        second = _in_language(sentence, values, self.other)
        return Line(
            LanguageText(words, self.language, self.language),
            LanguageText("" if second == words else second, self.other, self.language),
        )

    def _letters(self, number: OldNumber, known: list[CourtShape]) -> Part:
        unknown = gettext_lazy(
            "Each court chose its own letters until 2015, and no table defines them."
        )
        lines = [self._sentence(unknown)]
        for bearer in known:
            names = tuple(court_name(bearer, language).plain for language in _LANGUAGES)
            its_court = gettext_lazy("%(court)s heard the case with this number.")
            line = self._sentence(its_court, court=names)
            url = reverse("court", args=[bearer["key"]])
            lines.insert(0, replace(line, url=url))
        if number.court_code and not known:
            court = courts.describe(number.court_code)
            urls = _pages([court])
            likely = (
                # Translators: “They” are the letters in a case number; court is always
                # the Supreme People’s Court.
                gettext_lazy("They name no court: such numbers are of the %(court)s.")
                if number.names_no_court
                # Translators: “They” are the letters in a case number.
                else gettext_lazy("They shorten the name of a court: %(court)s.")
            )
            line = self._sentence(likely, court=court.name)
            lines.insert(0, replace(line, url=urls.get(court.code, "")))
        # Translators: The label of a part of an old case number: its Chinese
        # characters, which stand for the court, its division and the type of case.
        label = _("Letters of court, division and type")
        letters = f"{number.letters}字" if number.is_chinese else ""
        return Part(label, letters, "" if letters else number.letters, lines)

    def _serial_of_old(self, number: OldNumber) -> Part:
        order = gettext_lazy("The court counted the cases of each year and kind.")
        chinese, latin = f"第{number.serial}号", f"No. {number.serial}"
        return Part(_("Serial number"), chinese, latin, [self._sentence(order)])

    def _year(self, number: CaseNumber | OldNumber) -> Part:
        line = self._sentence(
            gettext_lazy("Filed in %(year)s: the year of filing, not of judgment."),
            year=number.year,
        )
        return Part(_("Year of filing"), f"({number.year})", "", [line])

    def _court(self, number: CaseNumber) -> Part:
        court = courts.describe(number.court_code)
        higher = _above(court)
        urls = _pages([court, *higher])
        if court.is_known:
            lines = [self._pair(court.name, urls.get(court.code, ""))]
        else:
            # Translators: “It” is the code of a court in a case number.
            unknown = gettext_lazy(
                "Our table has no court with this code. It is kept as written."
            )
            lines = [self._sentence(unknown)]
        lines += self._divisions(court)
        if court.level:
            level = CourtLevel(court.level).label
            # Translators: Only the comma; level is such as “Primary people’s court”.
            place = gettext_lazy("%(level)s, %(province)s")
            lines.append(
                self._sentence(place, level=level, province=court.province)
                if court.province[0]
                else self._sentence(level)
            )
        if court.kind_words[0]:
            # Translators: “Its” is the code of a court: the digits tell the kind of
            # court, such as a railway transport court.
            by_number = gettext_lazy("By its number: %(kind)s.")
            lines.append(self._sentence(by_number, kind=court.kind_words))
        if higher:
            # a third language has the English names, in a list of its own form
            first = "en" if self.language == "zh-hans" else self.language
            names = (_names(higher, first), _names(higher, "zh-hans"))
            # Translators: courts are the courts that hear appeals from this one.
            above = gettext_lazy("Above it, as the code tells: %(courts)s.")
            lines.append(self._sentence(above, courts=names))
        return Part(_("Court code"), court.code, number.latin_court, lines)

    def _divisions(self, court: CourtCode) -> list[Line]:
        """Return a sentence on each division whose cases have the code of its court."""
        # Translators: court is a division of the court that the code stands for: its
        # cases have the same code.
        included = gettext_lazy("Cases of its division are included: %(court)s.")
        rows = Court.objects.exclude(code=court.code).filter(
            division_of__code=court.code
        )
        lines = []
        for division in rows.prefetch_related("texts"):
            texts = texts_of(division.texts.all())
            names = tuple(choose(texts, "name", code).plain for code in _LANGUAGES)
            line = self._sentence(included, court=names)
            lines.append(replace(line, url=division.get_absolute_url()))
        return lines

    def _type(self, number: CaseNumber) -> Part:
        kind = types.describe(number.type_code)
        if kind.is_known:
            lines = [self._pair((_capitalised(kind.english), kind.chinese))]
        else:
            # Translators: “It” is the type of case in a case number.
            unknown = gettext_lazy(
                "Our table has no such type. It is kept as it is written."
            )
            lines = [self._sentence(unknown)]
        if kind.special[0]:
            # Translators: The first Chinese character of the type of case; field is
            # such as “civil”.
            first = gettext_lazy("The first character stands for: %(field)s.")
            lines.append(self._sentence(first, field=kind.special))
        return Part(_("Type of case"), number.type_code, number.latin_type, lines)

    def _serial(self, number: CaseNumber) -> Part:
        if number.type_code == _RANDOM:
            # Translators: “It” is the serial number of a case; a criminal review is
            # that of a death sentence.
            order = gettext_lazy("In criminal reviews it is drawn at random.")
        else:
            # Translators: “Its” is the case: the sentence explains the serial number.
            order = gettext_lazy(
                "Its place in the order in which the court filed cases of this "
                "type that year."
            )
        chinese, latin = f"{number.serial}号", f"No. {number.serial}"
        return Part(_("Serial number"), chinese, latin, [self._sentence(order)])

    def _part(self, number: CaseNumber | OldNumber) -> list[Part]:
        if not number.part:
            return []
        line = self._sentence(gettext_lazy("One of several documents in one case."))
        chinese = f"之{chinese_numerals.write(number.part)}"
        # Translators: The label of a part of a case number: it tells documents of one
        # case apart.
        return [Part(_("Document"), chinese, f"-{number.part}", [line])]


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]


def number_address(text: str) -> str:
    """Return the address that explains a number, or says why it is none."""
    return f"{reverse('case_number')}?{urlencode({'q': text})}"


def _in_language(
    sentence: str | Promise, values: dict[str, object], language: str
) -> str:
    is_chinese = language == "zh-hans"
    sides = {
        name: _isolated(value[is_chinese], language)
        for name, value in values.items()
        if isinstance(value, tuple)
    }
    with translation.override(language):
        return str(sentence) % {**values, **sides}


def _isolated(name: str, language: str) -> str:
    """Put signs of Unicode around an English name in a sentence from right to left."""
    return f"\u2068{name}\u2069" if is_right_to_left(language) else name


def _above(court: CourtCode) -> list[CourtCode]:
    chain = []
    while court.above:
        court = courts.describe(court.above)
        chain.append(court)
    return chain


def _names(chain: list[CourtCode], language: str) -> str:
    """Return `Beijing High People’s Court (京)` and the courts above it."""
    is_chinese = language == "zh-hans"
    with translation.override(language):
        names = [
            # Translators: Only brackets; code is the court’s part of case numbers, such
            # as 京73.
            _("%(court)s (%(code)s)")
            % {"court": court.name[is_chinese], "code": court.code}
            if court.is_known
            else court.code
            for court in chain
        ]
    return list_text(names, language)


def _pages(chain: list[CourtCode]) -> dict[str, str]:
    # by name too: an editor may not have entered the code of a court
    codes_by_name = {court.name[1]: court.code for court in chain if court.is_known}
    codes = {court.code for court in chain}
    rows = Court.objects.filter(
        Q(code__in=codes) | Q(texts__name__in=list(codes_by_name))
    ).values_list("slug", "code", "texts__name")
    urls = {}
    for slug, code, name in rows:
        known = code if code in codes else codes_by_name.get(name or "")
        if known:
            urls[known] = reverse("court", args=[slug])
    return urls
