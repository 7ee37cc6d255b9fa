"""Records on the front page: the newest overview with its finding, and new cases."""

from dataclasses import dataclass
from typing import cast

from django.db.models import F

from cases.models import Case, Certainty, Overview
from cases.numbers.parse import CaseNumber, NotACaseNumber, readings
from cases.presentation.card import Card, case_card, sentence_certainty
from cases.presentation.case_number import (
    EXAMPLES,
    Explainer,
    ShortPart,
    number_address,
)
from cases.presentation.figure import Figure
from cases.presentation.finding import Finding, find_finding
from cases.presentation.overview import PresentedOverview, present_overview
from cases.snapshots.schema import CaseShape, OverviewShape

CASES_SHOWN = 3
NUMERALS_SHOWN = 3
NUMERALS_BESIDE_BARS = 2


@dataclass(frozen=True, slots=True)
class FrontOverview:
    """An overview; without a finding its own title is the headline."""

    overview: PresentedOverview
    finding: Finding | None

    @property
    def numerals(self) -> list[Figure]:
        """Return the first large figures that no bar shows: a row of them."""
        large = self.overview.numerals
        if self.finding is None:
            return large[:NUMERALS_SHOWN]
        shown = self.finding.keys
        rest = [figure for figure in large if figure.key not in shown]
        return rest[:NUMERALS_BESIDE_BARS]


@dataclass(frozen=True, slots=True)
class FrontCase:
    """A card with the certainty of its sentence."""

    card: Card
    certainty: str


@dataclass(frozen=True, slots=True)
class ExampleNumber:
    """A case number, with the meaning of its parts."""

    text: str
    url: str
    parts: list[ShortPart]


def newest_overview(language: str) -> FrontOverview | None:
    """Return the overview that a court released last; None before the first."""
    overview = (
        Overview.objects.filter(current_version__isnull=False)
        .select_related("current_version")
        .order_by(F("released_on").desc(nulls_last=True), "-pk")
        .first()
    )
    if overview is None or overview.current_version is None:
        return None
    version = overview.current_version
    shape = cast(OverviewShape, version.snapshot)
    presented = present_overview(shape, version.number, language)
    return FrontOverview(presented, find_finding(shape, language))


def newest_cases(language: str) -> list[FrontCase]:
    """Return the cases decided last."""
    # keys first, so that no database sorts snapshots
    newest = Case.objects.published().order_by("-listed_on", "slug")
    ids = newest.values("pk")[:CASES_SHOWN]
    return [
        _front_case(cast(CaseShape, case.current_version.snapshot), language)
        for case in Case.objects.for_listing().filter(pk__in=ids)
        if case.current_version
    ]


def _front_case(case: CaseShape, language: str) -> FrontCase:
    card = case_card(case, language)
    certainty = sentence_certainty(case, language) or Certainty.UNKNOWN
    return FrontCase(card, certainty if card.sentence else "")


def example_number(cases: list[FrontCase], language: str) -> ExampleNumber:
    """Return the number of the first case that has a plain one, else our example."""
    texts = [case.card.case_number for case in cases if case.card.case_number]
    numbers = ((text, _single_reading(text)) for text in (*texts, EXAMPLES[0]))
    text, number = next((text, number) for text, number in numbers if number)
    parts = Explainer(language).in_short(number)
    return ExampleNumber(text, number_address(text), parts)


def _single_reading(text: str) -> CaseNumber | None:
    try:
        numbers = readings(text)
    except NotACaseNumber:
        return None
    return numbers[0] if len(numbers) == 1 else None
