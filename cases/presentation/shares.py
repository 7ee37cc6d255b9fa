"""The arithmetic of an overview: shares, and gaps between parts and their base."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import ngettext

from cases.snapshots.overview import find_statistic
from cases.snapshots.periods import is_same
from cases.snapshots.schema import GroupShape, OverviewShape
from cjo.lib.locales import number_text

_EXACT = re.compile(r"^\s*(\d+(?:\.(\d+))?)\s*[%％]\s*$")


def computed_share(value: int, base: int, digits: int = 1) -> Decimal:
    """Return a share in per cent."""
    # half up, as people round; Python rounds half to even
    exact = Decimal(value) * 100 / Decimal(base)
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def exact_share(text: str) -> Decimal | None:
    """Return the number of a printed share such as `84.1%`; None for `over 80%`."""
    match = _EXACT.match(text)
    return Decimal(match[1]) if match else None


def contradicts(text: str, value: int, base: int) -> bool:
    """Return whether an exact printed share differs from the computed one."""
    match = _EXACT.match(text)
    if match is None:
        return False
    # "84%" is no contradiction of 84.1 %: compare as many decimals as are printed
    return Decimal(match[1]) != computed_share(value, base, len(match[2] or ""))


def gap(group: GroupShape, overview: OverviewShape, language: str) -> str:
    """Return a sentence on how far the parts of a group differ from their base."""
    parts = group["statistics"]
    base_keys = {part["base"] for part in parts}
    base = find_statistic(overview, base_keys.pop()) if len(base_keys) == 1 else None
    if not group["parts"] or base is None:
        return ""
    # figures of different periods are never added
    own = overview["period"]
    period = base["period"] or own
    if not all(is_same(part["period"] or own, period) for part in parts):
        return ""
    missing = abs(base["value"] - sum(part["value"] for part in parts))
    if missing == 0:
        return ""
    # Translators: The parts are the figures of a group, the base is the total that they
    # should add up to; count is a number.
    return ngettext(
        "The parts differ from their base by %(count)s.",
        "The parts differ from their base by %(count)s.",
        missing,
    ) % {"count": number_text(missing, language)}
