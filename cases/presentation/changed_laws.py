"""Laws that changed after a case was decided."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import Subject
from cases.presentation.dates import parse_day
from cases.presentation.names import law_name
from cases.presentation.text import LanguageText
from cases.snapshots.schema import CaseShape
from cjo.lib.locales import Precision, date_text, last_day


@dataclass(frozen=True, slots=True)
class ChangedLaw:
    label: LanguageText
    url: str
    day: str


def laws_changed_since(case: CaseShape, language: str) -> list[ChangedLaw]:
    """Return the case's laws that were amended or repealed since, in one query.

    None are returned for a case without a date: nothing is known to come after it.
    """
    laws = {provision["law"]: provision for provision in case["provisions"]}
    decided = last_day(parse_day(case["decided_on"]), case["decided_precision"])
    if not laws or decided is None:
        return []
    changed = Subject.objects.filter(
        kind="law", key__in=list(laws), changed_on__gt=decided
    ).order_by("key")
    return [
        ChangedLaw(
            law_name(laws[key], language),
            reverse("law", args=[key]),
            date_text(changed_on, Precision.DAY, language),
        )
        for key, changed_on in changed.values_list("key", "changed_on")
    ]
