"""A case as its page prints it: each fact with its certainty and sources."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import CourtKind, CourtLevel, Instance
from cases.presentation.amount import format_amount
from cases.presentation.card import Card, case_card
from cases.presentation.certainty import Statement, statements_of
from cases.presentation.dates import format_date
from cases.presentation.names import article_name, court_name, law_name
from cases.presentation.sources import SourceList
from cases.presentation.text import NO_TEXT, LanguageText, choose, second_text
from cases.snapshots.schema import (
    CaseShape,
    CourtShape,
    ProceedingShape,
    ProvisionShape,
    Texts,
)

# Facts that are texts, in the order of the page
_TEXTS = {
    "cause_of_action": gettext_lazy("Cause of action"),
    # Translators: The label of a row: the parties under the names that the published
    # decision gives them.
    "parties": gettext_lazy("Parties, as anonymised"),
    # Translators: The label of a row: the facts of a court case.
    "facts": gettext_lazy("Facts"),
    # Translators: The label of a row: what the claimant asks of the court.
    "claim": gettext_lazy("Claim"),
    # Translators: The label of a row: what the defendant answers to the claim.
    "defence": gettext_lazy("Defence"),
    # Translators: The label of a row: the questions in dispute that the court had to
    # decide.
    "issues": gettext_lazy("Issues"),
    "holding": gettext_lazy("Holding"),
    "outcome": gettext_lazy("Outcome"),
}
# Every decision has these: a page says that they are unknown rather than leave them out
_EXPECTED = {"cause_of_action", "parties", "facts", "holding", "outcome"}
_OURS = {"pointers", "significance"}  # this site is the source of these itself


@dataclass(frozen=True, slots=True)
class FactLine:
    """A text, the same in the second language, and the statements on it."""

    text: LanguageText
    second_text: LanguageText
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class CitedLaw:
    """A law with its articles as a case names them, each with its page's address."""

    name: LanguageText
    url: str
    articles: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a case; without lines or laws it is unknown, and the page says so."""

    key: str
    label: str
    lines: list[FactLine]
    statements: list[Statement]
    laws: list[CitedLaw] = field(default_factory=list)

    @property
    def is_unsourced(self) -> bool:
        # an unknown fact needs no source, and our own views have none
        if self.key in _OURS or not (self.lines or self.laws):
            return False
        on_lines = [statement for line in self.lines for statement in line.statements]
        return not any(statement.marks for statement in [*self.statements, *on_lines])


@dataclass(frozen=True, slots=True)
class PresentedCase:
    card: Card
    facts: list[Fact]
    sources: SourceList


def present_case(case: CaseShape, language: str) -> PresentedCase:
    with translation.override(language):
        reader = _FactReader(case, language)
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
    return PresentedCase(case_card(case, language), facts, reader.sources)


class _FactReader:
    """Reads the facts of one snapshot; sources are numbered in the order of reading."""

    def __init__(self, case: CaseShape, language: str) -> None:
        self.case = case
        self.language = language
        self.sources = SourceList(case["sources"], "sources", language)

    def court(self) -> Fact:
        court = self.case["court"]
        if court is None:
            return self._fact("court", _("Court"), [])
        name = court_name(court, self.language)
        lines = [FactLine(name, second_text(court["texts"], "name", self.language))]
        lines.append(self._line(court_description(court)))
        # only the next court: appeals go there, and the rest is on the court's page
        for appeal_court in court["above"][:1]:
            # Translators: court is the linked name of the higher court.
            sentence = _("Appeals go to: %(court)s")
            name = court_name(appeal_court, self.language)
            lines.append(self._line(sentence % {"court": name}))
        return self._fact("court", _("Court"), lines)

    def numbers_and_date(self) -> list[Fact]:
        case = self.case
        numbers = [case["case_number"], case["case_number_latin"]]
        day = format_date(case["decided_on"], case["decided_precision"], self.language)
        number_lines = [self._line(number) for number in numbers if number]
        return [
            self._fact("case_number", _("Case number"), number_lines),
            # Translators: The label of a row: the day of the judgment.
            self._fact("decided_on", _("Date"), [self._line(day)] if day else []),
        ]

    def names(self) -> list[Fact]:
        lines = self._text_lines("name")
        pinyin = choose(self.case["texts"], "pinyin", self.language)
        if pinyin:
            # Latin letters are not marked as Chinese, whichever row has them
            lines.append(self._line(pinyin.plain))
        # Translators: The label of a row: the names of one case or one law.
        return [self._fact("name", _("Names"), lines)] if lines else []

    def texts(self) -> list[Fact]:
        facts = []
        for key, label in _TEXTS.items():
            lines = self._text_lines(key)
            if lines or key in _EXPECTED or self._statements(key):
                facts.append(self._fact(key, str(label), lines))
        return facts

    def amounts(self) -> Fact:
        lines = []
        for amount in self.case["amounts"]:
            # a statement without source and note only repeats that on all amounts
            statements = [
                statement
                for statement in statements_of(
                    amount["provenance"], self.language, self.sources
                )
                if statement.marks or statement.note or not self._statements("amounts")
            ]
            value = format_amount(amount["value"], amount["currency"], self.language)
            lines += self._headed(value, amount["texts"], "note", statements)
        # Translators: The label of a row: sums of money.
        return self._fact("amounts", _("Amounts"), lines)

    def proceedings(self) -> Fact:
        lines = []
        for step in self.case["proceedings"]:
            statements = statements_of(step["provenance"], self.language, self.sources)
            head = self._step_head(step)
            lines += self._headed(head, step["texts"], "result", statements)
        # Translators: The label of a row: the steps that the case took through the
        # courts.
        return self._fact("proceedings", _("Procedure"), lines)

    def provisions(self) -> list[Fact]:
        # apart, lest a law that we name is taken for one that the court applied
        applied = self._cited_laws("applied")
        pointers = self._cited_laws("pointer")
        label = _("Provisions applied by the court")
        facts = [Fact("provisions", label, [], self._statements("provisions"), applied)]
        if pointers:
            # Translators: The label of a row: articles of laws that this site, not the
            # court, relates to the case.
            facts.append(Fact("pointers", _("Related by us"), [], [], pointers))
        return facts

    def significance(self) -> list[Fact]:
        lines = self._text_lines("significance")
        label = _("Significance, in our view")
        return [self._fact("significance", label, lines)] if lines else []

    def _step_head(self, step: ProceedingShape) -> str:
        day = format_date(step["decided_on"], step["decided_precision"], self.language)
        court = court_name(step["court"], self.language)
        parts = [Instance(step["instance"]).label, court, day, step["case_number"]]
        return " · ".join(str(part) for part in parts if part)

    def _headed(
        self, head: str, texts: Texts, key: str, statements: list[Statement]
    ) -> list[FactLine]:
        text = choose(texts, key, self.language)
        if not text:
            return [self._line(head, statements)]
        second = second_text(texts, key, self.language)
        return [self._line(head), FactLine(text, second, statements)]

    def _cited_laws(self, role: str) -> list[CitedLaw]:
        by_law: dict[str, list[ProvisionShape]] = {}
        for provision in self.case["provisions"]:
            if provision["role"] == role:
                by_law.setdefault(provision["law"], []).append(provision)
        return [
            CitedLaw(
                law_name(provisions[0], self.language),
                reverse("law", args=[law]),
                [(article_name(article), _page_of(article)) for article in provisions],
            )
            for law, provisions in by_law.items()
        ]

    def _text_lines(self, key: str) -> list[FactLine]:
        texts = self.case["texts"]
        text = choose(texts, key, self.language)
        second = second_text(texts, key, self.language)
        return [FactLine(text, second)] if text else []

    def _fact(self, key: str, label: str, lines: list[FactLine]) -> Fact:
        return Fact(key, label, lines, self._statements(key))

    def _statements(self, key: str) -> list[Statement]:
        provenance = [
            shape for shape in self.case["provenance"] if shape["field"] == key
        ]
        return statements_of(provenance, self.language, self.sources)

    def _line(self, text: str, statements: list[Statement] | None = None) -> FactLine:
        shown = LanguageText(text, self.language)
        return FactLine(shown, NO_TEXT, statements or [])


def _page_of(provision: ProvisionShape) -> str:
    law, article = provision["law"], provision["article"]
    if version := provision.get("version"):
        return reverse("provision_in", args=[law, version, article])
    return reverse("provision", args=[law, article])


def court_description(court: CourtShape) -> str:
    """Return level and kind of a court, in the language that is active."""
    level = CourtLevel(court["level"]).label
    kind = CourtKind(court["kind"])
    if kind == CourtKind.GENERAL:
        return str(level)
    # Translators: Only the comma; level is such as “Primary people’s court”, kind such
    # as “internet court”.
    return _("%(level)s, %(kind)s") % {"level": level, "kind": kind.label}
