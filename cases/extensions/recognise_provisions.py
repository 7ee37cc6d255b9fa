"""Recognises laws and provisions in the text of an article."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from articles.extensions.types import Recognised
from articles.models import Stamp
from cases.citations.provisions import Citations
from cases.models import LAWS, Law, LawText


@dataclass(frozen=True, slots=True)
class _Laws:
    """The names of the laws, and the laws with their versions."""

    citations: Citations = field(default_factory=lambda: Citations({}))
    laws: dict[str, Law] = field(default_factory=dict)

    def key_of(self, law: str, article: str, version: str) -> str:
        """Return the key of an article; "" in a version that is not on record."""
        if not version:
            return f"{law}/{article}"
        return self.laws[law].key_in(version, article)


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
            elif provision := laws.key_of(law, article, version):
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
            rows = Law.objects.prefetch_related("versions")
            laws = {law.slug: law for law in rows}
            self._kept = (changed_at, _Laws(citations, laws))
        return self._kept[1]
