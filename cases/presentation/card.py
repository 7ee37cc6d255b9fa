"""A case as a collection or a list shows it, from a snapshot."""

import re
from dataclasses import dataclass
from typing import cast

from django.urls import reverse
from django.utils import translation

from cases.models import Certainty
from cases.presentation.certainty import (
    certainty_label,
    definition_url,
    is_former_scale,
    membership_label,
)
from cases.presentation.dates import format_date
from cases.presentation.names import court_name
from cases.presentation.sources import PresentedSource
from cases.presentation.text import NO_TEXT, LanguageText, choose, second_text
from cases.snapshots.schema import CardShape, CaseShape, ProvenanceShape, Sources

TEXT_ROOM = 100  # letters of text on a card; a Chinese character takes 2.5
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
# The end of a sentence: Chinese at once, Latin only before a capital ("No. 3" is none)
_SENTENCE_END = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z“\"])")


Fact = tuple[str, LanguageText]  # its label, and the text


@dataclass(frozen=True, slots=True)
class Card:
    """A case, or a place of a collection whose case is not identified (no `key`).

    `membership` is how surely it is one of the collection; empty outside of one.
    `doubt` is the certainty of the sentence; empty for a confirmed one, and in a
    collection, whose snapshot does not keep it. `is_former`: by the grades of the past.
    """

    key: str = ""
    url: str = ""
    title: LanguageText = NO_TEXT
    second_title: LanguageText = NO_TEXT
    name: LanguageText = NO_TEXT
    second_name: LanguageText = NO_TEXT
    court: LanguageText = NO_TEXT
    date: str = ""
    case_number: str = ""
    sentence: LanguageText = NO_TEXT
    facts: tuple[Fact, ...] = ()
    note: LanguageText = NO_TEXT
    doubt: str = ""
    membership: str = ""
    is_former: bool = False
    official_number: str = ""
    marks: tuple[PresentedSource, ...] = ()

    @property
    def membership_label(self) -> str:
        return membership_label(self.membership)

    @property
    def heading(self) -> str:
        """Return its two names, `Zhao v Ye · 赵某诉叶某`; else its title."""
        names = (self.name or self.title, self.second_name if self.name else "")
        return " · ".join(str.__str__(name) for name in names if name)

    @property
    def doubt_label(self) -> str:
        return certainty_label(self.doubt)

    @property
    def doubt_url(self) -> str:
        return definition_url(self.doubt, is_former=self.is_former)

    @property
    def definition_url(self) -> str:
        """Return the address of the definition by which the card is graded."""
        return definition_url("", is_former=self.is_former)


def case_card(
    case: CardShape | CaseShape, language: str, *, note: LanguageText = NO_TEXT
) -> Card:
    texts = case["texts"]
    holding = choose(texts, "holding", language)
    with translation.override(language):
        url = reverse("case", args=[case["key"]])
    return Card(
        key=case["key"],
        url=url,
        title=choose(texts, "title", language),
        second_title=second_text(texts, "title", language),
        name=choose(texts, "name", language),
        second_name=second_text(texts, "name", language),
        court=court_name(case["court"], language),
        date=format_date(case["decided_on"], case["decided_precision"], language),
        case_number=case["case_number"],
        # a case that was settled or withdrawn has an outcome and no holding
        sentence=opening(holding or choose(texts, "outcome", language), language),
        note=note,
        doubt=_doubt(sentence_certainty(case, language)),
        # only a case has sources; a collection says it of the cards that it keeps
        is_former=is_former_scale(cast(Sources, case.get("sources", {}))),
    )


def sentence_certainty(case: CardShape | CaseShape, language: str) -> str:
    """Return how sure the sentence of a card is; "" if nothing is recorded."""
    field = "holding" if choose(case["texts"], "holding", language) else "outcome"
    # only a case has provenance; the card that a collection keeps has none
    provenance = cast(list[ProvenanceShape], case.get("provenance", []))
    certainties = (
        shape["certainty"]
        for shape in provenance
        if shape["field"] == field and shape["agrees"]
    )
    return next(certainties, "")


def _doubt(certainty: str) -> str:
    return "" if certainty == Certainty.CONFIRMED else certainty


def opening(text: LanguageText, language: str) -> LanguageText:
    """Return the first sentence, and those after it that a card has room for."""
    # the first alone may mislead: a holding often begins with the refused claims
    sentences = _SENTENCE_END.split(text)
    kept = sentences[0]
    for sentence in filter(None, sentences[1:]):
        space = "" if kept.endswith(("。", "！", "？")) else " "
        longer = f"{kept}{space}{sentence}"
        if len(longer) + 1.5 * len(_WIDE.findall(longer)) > TEXT_ROOM:
            break
        kept = longer
    return LanguageText(kept, text.language, language)
