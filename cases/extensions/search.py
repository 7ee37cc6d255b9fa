"""Cases and laws as the results page of a search prints them."""

from collections.abc import Iterable
from typing import cast

from django.utils import translation
from django.utils.translation import gettext as _

from articles.extensions.types import SearchResult
from cases.models import Case, Law
from cases.presentation.card import case_card
from cases.presentation.text import choose, second_text
from cases.snapshots import texts_of
from cases.snapshots.schema import CaseShape
from cjo.lib.locales import Precision, date_text


class CaseSearch:
    kind = "case"

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        cases = Case.objects.published().filter(slug__in=list(keys))
        with translation.override(language):
            return {
                case.slug: self._result(case, language)
                for case in cases.select_related("current_version")
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


class LawSearch:
    kind = "law"

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        laws = Law.objects.filter(slug__in=list(keys)).prefetch_related("texts")
        with translation.override(language):
            return {law.slug: self._result(law, language) for law in laws}

    def _result(self, law: Law, language: str) -> SearchResult:
        texts = texts_of(law.texts.all())
        title = choose(texts, "title", language)
        since = date_text(law.in_force_on, Precision.DAY, language)
        return SearchResult(
            title=str(title) or law.slug,
            language=title.language,
            abstract="",
            url=law.get_absolute_url(),
            kind=self.kind,
            detail=" · ".join(
                part
                for part in (
                    choose(texts, "abbreviation", language),
                    second_text(texts, "title", language),
                    _("in force since %(date)s") % {"date": since} if since else "",
                )
                if part and part != title
            ),
        )
