"""Cases near another: on the same provisions, or in the same set, and why."""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import CaseProvision, RecordVersion
from cases.sets import SetOfCase
from cases.shapes import CaseShape, ProvisionShape
from cases.words import Words, article_name, choose, law_name

SHOWN = 6
LOOKED_AT = 12  # cases of each set
_SET_WEIGHT = 2  # a set weighs as much as two provisions


@dataclass(frozen=True, slots=True)
class _Ties:
    case: CaseShape
    provisions: set[str]
    sets: list[SetOfCase]

    @property
    def weight(self) -> int:
        return len(self.provisions) + _SET_WEIGHT * len(self.sets)


@dataclass(frozen=True, slots=True)
class NearCase:
    """A case and what it has in common with another."""

    key: str
    title: Words
    why: str

    @property
    def url(self) -> str:
        return reverse("case", args=[self.key])


def cases_near(
    case_id: int, snapshot: CaseShape, sets: list[SetOfCase], page: str
) -> list[NearCase]:
    """Return the cases that share most with this one: one query.

    What has nothing in common is not named: no date, no court makes cases near.
    """
    own = {_key(one): one for one in snapshot["provisions"]}
    beside: dict[str, list[SetOfCase]] = {}
    for one in sets:
        for key in one.others:
            beside.setdefault(key, []).append(one)
    wanted = Q(current_case__in=_on_the_same(case_id))
    if members := [key for one in sets for key in one.others[:LOOKED_AT]]:
        wanted |= Q(current_case__slug__in=members)
    ties: list[tuple[int, _Ties]] = []
    for version in RecordVersion.objects.filter(wanted).only("object_id", "canonical"):
        case = cast(CaseShape, version.snapshot)
        same = own.keys() & {_key(one) for one in case["provisions"]}
        tie = _Ties(case, same, beside.get(case["key"], []))
        if tie.weight:
            ties.append((version.object_id, tie))
    ties.sort(key=lambda tie: (-tie[1].weight, -tie[0]))
    return [
        NearCase(
            tie.case["key"],
            choose(tie.case["texts"], "title", page),
            _why(tie, own, page),
        )
        for _pk, tie in ties[:SHOWN]
    ]


def _on_the_same(case_id: int) -> QuerySet[CaseProvision, Any]:
    """Return the cases that stand beside most provisions of one, the newest first."""
    own = CaseProvision.objects.filter(case=case_id).order_by()
    return (
        CaseProvision.objects.filter(provision__in=own.values("provision"))
        .exclude(case=case_id)
        .values("case")
        .annotate(shared=Count("provision", distinct=True))
        .order_by("-shared", "-case")
        .values("case")[:SHOWN]
    )


def _key(provision: ProvisionShape) -> str:
    return f"{provision['law']}/{provision['article']}"


def _why(ties: _Ties, own: dict[str, ProvisionShape], page: str) -> str:
    """Return `Same set: … · Also on PIPL: art. 13, art. 15`."""
    reasons = [_("Same set: %(set)s") % {"set": one.title} for one in ties.sets]
    by_law: dict[str, list[ProvisionShape]] = {}
    for key, one in own.items():
        if key in ties.provisions:
            by_law.setdefault(one["law"], []).append(one)
    comma = pgettext("between items of a list", ", ")
    for same in by_law.values():
        articles = dict.fromkeys(article_name({**one, "paragraph": ""}) for one in same)
        words = {"law": law_name(same[0], page), "articles": comma.join(articles)}
        reasons.append(_("Also on %(law)s: %(articles)s") % words)
    return " · ".join(reasons)
