"""Cases near another: on the same provisions, or in the same set, and why."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import cast

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.cards import Card, case_card
from cases.models import Case, CaseProvision, Provision
from cases.sets import SetOfCase
from cases.shapes import CaseShape, ProvisionShape
from cases.words import article_name, law_name

SHOWN = 6
LOOKED_AT = 300  # places of the same provisions in other cases, the newest
_SET_WEIGHT = 2  # a set weighs as much as two provisions


@dataclass(slots=True)
class _Ties:
    provisions: set[str] = field(default_factory=set)
    sets: list[SetOfCase] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return len(self.provisions) + _SET_WEIGHT * len(self.sets)


@dataclass(frozen=True, slots=True)
class NearCase:
    """A case and what it has in common with another."""

    card: Card
    why: str


def cases_near(
    slug: str, snapshot: CaseShape, sets: Iterable[SetOfCase], page: str
) -> list[NearCase]:
    """Return the cases that share most with this one: two queries.

    What has nothing in common is not named: no date, no court makes cases near.
    """
    own = {f"{one['law']}/{one['article']}": one for one in snapshot["provisions"]}
    ties: dict[str, _Ties] = {}
    for key, provision in _on_the_same(own):
        ties.setdefault(key, _Ties()).provisions.add(provision)
    for one in sets:
        for key in one.others[:LOOKED_AT]:
            ties.setdefault(key, _Ties()).sets.append(one)
    ties.pop(slug, None)
    nearest = sorted(ties, key=lambda key: (-ties[key].weight, key))[:SHOWN]
    if not nearest:
        return []
    rows = Case.objects.published().filter(slug__in=nearest)
    versions = {one.slug: one.current_version for one in rows.for_listing()}
    return [
        NearCase(
            case_card(cast(CaseShape, version.snapshot), page),
            _why(ties[key], own, page),
        )
        for key in nearest
        if (version := versions.get(key)) is not None
    ]


def _on_the_same(keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return the slugs of cases, each with a provision that it shares."""
    wanted = Q()
    for key in keys:
        law, _slash, article = key.partition("/")
        number, _hyphen, suffix = article.partition("-")
        wanted |= Q(law__slug=law, number=number, suffix=suffix or 0)
    if not wanted:
        return []
    places = CaseProvision.objects.filter(
        provision__in=Provision.objects.filter(wanted).order_by().values("pk"),
        case__current_version__isnull=False,
    )
    rows = places.order_by("-pk").values_list(
        "case__slug",
        "provision__law__slug",
        "provision__number",
        "provision__suffix",
    )
    return [
        (slug, f"{law}/{number}-{suffix}" if suffix else f"{law}/{number}")
        for slug, law, number, suffix in rows[:LOOKED_AT]
    ]


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
