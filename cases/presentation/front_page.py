"""The newest overview, for the front page."""

from typing import cast

from django.db.models import F

from cases.models import Overview
from cases.presentation.overview import PresentedOverview, present_overview
from cases.snapshots.schema import OverviewShape


def newest_overview(language: str) -> PresentedOverview | None:
    """Return the overview that a court released last; None before the first."""
    overview = (
        Overview.objects.filter(current_version__isnull=False)
        .select_related("current_version")
        .order_by(F("released_on").desc(nulls_last=True), "-pk")
        .first()
    )
    if overview is None or overview.current_version is None:
        return None
    version = overview.current_version
    shape = cast(OverviewShape, version.snapshot)
    return present_overview(shape, version.number, language)
