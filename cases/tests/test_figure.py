"""The note on a figure in a text: its label, its base and its sources."""

from typing import Any

from django.test import SimpleTestCase
from django.utils.translation import override

from cases.presentation.figure import figure_note, present_figure
from cases.snapshots.schema import OverviewShape, StatisticShape

OURS: dict[str, Any] = {
    "title": "Cases <published>",
    "publisher": "China Justice Observer",
    "language": "en",
}
PAPER: dict[str, Any] = {
    "title": "Report of 1 November 2024 (title not recorded)",
    "publisher": "光明网",
    "language": "zh-hans",
}


def source(fields: dict[str, Any]) -> dict[str, Any]:
    return {"url": "", "archived_url": "", "seen_on": None, "public": True, **fields}


def statement(*keys: str, agrees: bool = True) -> Any:
    return {
        "field": "value",
        "certainty": "confirmed",
        "agrees": agrees,
        "sources": list(keys),
        "texts": {},
    }


class FigureNoteTests(SimpleTestCase):
    def note(self, *provenance: Any, language: str = "en", **sources: Any) -> str:
        statistic: StatisticShape = {
            "key": "accepted",
            "value": 113,
            "base": None,
            "headline": True,
            "period": None,
            "texts": {"en": {"label": "Cases accepted"}},
            "printed": [],
            "provenance": list(provenance),
        }
        overview: Any = {
            "key": "figures-2024",
            "groups": [],
            "period": {"start": "2024-01-01", "end": "2024-01-01", "precision": "year"},
            "sources": {key: source(fields) for key, fields in sources.items()},
        }
        shape: OverviewShape = overview
        with override(language):
            figure = present_figure(statistic, shape, language)
            return str(figure_note(figure, shape["sources"]))

    def test_it_names_publisher_and_title_and_counts_the_others(self) -> None:
        more: dict[str, Any] = {f"more{n}": PAPER for n in range(9)}
        html = self.note(statement("ours", *more), ours=OURS, **more)
        self.assertIn(
            "Source: China Justice Observer, “Cases &lt;published&gt;”, and 9 others)",
            html,
        )

    def test_one_more_source_is_one_other(self) -> None:
        html = self.note(statement("ours", "paper"), ours=OURS, paper=PAPER)
        self.assertIn("”, and 1 other)", html)

    def test_a_single_source_has_no_others(self) -> None:
        self.assertTrue(self.note(statement("ours"), ours=OURS).endswith("”)"))

    def test_a_description_of_ours_is_no_title_in_quotation_marks(self) -> None:
        html = self.note(statement("paper"), paper=PAPER)
        publisher = '<span lang="zh-Hans">光明网</span>'
        self.assertIn(f"Source: {publisher}, Report of 1 November 2024)", html)

    def test_a_source_named_twice_counts_once_and_one_that_disagrees_never(
        self,
    ) -> None:
        html = self.note(
            statement("ours"),
            statement("ours"),
            statement("paper", agrees=False),
            ours=OURS,
            paper=PAPER,
        )
        self.assertNotIn("other", html)

    def test_a_long_title_is_cut(self) -> None:
        html = self.note(statement("ours"), ours={**OURS, "title": "law " * 100})
        self.assertIn("…”", html)
        self.assertLess(len(html), 200)

    def test_without_a_source_it_says_so(self) -> None:
        self.assertIn("Source: none on record)", self.note(statement()))

    def test_what_is_not_in_the_language_of_the_page_says_so(self) -> None:
        html = self.note(statement("ours"), language="zh-hans", ours=OURS)
        self.assertIn('<span lang="en">Cases accepted</span>', html)
        self.assertIn('<span lang="en">China Justice Observer</span>', html)
