"""Laws that changed after a case was decided."""

from typing import Any

from django.urls import reverse

from articles.models import Subject
from cases.presentation.dates import parse_day
from cases.presentation.names import law_name
from cases.snapshots.schema import CaseShape
from cjo.lib.locales import Precision, date_text, last_day


def laws_changed_since(case: CaseShape, language: str) -> list[dict[str, Any]]:
    """Return the laws beside a case that were amended or repealed since: one query.

    None of a case whose date is unknown: nothing can be said to come after it.
    """
    laws = {one["law"]: one for one in case["provisions"]}
    decided = last_day(parse_day(case["decided_on"]), case["decided_precision"])
    if not laws or decided is None:
        return []
    changed = Subject.objects.filter(
        kind="law", key__in=list(laws), changed_on__gt=decided
    ).order_by("key")
    return [
        {
            "label": law_name(laws[key], language),
            "url": reverse("law", args=[key]),
            "day": date_text(changed_on, Precision.DAY, language),
        }
        for key, changed_on in changed.values_list("key", "changed_on")
    ]
