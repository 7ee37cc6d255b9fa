"""Shares and gaps: the arithmetic of an overview's figures."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import ngettext

from cases.snapshots.periods import is_same, window_of
from cases.snapshots.schema import (
    GroupShape,
    OverviewShape,
    PrintedShape,
    Sources,
    StatisticShape,
)
from cjo.lib.locales import number_text

_EXACT = re.compile(r"^\s*(\d+(?:\.(\d+))?)\s*[%％]\s*$")


def computed_share(value: int, base: int, digits: int = 1) -> Decimal:
    """Return a share in per cent, rounded half up."""
    exact = Decimal(value) * 100 / Decimal(base)
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def find(snapshot: OverviewShape, key: str) -> StatisticShape | None:
    for group in snapshot["groups"]:
        for statistic in group["statistics"]:
            if statistic["key"] == key:
                return statistic
    return None


def gap(group: GroupShape, snapshot: OverviewShape, language: str) -> str:
    """Say by how many the parts of a group miss their base, if they do.

    Figures of different windows are never added.
    """
    parts = group["statistics"]
    bases = {one["base"] for one in parts}
    base = find(snapshot, bases.pop() or "") if len(bases) == 1 else None
    if not group["parts"] or base is None:
        return ""
    whole = snapshot["period"]
    window = window_of(base["period"], whole)
    if not all(is_same(window_of(one["period"], whole), window) for one in parts):
        return ""
    missing = base["value"] - sum(one["value"] for one in parts)
    if missing == 0:
        return ""
    return ngettext(
        "The parts differ from their base by %(count)s.",
        "The parts differ from their base by %(count)s.",
        abs(missing),
    ) % {"count": number_text(abs(missing), language)}


def exact_share(text: str) -> Decimal | None:
    """Return the number of a printed share that is one, such as 84.1%."""
    found = _EXACT.match(text)
    return Decimal(found[1]) if found else None


def is_translated(printed: PrintedShape, sources: Sources) -> bool:
    """Tell whether a printed share stands in words that its source cannot have."""
    own = sources[printed["source"]]["language"]
    return exact_share(printed["text"]) is None and printed["language"] != own


def contradicts(text: str, value: int, base: int) -> bool:
    """Tell whether an exact printed share is not the computed one, rounded alike."""
    found = _EXACT.match(text)
    if found is None:
        return False
    return Decimal(found[1]) != computed_share(value, base, len(found[2] or ""))
