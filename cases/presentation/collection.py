"""A collection in a language: its cases as cards, and how sure each is."""

from collections import Counter
from dataclasses import dataclass, replace

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from cases.models import Membership, RecordKind, RecordVersion
from cases.presentation.card import Card, case_card
from cases.presentation.certainty import (
    Statement,
    is_former_scale,
    labelled,
    statements_of,
)
from cases.presentation.dates import format_date
from cases.presentation.names import court_name
from cases.presentation.sources import SourceList
from cases.presentation.text import LanguageText, choose
from cases.snapshots.schema import CollectionShape, ItemShape
from cjo.lib.links import mail_to
from cjo.lib.locales import list_text, number_text

_LABELS = {
    "released_on": gettext_lazy("Date of release"),
    "size": gettext_lazy("Number of cases"),
    "description": gettext_lazy("Description"),
    # Translators: The label of statements on the certainty of a collection: which cases
    # belong to it.
    "items": gettext_lazy("Which cases they are"),
}
_ORDER = [Membership.CONFIRMED, Membership.PROBABLE, Membership.UNIDENTIFIED]


@dataclass(frozen=True, slots=True)
class PresentedCollection:
    """A collection in a language; `related` decisions are never counted in `tally`.

    `unidentified` is the sentence on the places whose case is not known; "" for none.
    """

    id: str
    key: str
    title: LanguageText
    description: LanguageText
    note: LanguageText
    tally: str
    unidentified: str
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
    def labelled_statements(self) -> list[tuple[str, Statement]]:
        return labelled(self.statements, _LABELS)

    @property
    def identified(self) -> list[Card]:
        return [card for card in self.cards if card.key]

    @property
    def mail(self) -> str:
        # A reader may know the source of a case that is not identified. The key and
        # not the title: in stored HTML a Chinese letter of an address takes nine.
        with translation.override(self.language):
            # Translators: The subject of a mail in which a reader names a source; key
            # is the short name of a collection.
            subject = _("Source for %(key)s") % {"key": self.key}
        return mail_to(settings.CONTACT_EMAIL, subject=subject)


def present_collection(
    collection: CollectionShape, language: str, *, in_full: bool = False
) -> PresentedCollection:
    """Return a collection in a language, with its sources numbered.

    `in_full` is for its own page: with the statements on the collection itself.
    """
    texts, key, court = collection["texts"], collection["key"], collection["court"]
    sources = SourceList(collection["sources"], f"collection-{key}-sources", language)
    return PresentedCollection(
        id=f"collection-{key}",
        key=key,
        title=choose(texts, "title", language),
        description=choose(texts, "description", language),
        note=choose(texts, "note", language),
        tally=tally(collection, language),
        unidentified=unidentified(collection, language),
        court=court_name(court, language),
        court_key=court["key"] if court else "",
        overview=collection["overview"],
        released=format_date(
            collection["released_on"], collection["released_precision"], language
        ),
        cards=[
            _item_card(item, sources, language)
            for item in sorted(collection["items"], key=_place)
        ],
        related=[
            case_card(
                related["case"],
                language,
                note=choose(related["texts"], "reason", language),
            )
            for related in collection["related"]
        ],
        sources=sources,
        statements=statements_of(collection["provenance"], language, sources)
        if in_full
        else [],
        language=language,
    )


def without_withdrawn(collection: PresentedCollection) -> PresentedCollection:
    """Return a former state without the texts of cases withdrawn since: one query."""
    language, withdrawn = collection.language, _withdrawn_of(collection)
    # address and place stay: the collection did contain the case
    with translation.override(language):
        title = LanguageText(pgettext("a case", "Withdrawn"), language)

    def cleared(card: Card) -> Card:
        if card.key not in withdrawn:
            return card
        return Card(
            key=card.key,
            url=card.url,
            title=title,
            court=card.court,
            membership=card.membership,
            is_former=card.is_former,
            official_number=card.official_number,
            marks=card.marks,
        )

    return replace(
        collection,
        cards=[cleared(card) for card in collection.cards],
        related=[cleared(card) for card in collection.related],
    )


def _withdrawn_of(collection: PresentedCollection) -> set[str]:
    # a former version must not bring back the words of a case that is gone
    keys = [card.key for card in [*collection.cards, *collection.related] if card.key]
    cases = RecordVersion.objects.filter(kind=RecordKind.CASE, key__in=keys)
    return set(cases.withdrawn().values_list("key", flat=True))


def tally(collection: CollectionShape, language: str) -> str:
    """Return `2 of 8 confirmed, 2 probable`."""
    counts = Counter(item["certainty"] for item in collection["items"])
    size = collection["size"]
    confirmed, probable = counts["confirmed"], counts["probable"]
    with translation.override(language):
        # "of 8" only where the court gave the number
        if size is None:
            # Translators: A number of cases of a collection.
            first = ngettext(
                "%(confirmed)s confirmed", "%(confirmed)s confirmed", confirmed
            )
        else:
            # Translators: Numbers of cases: size is how many a collection has,
            # confirmed how many of them are known. The plural is that of confirmed.
            first = ngettext(
                "%(confirmed)s of %(size)s confirmed",
                "%(confirmed)s of %(size)s confirmed",
                confirmed,
            )
        parts = [first]
        if size is None or probable:
            # Translators: A number of cases: they are probably in the collection.
            # Stands after “2 of 8 confirmed” and a comma.
            parts.append(
                ngettext("%(probable)s probable", "%(probable)s probable", probable)
            )
        # Translators: The mark between the counts in “2 of 8 confirmed, 2 probable”,
        # with its space.
        counted = pgettext("between counts", ", ").join(parts)
        if size is None:
            # Translators: counts is such as “2 confirmed, 3 probable”.
            sentence = _("%(counts)s; the number of cases in the collection is unknown")
            counted = sentence.replace("%(counts)s", counted)
    return counted % {
        "confirmed": number_text(confirmed, language),
        "probable": number_text(probable, language),
        "size": number_text(size or 0, language),
    }


def unidentified(collection: CollectionShape, language: str) -> str:
    """Return `Not yet identified: 4 of 5 (numbers 1, 3, 4 and 5)`; "" for none."""
    count = sum(not item["case"] for item in collection["items"])
    if not count:
        return ""
    numbers = _unidentified_numbers(collection)
    size = collection["size"]
    with translation.override(language):
        if size is None:
            # Translators: count is a number of cases.
            sentence = _("Not yet identified: %(count)s")
        elif numbers:
            # Translators: count and size are numbers of cases; numbers are the official
            # numbers of the cases in the collection.
            sentence = ngettext(
                "Not yet identified: %(count)s of %(size)s (number %(numbers)s)",
                "Not yet identified: %(count)s of %(size)s (numbers %(numbers)s)",
                len(numbers),
            )
        else:
            # Translators: count and size are numbers of cases.
            sentence = _("Not yet identified: %(count)s of %(size)s")
    return sentence % {
        "count": number_text(count, language),
        "size": number_text(size or 0, language),
        "numbers": list_text(
            [number_text(number, language) for number in numbers], language
        ),
    }


def _unidentified_numbers(collection: CollectionShape) -> list[int]:
    """Return the court's numbers of the places without a case; empty if not known."""
    items = collection["items"]
    own = {item["official_number"] for item in items if not item["case"]}
    if own == {None} and len(items) == collection["size"]:
        # those that are left, if every case that is known has its own
        taken = {item["official_number"] for item in items if item["case"]}
        own = {*range(1, len(items) + 1)} - taken if None not in taken else own
    return [] if None in own else sorted(number for number in own if number)


def _place(item: ItemShape) -> tuple[bool, int, int, int]:
    """Order the numbered first, then by certainty, then as the editors placed them."""
    number = item["official_number"]
    certainty = _ORDER.index(Membership(item["certainty"]))
    return number is None, number or 0, certainty, item["position"]


def _item_card(item: ItemShape, sources: SourceList, language: str) -> Card:
    case, number = item["case"], item["official_number"]
    return replace(
        case_card(case, language) if case else Card(),
        doubt="",  # the membership is what a reader has to doubt here
        membership=item["certainty"],
        is_former=is_former_scale(sources.sources),
        official_number=number_text(number, language) if number else "",
        note=choose(item["texts"], "note", language),
        marks=sources.marks(item["sources"]),
    )
