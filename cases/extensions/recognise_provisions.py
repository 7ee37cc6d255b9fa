"""Recognises laws and provisions in the text of an article."""

import datetime as dt
from collections.abc import Iterator

from articles.extensions.types import Recognised
from articles.models import Stamp
from cases.citations.provisions import Citations
from cases.models import LAWS, LawText


class ProvisionRecogniser:
    """Keeps the names of the laws until one of them changes.

    That takes one query for each text. A law that was never published has no names.
    """

    def __init__(self) -> None:
        self._kept: tuple[dt.datetime | None, Citations] = (None, Citations({}))

    def __call__(self, text: str, language: str) -> Iterator[Recognised]:
        # in any language: English texts have Chinese names too
        for citation in self._newest().find(text):
            law, article = citation.law, citation.article
            kind = "provision" if article else "law"
            key = f"{law}/{article}" if article else law
            yield Recognised(citation.start, citation.end, kind, key)

    def _newest(self) -> Citations:
        changed_at = Stamp.objects.latest_of([LAWS])
        if self._kept[0] != changed_at:
            self._kept = (changed_at, Citations(_names()))
        return self._kept[1]


def _names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for text in LawText.objects.select_related("law").order_by("law", "language"):
        names.setdefault(text.law.slug, []).extend(text.names)
    return names
