"""The choices of each filter of the case list, with their words in a language.

A choice is offered only where a published case can have it.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import (
    Case,
    CaseProvision,
    CauseText,
    CollectionText,
    CourtLevel,
    CourtText,
    LawText,
    Membership,
    OutcomeKind,
    provision_key,
)
from cases.models.provision import article_number
from cases.numbers.provinces import province_name
from cases.presentation.certainty import membership_label
from cases.presentation.names import article_of_law
from cases.presentation.text import LanguageText
from cjo.lib.collation import sort_key

UNKNOWN = "unknown"
IN_NO_COLLECTION = "none"
# The People’s Republic was founded in it: its courts decided no case before
FIRST_YEAR = 1949

Choice = tuple[str, LanguageText]  # the value in an address, and its label


def choices_in(language: str) -> dict[str, list[Choice]]:
    """Return the choices by filter, in four queries and in the active language."""
    published = Case.objects.published().order_by()
    courts = CourtText.objects.filter(court__in=published.values("court"))
    causes = CauseText.objects.filter(cause__in=published.values("cause"))
    collections = CollectionText.objects.filter(
        collection__current_version__isnull=False
    )
    court_rows = list(
        courts.values_list(
            "court__slug", "language", "name", "court__level", "court__province"
        )
    )
    return {
        "court": _named((row[:3] for row in court_rows), language),
        "cause": [
            *_named(causes.values_list("cause__slug", "language", "name"), language),
            _choice(UNKNOWN, pgettext("a cause of action", "Unknown"), language),
        ],
        "year": [
            *_years(language),
            _choice(UNKNOWN, pgettext("a year", "Unknown"), language),
        ],
        "level": _levels({row[3] for row in court_rows}, language),
        "province": _provinces({row[4] for row in court_rows}, language),
        "provision": _provisions(language),
        "outcome": [
            _choice(value, str(label), language) for value, label in OutcomeKind.choices
        ],
        "collection": _named(
            collections.values_list("collection__slug", "language", "title"), language
        ),
        "certainty": [
            *(
                _choice(value, membership_label(value), language)
                for value in (Membership.CONFIRMED, Membership.PROBABLE)
            ),
            # Translators: A choice in a filter: cases that belong to no collection.
            _choice(IN_NO_COLLECTION, _("In no collection"), language),
        ],
    }


def province_value(province: str) -> str:
    return slugify(province) or UNKNOWN


def _choice(value: str, words: str, language: str) -> Choice:
    return value, LanguageText(words, language, language)


def _named(rows: Iterable[tuple[Any, ...]], language: str) -> list[Choice]:
    """Return slugs with their names: in the language, else in English, else in any."""
    names = {
        slug: LanguageText(name, text_language, language)
        for slug, text_language, name in _best_last(rows, language)
        if name
    }
    return sorted(names.items(), key=lambda choice: sort_key(choice[1].plain, language))


def _best_last(
    rows: Iterable[tuple[Any, ...]], language: str, *, at: int = 1
) -> list[tuple[Any, ...]]:
    """Sort rows of texts by their language, in column `at`; the page's comes last."""
    return sorted(rows, key=lambda row: (row[at] == language, row[at] == "en"))


def _years(language: str) -> list[Choice]:
    years = range(timezone.localdate().year + 1, FIRST_YEAR - 1, -1)
    return [_choice(str(year), str(year), language) for year in years]


def _levels(levels: set[str], language: str) -> list[Choice]:
    return [
        _choice(level.value, str(level.label), language)
        for level in CourtLevel
        if level in levels
    ]


def _provinces(provinces: set[str], language: str) -> list[Choice]:
    names = {
        province_value(province): province_name(province, language)
        # Translators: A choice in a filter: cases without a province, or of a court
        # whose province is not known.
        or _("None or unknown")
        for province in provinces
    }
    return [
        _choice(value, name, language)
        for value, name in sorted(
            names.items(), key=lambda item: sort_key(item[1], language)
        )
    ]


def _provisions(language: str) -> list[Choice]:
    used = CaseProvision.objects.order_by().filter(
        provision=OuterRef("law__provisions"), case__current_version__isnull=False
    )
    rows = LawText.objects.filter(Exists(used)).values_list(
        "law__slug",
        "law__provisions__number",
        "law__provisions__suffix",
        "law__provisions__is_newest",
        "law__provisions__version__key",
        "language",
        "title",
        "abbreviation",
    )
    names: dict[tuple[str, int, int, str], LanguageText] = {}
    for law, number, suffix, is_newest, key, text_language, title, short in _best_last(
        rows, language, at=5
    ):
        version = "" if is_newest else key
        place = (law, number, suffix, version)
        name = article_of_law(short or title, article_number(number, suffix), version)
        names[place] = LanguageText(name, text_language, language)
    return [(provision_key(*place), names[place]) for place in sorted(names)]
