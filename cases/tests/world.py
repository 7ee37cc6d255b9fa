"""A small world of records for tests: one court, its figures, its cases."""

from typing import Any

from django.contrib.auth.models import User

from cases import importing
from cases.models import Case, RecordVersion
from cjo.test import BaseTestCase

SOURCES: list[dict[str, Any]] = [
    {
        "key": "court-site",
        "title": "Briefing",
        "publisher": "The court",
        "url": "https://court.example/briefing",
        "text_of": "court",
        "carrier": "original",
        "language": "en",
    },
    {
        "key": "paper",
        "title": "通报会报道",
        "publisher": "A newspaper",
        "url": "https://paper.example/report",
        "text_of": "press",
        "carrier": "original",
        "language": "zh-hans",
    },
    {
        "key": "copy",
        "title": "A copy of the report",
        "url": "http://copies.example/report",
        "text_of": "press",
        "carrier": "damaged_copy",
        "language": "zh-hans",
        "public": False,
    },
]
COURTS: list[dict[str, Any]] = [
    {
        "slug": "internet-court",
        "code": "京0491",
        "level": "primary",
        "kind": "internet",
        "parent": "fourth-court",
        "texts": {
            "en": {"name": "Internet Court"},
            "zh-hans": {"name": "互联网法院"},
        },
    },
    {
        "slug": "fourth-court",
        "level": "intermediate",
        "texts": {"en": {"name": "Fourth Court"}, "zh-hans": {"name": "第四法院"}},
    },
]
LAWS: list[dict[str, Any]] = [
    {
        "slug": "pipl",
        "in_force": "2021-11-01",
        "articles": ["13"],
        "texts": {
            "en": {"title": "Information Law", "abbreviation": "PIPL"},
            "zh-hans": {"title": "信息法"},
        },
    }
]


def case_data(slug: str = "ma-v-company", **changes: Any) -> dict[str, Any]:
    """Return a case; the test names only the fields that matter to it."""
    return {
        "slug": slug,
        "court": "internet-court",
        "case_number": "(2023)京0491民初1号",
        "decided_on": "2024-06-20",
        "provisions": [
            {"law": "pipl", "article": "13", "item": "1", "role": "pointer"}
        ],
        "texts": {
            "en": {
                "title": "Pre-ticked consent",
                "name": "Ma v a company",
                "facts": "A box was ticked by the software.",
                "holding": "A ticked box is no consent.",
            },
            "zh-hans": {
                "title": "自动勾选同意",
                "name": "马某与某公司案",
                "method": "machine",
                "translated_from": "en",
            },
        },
        "provenance": [
            {
                "field": "facts",
                "certainty": "confirmed",
                "sources": ["court-site", "copy"],
            },
            {"field": "amounts", "certainty": "unknown", "sources": []},
        ],
        **changes,
    }


def statistic(key: str, value: int, base: str | None = None, **changes: Any) -> Any:
    return {
        "key": key,
        "group": "caseload",
        "value": value,
        "base": base,
        "certainty": "confirmed",
        "sources": ["court-site"],
        "texts": {"en": {"label": f"Cases {key}"}},
        **changes,
    }


def overview_data(**changes: Any) -> dict[str, Any]:
    return {
        "slug": "figures-2024",
        "court": "internet-court",
        "released_on": "2024-10-30",
        "period": {"start": "2023-10-01", "end": "2024-10-31", "precision": "month"},
        "texts": {
            "en": {"title": "Figures of 2024", "scope": "Cases of one year."},
            "zh-hans": {
                "title": "2024年数据",
                "method": "machine",
                "translated_from": "en",
            },
        },
        "groups": [{"key": "caseload", "texts": {"en": {"label": "Caseload"}}}],
        "statistics": [
            statistic("accepted", 113, headline=True),
            statistic(
                "companies",
                95,
                "accepted",
                headline=True,
                texts={"en": {"label": "Companies"}, "zh-hans": {"label": "企业"}},
                printed=[
                    {"text": "over 80%", "language": "en", "source": "court-site"},
                    {"text": "84.1%", "language": "zh-hans", "source": "paper"},
                ],
            ),
        ],
        **changes,
    }


def collection_data(**changes: Any) -> dict[str, Any]:
    return {
        "slug": "typical-2024",
        "court": "internet-court",
        "overview": "figures-2024",
        "released_on": "2024-10-30",
        "size": 3,
        "texts": {"en": {"title": "Typical cases"}},
        "items": [
            {
                "position": 1,
                "official_number": 1,
                "case": "ma-v-company",
                "certainty": "confirmed",
                "sources": ["court-site"],
            },
            {
                "position": 2,
                "case": "wei-v-guo",
                "certainty": "probable",
                "texts": {"en": {"note": "The facts match the briefing."}},
            },
            {"position": 3, "certainty": "unidentified"},
        ],
        "related": [
            {"case": "yang-v-lin", "texts": {"en": {"reason": "Fits the theme."}}}
        ],
        **changes,
    }


def load_reference(by: User) -> None:
    importing.load_sources(SOURCES, by)
    importing.load_courts(COURTS, by)
    importing.load_laws(LAWS, by)


def load_world(by: User) -> RecordVersion | None:
    """Load everything; returns the version of the collection."""
    load_reference(by)
    importing.load_case(case_data(), by)
    importing.load_case(
        case_data(
            "wei-v-guo",
            case_number="",
            decided_on=None,
            texts={"en": {"title": "Stolen papers", "outcome": "Liable."}},
        ),
        by,
    )
    importing.load_case(
        case_data("yang-v-lin", texts={"en": {"title": "Hiring list"}}), by
    )
    importing.load_overview(overview_data(), by)
    return importing.load_collection(collection_data(), by)


class WorldTestCase(BaseTestCase):
    """Everything is loaded; `case()` is the case that the others are told from."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def case(self) -> Case:
        return Case.objects.get(slug="ma-v-company")
