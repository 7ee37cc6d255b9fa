"""Recognises the numbers of published cases in the text of an article."""

from collections import defaultdict
from collections.abc import Iterable

from articles.extensions.types import Recognised
from cases.models import NumberKey
from cases.numbers.running_text import find

NUMBERS_LIMIT = 500  # different numbers of one text; more are not looked up


def recognise(text: str, language: str) -> Iterable[Recognised]:
    """Return the numbers of published cases: one query, none without a number."""
    places = list(find(text))
    cases = _cases({key for place in places for key in place.keys})
    for place in places:
        named = {cases[key] for key in place.keys if key in cases}
        if len(named) == 1:  # pinyin that fits two cases names neither
            yield Recognised(place.start, place.end, "case", named.pop())


def _cases(numbers: set[str]) -> dict[str, str]:
    """Return the case of each number: that bears it, else that has it in its history.

    A number that two cases bear, or have in their histories, names neither.
    """
    if not numbers:
        return {}
    # sorted, so that the same text always leads to the same cases
    asked = sorted(numbers)[:NUMBERS_LIMIT]
    rows = NumberKey.objects.filter(
        key__in=asked, case__current_version__isnull=False
    ).order_by()
    bearers: dict[str, set[str]] = defaultdict(set)
    histories: dict[str, set[str]] = defaultdict(set)
    for number, slug, step in rows.values_list("key", "case__slug", "proceeding"):
        (bearers if step is None else histories)[number].add(slug)
    return {
        number: min(slugs)
        for number, slugs in {**histories, **bearers}.items()
        if len(slugs) == 1
    }
