"""A case as its page prints it: each fact with its certainty and sources."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import CourtKind, CourtLevel, Instance
from cases.presentation.amount import format_amount
from cases.presentation.dates import format_date
from cases.presentation.names import article_name, court_name, law_name
from cases.presentation.sources import SourceList, Statement, statements
from cases.presentation.text import LanguageText, choose, method_of, second_text
from cases.snapshots.schema import (
    CaseShape,
    CourtShape,
    ProceedingShape,
    ProvisionShape,
    Texts,
)

# Facts in words, in the order of the page; some are missed where they are unknown
_TEXTS = {
    "cause_of_action": gettext_lazy("Cause of action"),
    "parties": gettext_lazy("Parties, as anonymised"),
    "facts": gettext_lazy("Facts"),
    "claim": gettext_lazy("Claim"),
    "defence": gettext_lazy("Defence"),
    "issues": gettext_lazy("Issues"),
    "holding": gettext_lazy("Holding"),
    "outcome": gettext_lazy("Outcome"),
}
_MISSED = {"cause_of_action", "parties", "facts", "holding", "outcome"}
_OURS = {"pointers", "significance"}  # said by this site: its page is the source


@dataclass(frozen=True, slots=True)
class Line:
    """A text, the same in the second language, and the statements of its sources."""

    words: LanguageText
    second: LanguageText
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LawLine:
    """A law with its articles as a case names them, each with its page's address."""

    law: LanguageText
    url: str
    articles: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact; without lines or laws it is unknown, and the page says so."""

    key: str
    label: str
    lines: list[Line]
    statements: list[Statement]
    laws: list[LawLine] = field(default_factory=list)

    @property
    def is_unsourced(self) -> bool:
        """Tell whether something is stated of which nobody noted a source."""
        if self.key in _OURS or not (self.lines or self.laws):
            return False
        said = [
            *self.statements,
            *(one for line in self.lines for one in line.statements),
        ]
        return not any(one.marks for one in said)


@dataclass(frozen=True, slots=True)
class CaseFacts:
    title: LanguageText
    second_title: LanguageText
    name: LanguageText
    court: CourtShape | None
    court_name: LanguageText
    date: str
    case_number: str
    method: str
    facts: list[Fact]
    sources: SourceList


def case_facts(snapshot: CaseShape, language: str) -> CaseFacts:
    """Read a snapshot in a language."""
    with translation.override(language):
        reader = _Reader(snapshot, language)
        facts = [
            reader.court(),
            *reader.numbers_and_date(),
            *reader.names(),
            *reader.texts(),
            reader.amounts(),
            reader.proceedings(),
            *reader.provisions(),
            *reader.significance(),
        ]
    texts = snapshot["texts"]
    return CaseFacts(
        title=choose(texts, "title", language),
        second_title=second_text(texts, "title", language),
        name=choose(texts, "name", language),
        court=snapshot["court"],
        court_name=court_name(snapshot["court"], language),
        date=format_date(
            snapshot["decided_on"], snapshot["decided_precision"], language
        ),
        case_number=snapshot["case_number"],
        method=method_of(texts, language),
        facts=facts,
        sources=reader.sources,
    )


class _Reader:
    """Takes the facts of one snapshot, numbering sources as it goes."""

    def __init__(self, snapshot: CaseShape, language: str) -> None:
        self.snapshot = snapshot
        self.language = language
        self.sources = SourceList(snapshot["sources"], "sources", language)

    def court(self) -> Fact:
        court = self.snapshot["court"]
        if court is None:
            return self._fact("court", _("Court"), [])
        name = court_name(court, self.language)
        lines = [Line(name, second_text(court["texts"], "name", self.language))]
        lines.append(self._line(court_description(court)))
        for one in court["above"][:1]:
            above = {"court": court_name(one, self.language)}
            lines.append(self._line(_("Appeals go to: %(court)s") % above))
        return self._fact("court", _("Court"), lines)

    def numbers_and_date(self) -> list[Fact]:
        case = self.snapshot
        numbers = [case["case_number"], case["case_number_latin"]]
        day = format_date(case["decided_on"], case["decided_precision"], self.language)
        number_lines = [self._line(text) for text in numbers if text]
        return [
            self._fact("case_number", _("Case number"), number_lines),
            self._fact("decided_on", _("Date"), [self._line(day)] if day else []),
        ]

    def names(self) -> list[Fact]:
        lines = self._text_lines("name")
        pinyin = choose(self.snapshot["texts"], "pinyin", self.language)
        if pinyin:
            latin = LanguageText(str(pinyin), self.language, self.language)
            lines.append(Line(latin, self._nothing))
        return [self._fact("name", _("Names"), lines)] if lines else []

    def texts(self) -> list[Fact]:
        facts = []
        for key, label in _TEXTS.items():
            lines = self._text_lines(key)
            if lines or key in _MISSED or self._said(key):
                facts.append(self._fact(key, str(label), lines))
        return facts

    def amounts(self) -> Fact:
        lines = []
        for one in self.snapshot["amounts"]:
            said = [
                said
                for said in statements(one["provenance"], self.sources, self.language)
                if said.marks or said.note or not self._said("amounts")
            ]
            value = format_amount(one["value"], one["currency"], self.language)
            lines += self._headed(value, one["texts"], "note", said)
        return self._fact("amounts", _("Amounts"), lines)

    def proceedings(self) -> Fact:
        lines = []
        for one in self.snapshot["proceedings"]:
            said = statements(one["provenance"], self.sources, self.language)
            lines += self._headed(self._step(one), one["texts"], "result", said)
        return self._fact("proceedings", _("Procedure"), lines)

    def provisions(self) -> list[Fact]:
        """Return what the court applied and, apart, what we point to."""
        applied = self._provisions("applied")
        pointers = self._provisions("pointer")
        label = _("Provisions applied by the court")
        facts = [Fact("provisions", label, [], self._said("provisions"), applied)]
        if pointers:
            facts.append(Fact("pointers", _("Our pointers"), [], [], pointers))
        return facts

    def significance(self) -> list[Fact]:
        lines = self._text_lines("significance")
        label = _("Significance, in our view")
        return [self._fact("significance", label, lines)] if lines else []

    def _step(self, one: ProceedingShape) -> str:
        day = format_date(one["decided_on"], one["decided_precision"], self.language)
        court = court_name(one["court"], self.language)
        head = [Instance(one["instance"]).label, court, day, one["case_number"]]
        return " · ".join(str(part) for part in head if part)

    def _headed(
        self, head: str, texts: Texts, key: str, said: list[Statement]
    ) -> list[Line]:
        """Return a line, and what is told of it in both languages, if anything."""
        words = choose(texts, key, self.language)
        if not words:
            return [Line(self._plain(head), self._nothing, said)]
        return [
            self._line(head),
            Line(words, second_text(texts, key, self.language), said),
        ]

    def _provisions(self, role: str) -> list[LawLine]:
        """Return a line for each law, with its articles in order."""
        by_law: dict[str, list[ProvisionShape]] = {}
        for one in self.snapshot["provisions"]:
            if one["role"] == role:
                by_law.setdefault(one["law"], []).append(one)
        return [
            LawLine(
                law_name(same[0], self.language),
                reverse("law", args=[law]),
                [
                    (
                        article_name(one),
                        reverse("provision", args=[law, one["article"]]),
                    )
                    for one in same
                ],
            )
            for law, same in by_law.items()
        ]

    def _text_lines(self, key: str) -> list[Line]:
        words = choose(self.snapshot["texts"], key, self.language)
        if not words:
            return []
        return [Line(words, second_text(self.snapshot["texts"], key, self.language))]

    def _fact(self, key: str, label: str, lines: list[Line]) -> Fact:
        return Fact(key, label, lines, self._said(key))

    def _said(self, key: str) -> list[Statement]:
        about = [one for one in self.snapshot["provenance"] if one["field"] == key]
        return statements(about, self.sources, self.language)

    def _plain(self, text: str) -> LanguageText:
        return LanguageText(text, self.language, self.language)

    @property
    def _nothing(self) -> LanguageText:
        return self._plain("")

    def _line(self, text: str) -> Line:
        return Line(self._plain(text), self._nothing)


def court_description(court: CourtShape) -> str:
    """Return level and kind of a court, in the language that is active."""
    level = CourtLevel(court["level"]).label
    kind = CourtKind(court["kind"])
    if kind == CourtKind.GENERAL:
        return str(level)
    return _("%(level)s, %(kind)s") % {"level": level, "kind": kind.label}
