"""A list of cases as CSV and JSON: streamed, bounded, with licence and citation."""

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.utils import timezone

from articles.presentation.json_ld import SITE_NAME
from cases.case_list.filters import every_place
from cases.exports.case_row import CASE_HEADER, case_row
from cases.exports.citation import citation, version_address
from cases.models import RecordVersion, RelatedDecision
from cjo.lib.csv_cells import csv_head, csv_line
from cjo.lib.licence import LICENCE, LICENCE_URL
from cjo.lib.locales import CHINA

LIMIT = 10_000
CHUNK = 200
NAME_LENGTH = 100  # letters in the name of a file, which distinguish lists
# The columns are in both; the JSON of a record may have more, each with its own
LANGUAGES = "en, zh-Hans"
_UNSAFE = re.compile("[^a-z0-9]+")
HEADER = [*CASE_HEADER, "position", "total", "list_url", "retrieved_at"]


@dataclass(frozen=True, slots=True)
class CaseList:
    """The ids of the listed cases, the number of all that match, and the address."""

    ids: list[int]
    total: int
    url: str

    @property
    def name(self) -> str:
        # filters and order are in the name, so that no list overwrites another
        chosen = parse_qsl(urlsplit(self.url).query)
        whole = len(self.ids) == self.total
        words = [
            "cases",
            *([] if whole else [f"first-{LIMIT}"]),
            *map("-".join, chosen),
        ]
        name = _UNSAFE.sub("-", "-".join(words).lower()).strip("-")
        if len(name) <= NAME_LENGTH:
            return name
        mark = hashlib.sha256(self.url.encode()).hexdigest()[:8]
        return f"{name[: NAME_LENGTH - 9].rstrip('-')}-{mark}"

    def parts(self) -> Iterator[list[RecordVersion]]:
        # an export is streamed: 10,000 snapshots at once would fill the memory
        for start in range(0, len(self.ids), CHUNK):
            ids = self.ids[start : start + CHUNK]
            versions = {
                version.object_id: version
                for version in RecordVersion.objects.filter(current_case__in=ids)
            }
            yield [versions[pk] for pk in ids if pk in versions]


def list_csv(cases: CaseList) -> Iterator[str]:
    """Yield the header, then a row a case, in English and as the court writes it."""
    yield csv_head(HEADER)
    retrieved = _now().isoformat(timespec="seconds")
    place = 0
    for versions in cases.parts():
        collections = _collections([version.object_id for version in versions])
        for version in versions:
            place += 1
            row = case_row(version, collections.get(version.object_id, []))
            row += [str(place), str(cases.total), cases.url, retrieved]
            yield csv_line(row)


def list_json(cases: CaseList) -> Iterator[str]:
    now = _now()
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
    # the head is closed by hand, because the records follow one by one
    text = json.dumps(head, ensure_ascii=False, indent=1)
    yield f'{text.removesuffix("}").rstrip()},\n "cases": ['
    for place, version in enumerate(chain.from_iterable(cases.parts())):
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


def _now() -> dt.datetime:
    return timezone.now().astimezone(CHINA)


def _collections(ids: list[int]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = {}
    places = every_place().filter(case__in=ids)
    for case, slug, certainty, number in places.order_by(
        "collection__slug"
    ).values_list("case", "collection__slug", "certainty", "official_number"):
        numbered = f", no. {number}" if number else ""
        names.setdefault(case, []).append(f"{slug}: {certainty}{numbered}")
    related = RelatedDecision.objects.filter(
        collection__current_version__isnull=False, case__in=ids
    )
    for case, slug in related.order_by("collection__slug").values_list(
        "case", "collection__slug"
    ):
        names.setdefault(case, []).append(f"{slug}: beside it, not counted")
    return names
