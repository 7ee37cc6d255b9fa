"""A case as a row of a table: in English, and as the court writes it."""

from collections.abc import Iterable, Iterator
from typing import cast

from cases.exports.citation import LICENCE, LICENCE_URL, citation, version_address
from cases.exports.overview import NO_SOURCE, named_sources
from cases.models import RecordVersion
from cases.presentation.dates import known_date
from cases.presentation.names import court_name, recorded_texts
from cases.presentation.text import choose
from cases.snapshots.schema import CaseShape, ProvenanceShape, ProvisionShape

CASE_HEADER = [
    "key",
    "title",
    "title_zh",
    "name",
    "name_zh",
    "parties",
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
    "facts",
    "issues",
    "holding",
    "outcome_kind",
    "outcome",
    "amounts",
    "proceedings",
    "provisions_applied",
    "provisions_pointed_to",
    "collections",
    "certainty",
    "sources_by_fact",
    "source",
    "url",
    "version",
    "published_at",
    "licence",
    "citation",
]
# A statement, and the fact that it is on
Said = tuple[str, ProvenanceShape]

# Words that a row states, as provenance names them
_TEXTS = ("name", "parties", "facts", "issues", "holding", "outcome")


def case_row(version: RecordVersion, collections: Iterable[str]) -> list[str]:
    """Return the cells of a published state, in the order of CASE_HEADER."""
    case = cast(CaseShape, version.snapshot)
    court, cause, texts = case["court"], case.get("cause"), case["texts"]
    chinese = texts.get("zh-hans", {})
    said = list(_statements(case))
    return [
        case["key"],
        str(choose(texts, "title", "en")),
        chinese.get("title", ""),
        str(choose(texts, "name", "en")),
        recorded_texts(texts).get("zh-hans", {}).get("name", ""),
        str(choose(texts, "parties", "en")),
        str(court_name(court, "en")),
        str(court_name(court, "zh-hans")),
        court["level"] if court else "",
        court["province"] if court else "",
        case["case_number"],
        case["case_number_latin"],
        known_date(case["decided_on"], case["decided_precision"]),
        case["decided_precision"],
        str(choose(cause["texts"], "name", "en")) if cause else "",
        str(choose(cause["texts"], "name", "zh-hans")) if cause else "",
        str(choose(texts, "facts", "en")),
        str(choose(texts, "issues", "en")),
        str(choose(texts, "holding", "en")),
        case.get("outcome_kind", "unknown"),
        str(choose(texts, "outcome", "en")),
        _amounts(case),
        _proceedings(case),
        _provisions(case, "applied"),
        _provisions(case, "pointer"),
        "; ".join(collections),
        "; ".join(f"{fact}: {one['certainty']}" for fact, one in said),
        _sources_by_fact(case, said),
        named_sources(
            case["sources"], (key for _, one in said for key in one["sources"])
        ),
        version_address(version),
        str(version.number),
        version.document["published_at"],
        f"{LICENCE} ({LICENCE_URL})",
        citation(version),
    ]


def _amounts(case: CaseShape) -> str:
    """Return `CNY 3500.00 (what it was for)`."""
    found = []
    for one in case["amounts"]:
        note = choose(one["texts"], "note", "en")
        amount = f"{one['currency']} {one['value']}"
        found.append(f"{amount} ({note})" if note else amount)
    return "; ".join(found)


def _proceedings(case: CaseShape) -> str:
    """Return `second, Fourth Court, (2024)京04民终1号, 2024-11`, as far as known."""
    return "; ".join(
        ", ".join(
            part
            for part in (
                one["instance"],
                str(court_name(one["court"], "en")),
                one["case_number"],
                known_date(one["decided_on"], one["decided_precision"]),
            )
            if part
        )
        for one in case["proceedings"]
    )


def _provisions(case: CaseShape, role: str) -> str:
    """Return `pipl/13(1)`: the keys under which /laws/ has them, and their items."""
    return "; ".join(
        f"{one['law']}/{one['article']}{_place(one)}"
        for one in case["provisions"]
        if one["role"] == role
    )


def _place(one: ProvisionShape) -> str:
    """Return ` para. 2(1)`; a place that nobody told apart is in brackets alone."""
    if "item" not in one:
        return f"({one['paragraph']})" if one["paragraph"] else ""
    paragraph = f" para. {one['paragraph']}" if one["paragraph"] else ""
    return f"{paragraph}({one['item']})" if one["item"] else paragraph


def _statements(case: CaseShape) -> Iterator[Said]:
    """Yield each statement with the fact that it is on, `amounts 1` for the first."""
    for one in case["provenance"]:
        yield _on(one["field"], one)
    for place, step in enumerate(case["proceedings"], start=1):
        for one in step["provenance"]:
            yield _on(f"proceedings {place} {one['field']}", one)
    for place, amount in enumerate(case["amounts"], start=1):
        yield from (_on(f"amounts {place}", one) for one in amount["provenance"])


def _on(fact: str, one: ProvenanceShape) -> Said:
    return (fact if one["agrees"] else f"{fact} (says otherwise)"), one


def _sources_by_fact(case: CaseShape, said: list[Said]) -> str:
    """Return `facts: court-site, paper`; what has no source on record says so."""
    noted = {fact.partition(" ")[0] for fact, _ in said}
    lines = [f"{fact}: {', '.join(one['sources']) or NO_SOURCE}" for fact, one in said]
    unsaid = (fact for fact in _stated(case) if fact not in noted)
    return "; ".join([*lines, *(f"{fact}: {NO_SOURCE}" for fact in unsaid)])


def _stated(case: CaseShape) -> Iterator[str]:
    """Yield the facts that the row states, as provenance names them."""
    stated = {
        "court": case["court"],
        "case_number": case["case_number"] or case["case_number_latin"],
        "decided_on": case["decided_on"],
        "cause_of_action": case.get("cause"),
        **{name: choose(case["texts"], name, "en") for name in _TEXTS},
        "amounts": case["amounts"],
        "proceedings": case["proceedings"],
        "provisions": any(one["role"] == "applied" for one in case["provisions"]),
    }
    yield from (fact for fact, value in stated.items() if value)
