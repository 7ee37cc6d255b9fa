"""Cases, collections and overviews as search sources."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.extensions.types import SearchResult, SearchSource
from cases.models import Case, Collection, Overview, Record
from cases.presentation.card import case_card, opening
from cases.presentation.dates import format_date
from cases.presentation.names import court_name
from cases.presentation.text import LanguageText, choose
from cases.publishing import search_rows
from cases.snapshots.schema import CaseShape, CollectionShape, OverviewShape
from cjo.lib.turn import in_turn


class RecordSearch(SearchSource):
    """Records are found by their newest snapshot, in every language."""

    model: ClassVar[type[Record]]

    @property
    def kind(self) -> str:  # type: ignore[override]
        return self.model.kind.value

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        with translation.override(language):
            return {
                key: self.result(snapshot, language)
                for key, snapshot in self._snapshots(keys)
            }

    def result(self, snapshot: Any, language: str) -> SearchResult:
        raise NotImplementedError

    def keys(self) -> list[str]:
        published = self.model._default_manager.filter(current_version__isnull=False)
        return list(published.order_by("slug").values_list("slug", flat=True))

    @in_turn
    def index(self, keys: Iterable[str]) -> None:
        # so that no older snapshot overwrites the words of a newer one
        for _key, snapshot in self._snapshots(keys):
            search_rows.index_record(self.model.kind, snapshot)

    def _snapshots(self, keys: Iterable[str]) -> list[tuple[str, dict[str, Any]]]:
        records = self.model._default_manager.filter(
            slug__in=list(keys), current_version__isnull=False
        ).select_related("current_version")
        return [
            (record.slug, record.current_version.snapshot)
            for record in records
            if record.current_version is not None
        ]


class CaseSearch(RecordSearch):
    model = Case

    @property
    def heading(self) -> str:
        return _("Cases")

    def result(self, snapshot: CaseShape, language: str) -> SearchResult:
        card = case_card(snapshot, language)
        number = LanguageText(card.case_number, "zh-hans", language)
        return SearchResult(
            title=str(card.title),
            language=card.title.language,
            abstract=str(card.sentence),
            abstract_language=card.sentence.language,
            url=card.url,
            detail=joined(card.court, card.date, number),
        )


class CollectionSearch(RecordSearch):
    model = Collection

    @property
    def heading(self) -> str:
        return _("Collections")

    def result(self, snapshot: CollectionShape, language: str) -> SearchResult:
        return _released(snapshot, "collection", language)


class OverviewSearch(RecordSearch):
    model = Overview

    @property
    def heading(self) -> str:
        return _("Court statistics")

    def result(self, snapshot: OverviewShape, language: str) -> SearchResult:
        return _released(snapshot, "overview", language)


def joined(*parts: str) -> SafeString:
    """Return the parts that are not empty as a line of HTML, each with its `lang`."""
    return format_html_join(" · ", "{}", ((part,) for part in parts if part))


def _released(
    snapshot: CollectionShape | OverviewShape, name: str, language: str
) -> SearchResult:
    title = choose(snapshot["texts"], "title", language)
    description = opening(choose(snapshot["texts"], "description", language), language)
    day = format_date(snapshot["released_on"], snapshot["released_precision"], language)
    return SearchResult(
        title=str(title),
        language=title.language,
        abstract=str(description),
        abstract_language=description.language,
        url=reverse(name, args=[snapshot["key"]]),
        detail=joined(court_name(snapshot["court"], language), day),
    )
