"""Recognises laws and provisions in the text of an article."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.extensions.types import Recognised
from articles.models import Stamp
from cases.citations.provisions import Citations
from cases.models import LAWS, Law, LawText


@dataclass(frozen=True, slots=True)
class _Laws:
    """The names of the laws, and the years in which their present texts began."""

    citations: Citations = field(default_factory=lambda: Citations({}))
    years: dict[str, set[str]] = field(default_factory=dict)


class ProvisionRecogniser:
    """Keeps the names of the laws until one of them changes.

    That takes one query for each text. A law that was never published has no names.
    """

    def __init__(self) -> None:
        self._kept: tuple[dt.datetime | None, _Laws] = (None, _Laws())

    def __call__(self, text: str, language: str) -> Iterator[Recognised]:
        # in any language: English texts have Chinese names too
        laws = self._newest()
        inside_ranges: list[Recognised] = []
        for citation in laws.citations.find(text):
            law, article, version = citation.law, citation.article, citation.version
            if not article:
                yield Recognised(citation.start, citation.end, "law", law)
            # the articles of another version may have other numbers today
            elif not version or version in laws.years[law]:
                provision = f"{law}/{article}"
                named = Recognised(citation.start, citation.end, "provision", provision)
                if citation.start < citation.end:
                    yield named
                else:
                    inside_ranges.append(named)
        # last, so that a long range does not use up the subjects of a text
        yield from inside_ranges

    def _newest(self) -> _Laws:
        changed_at = Stamp.objects.latest_of([LAWS])
        if self._kept[0] != changed_at:
            citations = Citations(LawText.objects.names_by_law())
            self._kept = (changed_at, _Laws(citations, _years()))
        return self._kept[1]


def _years() -> dict[str, set[str]]:
    """Return the years of each law's last change, or of its adoption if it has none.

    A law whose dates are not recorded has no years: no version is known to be today's.
    """
    years: dict[str, set[str]] = defaultdict(set)
    for law in Law.objects.prefetch_related("amendments"):
        changes = list(law.amendments.all())
        last = max(changes, key=lambda change: change.amended_on, default=None)
        days = [
            last.amended_on if last else law.adopted_on,
            last.in_force_on if last else law.in_force_on,
        ]
        years[law.slug] = {str(day.year) for day in days if day}
    return years
