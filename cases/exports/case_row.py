"""A case as a row of a table: in English, and as the court writes it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import cast

from cases.exports.cells import IMPRINT, NO_SOURCE, imprint_cells, sources_cell
from cases.exports.citation import version_address
from cases.models import RecordVersion
from cases.presentation.certainty import Statement, statements_of
from cases.presentation.dates import known_date
from cases.presentation.names import court_name, recorded_texts
from cases.presentation.text import choose
from cases.snapshots.schema import CaseShape, ProvisionShape

# Texts that a row states, as provenance names them
_TEXTS = ("name", "parties", "facts", "issues", "holding", "outcome")


@dataclass(frozen=True, slots=True)
class _Row:
    case: CaseShape
    address: str
    collections: list[str]
    statements: list[Statement]

    def english(self, field: str) -> str:
        return str(choose(self.case["texts"], field, "en"))

    def court(self, language: str) -> str:
        return str(court_name(self.case["court"], language))

    def cause(self, language: str) -> str:
        cause = self.case.get("cause")
        return str(choose(cause["texts"], "name", language)) if cause else ""


def _chinese_name(case: CaseShape) -> str:
    return recorded_texts(case["texts"]).get("zh-hans", {}).get("name", "")


def _amounts(case: CaseShape) -> str:
    """Return `CNY 3500.00 (a fine)` for each amount."""
    cells = []
    for shape in case["amounts"]:
        note = choose(shape["texts"], "note", "en")
        amount = f"{shape['currency']} {shape['value']}"
        cells.append(f"{amount} ({note})" if note else amount)
    return "; ".join(cells)


def _proceedings(case: CaseShape) -> str:
    """Return `second, Fourth Court, (2024)京04民终1号, 2024-11`, as far as known."""
    return "; ".join(
        ", ".join(
            part
            for part in (
                step["instance"],
                str(court_name(step["court"], "en")),
                step["case_number"],
                known_date(step["decided_on"], step["decided_precision"]),
            )
            if part
        )
        for step in case["proceedings"]
    )


def _provisions(case: CaseShape, role: str) -> str:
    """Return `pipl/13(1)`: the addresses under /laws/, and their items."""
    return "; ".join(
        f"{_address(provision)}{_paragraph_and_item(provision)}"
        for provision in case["provisions"]
        if provision["role"] == role
    )


def _address(provision: ProvisionShape) -> str:
    parts = [provision["law"], provision.get("version", ""), provision["article"]]
    return "/".join(filter(None, parts))


def _paragraph_and_item(provision: ProvisionShape) -> str:
    """Return ` para. 2(1)`, or `(2)` from an older shape that does not say which."""
    paragraph = provision["paragraph"]
    if "item" not in provision:
        return f"({paragraph})" if paragraph else ""
    item = f"({provision['item']})" if provision["item"] else ""
    return f" para. {paragraph}{item}" if paragraph else item


def _statements(case: CaseShape) -> Iterator[Statement]:
    # a cell has no rows: steps and amounts are told apart by their place, from 1
    yield from statements_of(case["provenance"], "en")
    for place, step in enumerate(case["proceedings"], start=1):
        for statement in statements_of(step["provenance"], "en"):
            yield replace(statement, field=f"proceedings {place} {statement.field}")
    for place, amount in enumerate(case["amounts"], start=1):
        for statement in statements_of(amount["provenance"], "en"):
            yield replace(statement, field=f"amounts {place}")


def _fact(statement: Statement) -> str:
    return (
        statement.field if statement.agrees else f"{statement.field} (says otherwise)"
    )


def _sources_by_fact(row: _Row) -> str:
    """Return `facts: court-site, paper`, and the facts that have no source."""
    stated = {
        "court": row.case["court"],
        "case_number": row.case["case_number"] or row.case["case_number_latin"],
        "decided_on": row.case["decided_on"],
        "cause_of_action": row.case.get("cause"),
        **{field: row.english(field) for field in _TEXTS},
        "amounts": row.case["amounts"],
        "proceedings": row.case["proceedings"],
        "provisions": _provisions(row.case, "applied"),
    }
    # a fact without statement is listed too: silence could be read as "confirmed"
    noted = {statement.field.partition(" ")[0] for statement in row.statements}
    return "; ".join(
        [
            *(
                f"{_fact(statement)}: {', '.join(statement.source_keys) or NO_SOURCE}"
                for statement in row.statements
            ),
            *(
                f"{fact}: {NO_SOURCE}"
                for fact, value in stated.items()
                if value and fact not in noted
            ),
        ]
    )


_COLUMNS: dict[str, Callable[[_Row], str]] = {
    "key": lambda row: row.case["key"],
    "title": lambda row: row.english("title"),
    "title_zh": lambda row: row.case["texts"].get("zh-hans", {}).get("title", ""),
    "name": lambda row: row.english("name"),
    "name_zh": lambda row: _chinese_name(row.case),
    "parties": lambda row: row.english("parties"),
    "court": lambda row: row.court("en"),
    "court_zh": lambda row: row.court("zh-hans"),
    "court_level": lambda row: row.case["court"]["level"] if row.case["court"] else "",
    "province": lambda row: row.case["court"]["province"] if row.case["court"] else "",
    "case_number": lambda row: row.case["case_number"],
    "case_number_latin": lambda row: row.case["case_number_latin"],
    "decided_on": lambda row: known_date(
        row.case["decided_on"], row.case["decided_precision"]
    ),
    "decided_precision": lambda row: row.case["decided_precision"],
    "cause": lambda row: row.cause("en"),
    "cause_zh": lambda row: row.cause("zh-hans"),
    "facts": lambda row: row.english("facts"),
    "issues": lambda row: row.english("issues"),
    "holding": lambda row: row.english("holding"),
    "outcome_kind": lambda row: row.case.get("outcome_kind", "unknown"),
    "outcome": lambda row: row.english("outcome"),
    "amounts": lambda row: _amounts(row.case),
    "proceedings": lambda row: _proceedings(row.case),
    "provisions_applied": lambda row: _provisions(row.case, "applied"),
    "provisions_pointed_to": lambda row: _provisions(row.case, "pointer"),
    "collections": lambda row: "; ".join(row.collections),
    "certainty": lambda row: "; ".join(
        f"{_fact(statement)}: {statement.certainty}" for statement in row.statements
    ),
    "sources_by_fact": _sources_by_fact,
    "source": lambda row: sources_cell(
        row.case["sources"],
        (key for statement in row.statements for key in statement.source_keys),
    ),
    "url": lambda row: row.address,
}
CASE_HEADER = [*_COLUMNS, *IMPRINT]


def case_row(version: RecordVersion, collections: list[str]) -> list[str]:
    case = cast(CaseShape, version.snapshot)
    row = _Row(case, version_address(version), collections, list(_statements(case)))
    return [*(cell(row) for cell in _COLUMNS.values()), *imprint_cells(version)]
