"""Cards: a case as a set or a list shows it, from a snapshot."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import cast

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from cases.models import Certainty, Membership
from cases.presentation.dates import format_date
from cases.presentation.names import court_name
from cases.presentation.sources import NumberedSource, SourceList, Statement, statements
from cases.presentation.text import (
    LanguageText,
    choose,
    method_of,
    no_text,
    second_text,
)
from cases.snapshots.schema import (
    CardShape,
    CaseShape,
    CollectionShape,
    ItemShape,
    ProvenanceShape,
)
from cjo.lib.links import mail_to
from cjo.lib.locales import number_text

SHAPES = {"confirmed": "●", "probable": "◐", "unconfirmed": "○", "unidentified": "–"}
_ORDER = [Membership.CONFIRMED, Membership.PROBABLE, Membership.UNIDENTIFIED]
CARD_ROOM = 100  # letters of text on a card; a Chinese character takes 2.5
_WIDE = re.compile("[\u3000-\u9fff\uff00-\uffef]")
# The end of a sentence: Chinese at once, Latin only before a capital ("No. 3" is none)
_SENTENCE_END = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z“\"])")


@dataclass(frozen=True, slots=True)
class Card:
    """A case, or a place that waits for one; `mark` is its official number.

    `certainty` is that of its place in a set, `doubt` how unsure the sentence is: empty
    for what is confirmed, and where the set that shows it has not kept it.
    """

    key: str
    url: str
    title: LanguageText
    second_title: LanguageText
    name: LanguageText
    court: LanguageText
    date: str
    case_number: str
    sentence: LanguageText
    certainty: str
    mark: str
    note: LanguageText
    marks: list[NumberedSource]
    doubt: str = ""

    @property
    def shape(self) -> str:
        """Return the sign of its certainty, which needs no colour."""
        return SHAPES.get(self.certainty, "")


@dataclass(frozen=True, slots=True)
class CardSet:
    """A collection in one language; `related` are beside it, never counted."""

    id: str
    key: str
    number: int
    title: LanguageText
    description: LanguageText
    note: LanguageText
    method: str
    head: str
    court: LanguageText
    court_key: str
    overview: str | None
    released: str
    cards: list[Card]
    related: list[Card]
    sources: SourceList
    statements: list[Statement]
    language: str

    @property
    def url(self) -> str:
        with translation.override(self.language):
            return reverse("collection", args=[self.key])

    @property
    def mail(self) -> str:
        """Return where a reader can send the source of a case not yet identified."""
        with translation.override(self.language):
            subject = _("A source for “%(title)s”") % {"title": self.title}
        return mail_to(settings.CONTACT_EMAIL, subject=subject)


def card_set(
    snapshot: CollectionShape, number: int, language: str, *, whole: bool = False
) -> CardSet:
    texts, key = snapshot["texts"], snapshot["key"]
    sources = SourceList(snapshot["sources"], f"collection-{key}-sources", language)
    court = snapshot["court"]
    return CardSet(
        id=f"collection-{key}",
        key=key,
        number=number,
        title=choose(texts, "title", language),
        description=choose(texts, "description", language),
        note=choose(texts, "note", language),
        method=method_of(texts, language),
        head=head(snapshot, language),
        court=court_name(court, language),
        court_key=court["key"] if court else "",
        overview=snapshot["overview"],
        released=format_date(
            snapshot["released_on"], snapshot["released_precision"], language
        ),
        cards=[_item(one, sources, language) for one in _ordered(snapshot["items"])],
        related=[
            case_card(
                one["case"], language, note=choose(one["texts"], "reason", language)
            )
            for one in snapshot["related"]
        ],
        sources=sources,
        statements=statements(snapshot["provenance"], sources, language)
        if whole
        else [],
        language=language,
    )


def without(cards: CardSet, withdrawn: set[str]) -> CardSet:
    """Return a set of former times without the words of cases withdrawn since."""

    def bare(card: Card) -> Card:
        if card.key not in withdrawn:
            return card
        nothing = no_text(cards.language)
        with translation.override(cards.language):
            told = LanguageText(_("Withdrawn"), cards.language, cards.language)
        return replace(
            card,
            title=told,
            second_title=nothing,
            name=nothing,
            sentence=nothing,
            doubt="",
            case_number="",
            date="",
            note=nothing,
        )

    return replace(
        cards,
        cards=[bare(one) for one in cards.cards],
        related=[bare(one) for one in cards.related],
    )


def head(snapshot: CollectionShape, language: str) -> str:
    """Return `2 of 8 confirmed, 2 probable`: sooner than invent one."""
    counted = Counter(item["certainty"] for item in snapshot["items"])
    size = snapshot["size"]
    words = {
        "confirmed": number_text(counted["confirmed"], language),
        "probable": number_text(counted["probable"], language),
        "size": number_text(size or 0, language),
    }
    with translation.override(language):
        if size is None:
            return (
                _(
                    "%(confirmed)s confirmed, %(probable)s probable; "
                    "how many the set holds is not known"
                )
                % words
            )
        if counted["probable"]:
            return (
                _("%(confirmed)s of %(size)s confirmed, %(probable)s probable") % words
            )
        return _("%(confirmed)s of %(size)s confirmed") % words


def case_card(
    case: CardShape | CaseShape, language: str, *, note: LanguageText | None = None
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
        court=court_name(case["court"], language),
        date=format_date(case["decided_on"], case["decided_precision"], language),
        case_number=case["case_number"],
        sentence=opening(holding or choose(texts, "outcome", language), language),
        certainty="",
        mark="",
        note=note or no_text(language),
        marks=[],
        doubt=_doubt(case, "holding" if holding else "outcome"),
    )


def _doubt(case: CardShape | CaseShape, field: str) -> str:
    """Return how sure a fact is, unless it is confirmed or nobody noted it."""
    said = cast(list[ProvenanceShape], case.get("provenance", []))
    agreed = (one for one in said if one["field"] == field and one["agrees"])
    first = next((one["certainty"] for one in agreed), "")
    return "" if first == Certainty.CONFIRMED else first


def opening(words: LanguageText, language: str) -> LanguageText:
    """Return the first sentence, and those after it that a card has room for.

    A holding that says first what was refused must not stop there.
    """
    sentences = _SENTENCE_END.split(words)
    kept = sentences[0]
    for sentence in filter(None, sentences[1:]):
        space = "" if kept.endswith(("。", "！", "？")) else " "
        longer = f"{kept}{space}{sentence}"
        if len(longer) + 1.5 * len(_WIDE.findall(longer)) > CARD_ROOM:
            break
        kept = longer
    return LanguageText(kept, words.language, language)


def _ordered(items: list[ItemShape]) -> list[ItemShape]:
    """Return the numbered first, then by certainty, then as the editors placed them."""

    def place(item: ItemShape) -> tuple[bool, int, int, int]:
        number = item["official_number"]
        certainty = _ORDER.index(Membership(item["certainty"]))
        return number is None, number or 0, certainty, item["position"]

    return sorted(items, key=place)


def _item(item: ItemShape, sources: SourceList, language: str) -> Card:
    number = item["official_number"]
    nothing = no_text(language)
    known = case_card(item["case"], language) if item["case"] else None
    return Card(
        key=known.key if known else "",
        url=known.url if known else "",
        title=known.title if known else nothing,
        second_title=known.second_title if known else nothing,
        name=known.name if known else nothing,
        court=known.court if known else nothing,
        date=known.date if known else "",
        case_number=known.case_number if known else "",
        sentence=known.sentence if known else nothing,
        certainty=item["certainty"],
        mark=number_text(number, language) if number else "",
        note=choose(item["texts"], "note", language),
        marks=sources.marks(item["sources"]),
    )
