"""The marks of certainty of a snapshot, each with the grade that its sources allow."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cases.models import (
    Allowed,
    Certainty,
    Court,
    Evidence,
    Law,
    Membership,
    Source,
    allowed_grade,
)
from cases.snapshots.parts import provenance_of, sources_of
from cases.snapshots.schema import ProvenanceShape, Sources, SourceShape


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade that readers see of a fact, or of a place in a collection."""

    fact: str
    grade: str
    sources: tuple[str, ...]
    allowed: Allowed
    is_place: bool = False
    has_reason: bool = False

    @property
    def is_broken(self) -> bool:
        """Return whether the mark says more than its definition allows."""
        if not self.is_place:
            return not self.allowed.permits(self.grade)
        if self.grade == Membership.CONFIRMED:
            return not self.allowed.permits(Certainty.REPORTED)
        return self.grade == Membership.PROBABLE and not self.has_reason


def marks_of(snapshot: dict[str, Any]) -> Iterator[Mark]:
    """Yield every mark of a case, a collection or an overview."""
    sources: Sources = snapshot["sources"]
    yield from _on_facts("", snapshot["provenance"], sources)
    for name in ("proceedings", "amounts"):
        for place, row in enumerate(snapshot.get(name, ()), start=1):
            yield from _on_facts(f"{name} {place} ", row["provenance"], sources)
    for group in snapshot.get("groups", ()):
        for figure in group["statistics"]:
            prefix = f"statistics {figure['key']} "
            yield from _on_facts(prefix, figure["provenance"], sources)
    for item in snapshot.get("items", ()):
        yield Mark(
            f"items {item['position']}",
            item["certainty"],
            tuple(item["sources"]),
            _allowed(item["sources"], sources),
            is_place=True,
            has_reason=any(text.get("note") for text in item["texts"].values()),
        )


def marks_of_reference(row: Court | Law) -> list[Mark]:
    """Return the marks of a row without versions."""
    known: set[Source] = set()
    provenance = provenance_of(row.provenance.all(), known)
    return list(_on_facts("", provenance, sources_of(known)))


def _on_facts(
    prefix: str, provenance: Iterable[ProvenanceShape], sources: Sources
) -> Iterator[Mark]:
    for shape in provenance:
        otherwise = "" if shape["agrees"] else " (says otherwise)"
        yield Mark(
            f"{prefix}{shape['field']}{otherwise}",
            shape["certainty"],
            tuple(shape["sources"]),
            _allowed(shape["sources"], sources),
        )


def _allowed(keys: Iterable[str], sources: Sources) -> Allowed:
    return allowed_grade(_evidence(key, sources[key]) for key in keys)


def _evidence(key: str, source: SourceShape) -> Evidence:
    address = source.get("address", "none")
    return Evidence(
        source.get("text_of", ""),
        source.get("carrier", ""),
        source.get("copy_of") or key,
        has_address=address != "none",
        address_checked=address == "checked",
    )
