"""Cases as the results page of a search prints them."""

from collections.abc import Iterable
from typing import cast

from django.utils import translation

from articles.extensions import SearchResult
from cases.cards import case_card
from cases.models import Case
from cases.shapes import CaseShape


class CaseSearch:
    kind = "case"

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        """Return what readers may see of the cases with these slugs: one query."""
        found = Case.objects.published().filter(slug__in=list(keys))
        with translation.override(language):
            return {
                case.slug: self._result(case, language)
                for case in found.select_related("current_version")
            }

    def _result(self, case: Case, language: str) -> SearchResult:
        version = case.current_version
        if version is None:
            raise ValueError(f"{case} is not published.")
        card = case_card(cast(CaseShape, version.snapshot), language)
        detail = [str(card.court), card.date, card.case_number]
        return SearchResult(
            title=str(card.title),
            language=card.title.language,
            abstract=str(card.sentence),
            url=card.url,
            kind=self.kind,
            detail=" · ".join(part for part in detail if part),
        )
