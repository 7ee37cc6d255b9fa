"""A list of cases as CSV and JSON: streamed, bounded, with licence and citation."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django.utils import timezone

from articles.metadata import SITE_NAME
from cases.citing import LICENCE, LICENCE_URL, citation, version_address
from cases.downloads import named_sources, safe
from cases.models import Case, RecordVersion
from cases.shapes import CaseShape
from cases.words import choose, court_name
from cjo.lib.locales import CHINA

LIMIT = 10_000
CHUNK = 200
HEADER = [
    "key",
    "title",
    "title_zh",
    "name",
    "name_zh",
    "court",
    "court_zh",
    "court_level",
    "province",
    "case_number",
    "case_number_latin",
    "decided_on",
    "decided_precision",
    "cause",
    "cause_zh",
    "outcome_kind",
    "outcome",
    "provisions_applied",
    "provisions_pointed_to",
    "certainty",
    "source",
    "url",
    "version",
    "published_at",
    "licence",
    "citation",
    "position",
    "total",
]
_DIGITS = {"year": 4, "month": 7, "day": 10}


@dataclass(frozen=True, slots=True)
class CaseList:
    """The ids of the cases in their order, what all of them are, and the address."""

    ids: list[int]
    total: int
    url: str

    @property
    def name(self) -> str:
        """Return the name of its file, which says when it is not the whole list."""
        return "cases" if len(self.ids) == self.total else f"cases-first-{LIMIT}"

    def versions(self) -> Iterator[RecordVersion]:
        """Bring the published states, so many at a time."""
        for start in range(0, len(self.ids), CHUNK):
            part = self.ids[start : start + CHUNK]
            found = Case.objects.select_related("current_version").in_bulk(part)
            for pk in part:
                version = found[pk].current_version if pk in found else None
                if version is not None:
                    yield version


def list_csv(cases: CaseList) -> Iterator[str]:
    """Yield the header, then a row a case, in English and as the court writes it."""
    yield _line(HEADER)
    for place, version in enumerate(cases.versions(), start=1):
        row = [*_row(version), str(place), str(cases.total)]
        yield _line([safe(cell) for cell in row])


def list_json(cases: CaseList) -> Iterator[str]:
    """Yield an object whose `cases` are records as published."""
    now = timezone.now().astimezone(CHINA)
    head: dict[str, Any] = {
        "kind": "cases",
        "url": cases.url,
        "retrieved_at": now.isoformat(timespec="seconds"),
        "total": cases.total,
        "included": len(cases.ids),
        "complete": len(cases.ids) == cases.total,
        "limit": LIMIT,
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "citation": f"{SITE_NAME}, cases, {now.date().isoformat()}, {cases.url}",
    }
    text = json.dumps(head, ensure_ascii=False, indent=1)
    yield f'{text.removesuffix("}").rstrip()},\n "cases": ['
    for place, version in enumerate(cases.versions()):
        yield ("," if place else "") + "\n" + _entry(version)
    yield "\n]}\n"


def _entry(version: RecordVersion) -> str:
    entry = {
        "key": version.key,
        "version": version.number,
        "published_at": version.document["published_at"],
        "hash": version.hash,
        "url": version_address(version),
        "citation": citation(version),
        "record": version.snapshot,
    }
    return json.dumps(entry, ensure_ascii=False)


def _line(cells: list[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def _row(version: RecordVersion) -> list[str]:
    case = cast(CaseShape, version.snapshot)
    court, cause, texts = case["court"], case.get("cause"), case["texts"]
    chinese = texts.get("zh-hans", {})
    known = case["decided_precision"] in _DIGITS
    day = (case["decided_on"] or "")[: _DIGITS.get(case["decided_precision"], 0)]
    said = dict.fromkeys(key for one in case["provenance"] for key in one["sources"])
    return [
        case["key"],
        str(choose(texts, "title", "en")),
        chinese.get("title", ""),
        str(choose(texts, "name", "en")),
        chinese.get("name", ""),
        str(court_name(court, "en")),
        str(court_name(court, "zh-hans")),
        court["level"] if court else "",
        court["province"] if court else "",
        case["case_number"],
        case["case_number_latin"],
        day if known else "",
        case["decided_precision"],
        str(choose(cause["texts"], "name", "en")) if cause else "",
        str(choose(cause["texts"], "name", "zh-hans")) if cause else "",
        case.get("outcome_kind", "unknown"),
        str(choose(texts, "outcome", "en")),
        _provisions(case, "applied"),
        _provisions(case, "pointer"),
        "; ".join(f"{one['field']}: {one['certainty']}" for one in case["provenance"]),
        named_sources(case["sources"], said),
        version_address(version),
        str(version.number),
        version.document["published_at"],
        f"{LICENCE} ({LICENCE_URL})",
        citation(version),
    ]


def _provisions(case: CaseShape, role: str) -> str:
    """Return `pipl/13(1)`: the keys under which /laws/ has them, and their items."""
    return "; ".join(
        f"{one['law']}/{one['article']}"
        + (f" para. {one['paragraph']}" if one["paragraph"] else "")
        + (f"({one['item']})" if one.get("item") else "")
        for one in case["provisions"]
        if one["role"] == role
    )
