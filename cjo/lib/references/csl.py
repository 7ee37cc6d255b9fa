"""CSL-JSON, as Zotero, pandoc and every CSL processor read it."""

import json
from collections.abc import Sequence
from typing import Any

from cjo.lib.references.citation import Citation, Kind, Name, tidy

_TYPE = {
    Kind.ARTICLE: "article-newspaper",
    Kind.CASE: "legal_case",
    Kind.DATASET: "dataset",
}


def text(citation: Citation) -> str:
    # A list, as the schema of CSL 1.0.2 wants even a single item
    return json.dumps([item(citation)], ensure_ascii=False, indent=2) + "\n"


def item(citation: Citation) -> dict[str, Any]:
    second = tidy(citation.second_title)
    note = tidy(citation.note)
    # CSL has no variable for a translated title, only for the original one
    if second and not citation.from_second:
        note = f"{second}. {note}".strip()
    values: dict[str, Any] = {
        "id": citation.key,
        "type": _TYPE[citation.kind],
        "title": tidy(citation.part or citation.title),
        "original-title": second if citation.from_second else "",
        "author": _names(citation.authors),
        "editor": _names(citation.editors),
        "translator": _names(citation.translators),
        "issued": _date(citation.issued),
        **_holder(citation),
        "version": str(citation.number),
        "language": citation.language,
        "URL": citation.url,
        "note": note,
    }
    return {name: value for name, value in values.items() if value}


def _holder(citation: Citation) -> dict[str, Any]:
    if citation.kind is Kind.CASE:
        return {
            "authority": tidy(citation.court.printed) if citation.court else "",
            "number": tidy("; ".join(citation.case_numbers)),
            "source": citation.site,
        }
    if citation.kind is Kind.DATASET:
        return {
            "publisher": citation.site,
            "original-date": _date(citation.dated),
            "container-title": tidy(citation.title) if citation.part else "",
        }
    return {"container-title": citation.site}


def _names(names: Sequence[Name]) -> list[dict[str, str]]:
    return [
        {"family": tidy(name.family), "given": tidy(name.given)}
        if name.family and name.given
        else {"literal": tidy(name.printed)}
        for name in names
    ]


def _date(date: str) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
