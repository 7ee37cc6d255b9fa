"""What the case list can be filtered by: every choice with its words, by one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from cases.models import (
    Case,
    CaseProvision,
    CauseText,
    CollectionText,
    CourtLevel,
    CourtText,
    Membership,
    OutcomeKind,
    Provision,
)
from cases.numbers.provinces import province_name
from cases.presentation.text import LanguageText

UNKNOWN = "unknown"
NO_SET = "none"
FIRST_YEAR = 1949  # that of the People’s Republic: its courts decided none before


@dataclass(frozen=True, slots=True)
class Choice:
    """A value in an address, its words, and what stands for it in the database."""

    value: str
    words: LanguageText
    ids: frozenset[int] = frozenset()


@dataclass(slots=True)
class Choices:
    """The choices of each filter by value, in the order in which they are shown."""

    language: str
    by_filter: dict[str, dict[str, Choice]] = field(default_factory=dict)

    def of(self, name: str) -> dict[str, Choice]:
        return self.by_filter.get(name, {})

    def ids(self, name: str, value: str) -> frozenset[int]:
        """Return what stands for a value in the database; empty for `unknown`."""
        chosen = self.of(name).get(value)
        return chosen.ids if chosen else frozenset()


def choices_in(language: str) -> Choices:
    """Return what published cases can be filtered by, in a language."""
    found = Choices(language)
    rows: dict[str, list[tuple[Any, ...]]] = {}
    for kind, *row in _rows():
        rows.setdefault(kind, []).append(tuple(row))
    courts = rows.get("court", [])
    found.by_filter = {
        "court": _named(courts, language),
        "level": _levels(courts, language),
        "province": _provinces(courts, language),
        "cause": {
            **_named(rows.get("cause", []), language),
            UNKNOWN: _own(UNKNOWN, _("Unknown"), language),
        },
        "provision": _provisions(rows.get("provision", []), language),
        "year": _years(language),
        "outcome": _enumerated(OutcomeKind.choices, language),
        "collection": _named(rows.get("collection", []), language),
        "certainty": _certainties(language),
    }
    return found


def _rows() -> Iterable[tuple[Any, ...]]:
    """Return kind, id, slug, language, words and two details, in one query."""
    published = Case.objects.published().order_by()
    courts = CourtText.objects.filter(Exists(published.filter(court=OuterRef("court"))))
    causes = CauseText.objects.filter(Exists(published.filter(cause=OuterRef("cause"))))
    sets = CollectionText.objects.filter(collection__current_version__isnull=False)
    provisions = Provision.objects.order_by().filter(
        Exists(
            CaseProvision.objects.order_by().filter(
                provision=OuterRef("pk"), case__current_version__isnull=False
            )
        ),
        law__texts__isnull=False,
    )
    nothing = _text("")
    parts: list[QuerySet[Any, Any]] = [
        courts.values_list(
            _text("court"),
            "court",
            "court__slug",
            "language",
            "name",
            "court__level",
            "court__province",
        ),
        causes.values_list(
            _text("cause"), "cause", "cause__slug", "language", "name", nothing, nothing
        ),
        sets.values_list(
            _text("collection"),
            "collection",
            "collection__slug",
            "language",
            "title",
            nothing,
            nothing,
        ),
        provisions.values_list(
            _text("provision"),
            "pk",
            "law__slug",
            "law__texts__language",
            "law__texts__title",
            "law__texts__abbreviation",
            _number(),
        ),
    ]
    return parts[0].union(*parts[1:], all=True)


def _text(value: str) -> Any:
    return Value(value, output_field=CharField())


def _number() -> Any:
    """Return an article's number and suffix as one text, `120-1`."""
    return Concat(Cast("number", CharField()), Value("-"), Cast("suffix", CharField()))


def _own(value: str, words: str, language: str, *ids: int) -> Choice:
    return Choice(value, LanguageText(words, language, language), frozenset(ids))


def _named(rows: list[tuple[Any, ...]], language: str) -> dict[str, Choice]:
    """Return what has a name, in the language, else in English, else in any."""
    found: dict[str, Choice] = {}
    for pk, slug, in_language, name, *_details in _best_last(rows, 2, language):
        if name:
            words = LanguageText(name, in_language, language)
            found[slug] = Choice(slug, words, frozenset([pk]))
    return dict(sorted(found.items(), key=lambda item: str(item[1].words)))


def _best_last(
    rows: list[tuple[Any, ...]], column: int, language: str
) -> list[tuple[Any, ...]]:
    """Order rows so that the text that `text.choose` takes comes last."""

    def worth(row: tuple[Any, ...]) -> tuple[bool, bool]:
        return row[column] == language, row[column] == "en"

    return sorted(rows, key=worth)


def _levels(rows: list[tuple[Any, ...]], language: str) -> dict[str, Choice]:
    courts: dict[str, set[int]] = {}
    for pk, _slug, _language, _name, level, _province in rows:
        courts.setdefault(level, set()).add(pk)
    return {
        level.value: _own(level.value, str(level.label), language, *courts[level])
        for level in CourtLevel
        if level in courts
    }


def _provinces(rows: list[tuple[Any, ...]], language: str) -> dict[str, Choice]:
    courts: dict[str, set[int]] = {}
    names: dict[str, str] = {}
    for pk, _slug, _language, _name, _level, province in rows:
        slug = slugify(province) or "unknown"
        courts.setdefault(slug, set()).add(pk)
        names[slug] = province_name(province, language) or _("None or unknown")
    return {
        slug: _own(slug, name, language, *courts[slug])
        for slug, name in sorted(names.items(), key=lambda item: item[1])
    }


def _provisions(rows: list[tuple[Any, ...]], language: str) -> dict[str, Choice]:
    """Return articles of laws, `pipl/13`, by law and number."""
    found: dict[str, tuple[tuple[Any, ...], Choice]] = {}
    for row in _best_last(rows, 2, language):
        pk, law, in_language, title, abbreviation, article = row
        number, suffix = map(int, article.split("-"))
        shown = f"{number}-{suffix}" if suffix else str(number)
        key = f"{law}/{shown}"
        name = _("%(law)s, art. %(article)s") % {
            "law": abbreviation or title,
            "article": shown,
        }
        words = LanguageText(name, in_language, language)
        found[key] = (law, number, suffix), Choice(key, words, frozenset([pk]))
    return {key: one for key, (_place, one) in sorted(found.items(), key=_place_of)}


def _place_of(item: tuple[str, tuple[tuple[Any, ...], Choice]]) -> tuple[Any, ...]:
    return item[1][0]


def _years(language: str) -> dict[str, Choice]:
    """Return every year that a court of today can have decided in, newest first."""
    years = range(timezone.localdate().year + 1, FIRST_YEAR - 1, -1)
    found = {str(year): _own(str(year), str(year), language, year) for year in years}
    return {**found, UNKNOWN: _own(UNKNOWN, _("Unknown"), language)}


def _enumerated(choices: Any, language: str) -> dict[str, Choice]:
    return {value: _own(value, str(label), language) for value, label in choices}


def _certainties(language: str) -> dict[str, Choice]:
    return {
        value: _own(value, words, language)
        for value, words in (
            (Membership.CONFIRMED.value, _("Confirmed")),
            (Membership.PROBABLE.value, _("Probably one of the set")),
            (NO_SET, _("In no set")),
        )
    }
