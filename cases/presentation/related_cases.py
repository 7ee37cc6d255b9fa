"""Cases near another: on the same provisions, or in the same set, and why."""

from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import Case, CaseProvision, Membership, RecordVersion, snapshot_in
from cases.presentation.memberships import SetOfCase
from cases.presentation.names import article_name, law_name
from cases.presentation.text import LanguageText, choose
from cases.snapshots.schema import CaseShape, ProvisionShape
from cjo.lib.written import written_once

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
    title: LanguageText
    why: str

    @property
    def url(self) -> str:
        return reverse("case", args=[self.key])


def cases_near(
    case_id: int, snapshot: CaseShape, sets: list[SetOfCase], language: str
) -> list[NearCase]:
    """Return the cases that share most with this one: one query, two if it is in sets.

    What has nothing in common is not named: no date, no court makes cases near.
    """
    own = {_key(one): one for one in snapshot["provisions"]}
    beside: dict[str, list[SetOfCase]] = {}
    for one in sets:
        for key in one.others:
            beside.setdefault(key, []).append(one)
    found: dict[int, str] = dict(_on_the_same(case_id))
    if members := [key for one in sets for key in list(one.others)[:LOOKED_AT]]:
        found |= _members(members)
    ties: list[tuple[int, _Ties]] = []
    for pk, canonical in found.items():
        case = cast(CaseShape, snapshot_in(canonical))
        same = own.keys() & {_key(one) for one in case["provisions"]}
        tie = _Ties(case, same, beside.get(case["key"], []))
        if tie.weight:
            ties.append((pk, tie))
    ties.sort(key=lambda tie: (-tie[1].weight, -tie[0]))
    return [
        NearCase(
            tie.case["key"],
            choose(tie.case["texts"], "title", language),
            _why(tie, own, language),
        )
        for _pk, tie in ties[:SHOWN]
    ]


@written_once
def _on_the_same(case_id: int) -> QuerySet[RecordVersion, Any]:
    """Return the cases that stand beside most provisions of one: key and text."""
    own = CaseProvision.objects.filter(case=case_id).order_by()
    most = (
        CaseProvision.objects.filter(provision__in=own.values("provision"))
        .exclude(case=case_id)
        .exclude(case__in=Case.objects.filter(current_version=None).values("pk"))
        .values("case")
        .annotate(shared=Count("provision", distinct=True))
        .order_by("-shared", "-case")
        .values("case")[:SHOWN]
    )
    versions = RecordVersion.objects.filter(current_case__in=most).order_by()
    return versions.values_list("object_id", "canonical")


def _members(keys: list[str]) -> dict[int, str]:
    versions = RecordVersion.objects.filter(current_case__slug__in=keys).order_by()
    return dict(versions.values_list("object_id", "canonical"))


def _key(provision: ProvisionShape) -> str:
    return f"{provision['law']}/{provision['article']}"


def _why(ties: _Ties, own: dict[str, ProvisionShape], language: str) -> str:
    """Return `Same set: … · Also on PIPL: art. 13, art. 15`."""
    reasons = [_together(one, ties.case["key"]) for one in ties.sets]
    by_law: dict[str, list[ProvisionShape]] = {}
    for key, one in own.items():
        if key in ties.provisions:
            by_law.setdefault(one["law"], []).append(one)
    comma = pgettext("between items of a list", ", ")
    for same in by_law.values():
        articles = dict.fromkeys(article_name(one, exact=False) for one in same)
        words = {"law": law_name(same[0], language), "articles": comma.join(articles)}
        reasons.append(_("Also on %(law)s: %(articles)s") % words)
    return " · ".join(reasons)


def _together(one: SetOfCase, key: str) -> str:
    """Say that both are in a set, and no more surely than each of them is."""
    if {one.certainty, one.others[key]} == {Membership.CONFIRMED}:
        return _("Same set: %(set)s") % {"set": one.title}
    return _("Probably the same set: %(set)s") % {"set": one.title}
