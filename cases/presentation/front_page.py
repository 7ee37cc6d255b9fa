"""What the front page shows of records: the newest overview's figures."""

from typing import Any, cast

from django.db.models import F
from django.urls import reverse

from cases.models import Overview
from cases.presentation.dates import format_period
from cases.presentation.names import court_name
from cases.presentation.text import choose
from cases.snapshots.schema import OverviewShape

NUMERALS = 3


def newest_overview(language: str) -> dict[str, Any] | None:
    """Return the overview that a court released last; None before the first."""
    overview = (
        Overview.objects.filter(current_version__isnull=False)
        .select_related("current_version")
        .order_by(F("released_on").desc(nulls_last=True), "-pk")
        .first()
    )
    if overview is None or overview.current_version is None:
        return None
    shape = cast(OverviewShape, overview.current_version.snapshot)
    figures = [one for group in shape["groups"] for one in group["statistics"]]
    court, time = (
        court_name(shape["court"], language),
        format_period(shape["period"], language),
    )
    return {
        "url": reverse("overview", args=[shape["key"]]),
        "title": choose(shape["texts"], "title", language),
        "numerals": [
            {"value": one["value"], "label": choose(one["texts"], "label", language)}
            for one in figures
            if one["headline"]
        ][:NUMERALS],
        "source": " · ".join(part for part in (str(court), time) if part),
    }
