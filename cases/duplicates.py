"""Cases that may be one and the same: by their number, or by names and court."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from cases.models import Case, CaseText, Proceeding

GROUPS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another case that may be the same, and why."""

    case: Case
    reason: str


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that have a number or a name in common."""

    reason: str
    shared: str
    cases: list[Case]


def duplicates_of(case: Case) -> list[Duplicate]:
    """Return the cases that may be this one, by number first, each of them once.

    Names alone say little of people made anonymous: they count within one court, and
    never against two numbers that differ.
    """
    found: dict[int, Duplicate] = {}
    others = Case.objects.exclude(pk=case.pk).order_by("slug")
    if case.number_key:
        for other in others.filter(number_key=case.number_key):
            found[other.pk] = Duplicate(other, _("It has the same case number."))
        steps = Proceeding.objects.filter(number_key=case.number_key).values("case")
        for other in others.filter(pk__in=steps):
            said = _("The same number stands in its procedure.")
            found.setdefault(other.pk, Duplicate(other, said))
    names = {text.name_key for text in case.texts.all()} - {""}
    if names and case.court_id:
        for other in others.filter(
            _compatible(case.number_key),
            pk__in=CaseText.objects.filter(name_key__in=names).values("case"),
            court=case.court_id,
        ):
            said = _("It has the same name, at the same court.")
            found.setdefault(other.pk, Duplicate(other, said))
    return list(found.values())


def _compatible(number: str) -> Q:
    return Q(number_key__in=["", number]) if number else Q()


def groups() -> list[Group]:
    """Return every group of cases that may be one: the first hundreds of them."""
    return [*_by_number(), *_by_name()][:GROUPS_SHOWN]


def _by_number() -> Iterable[Group]:
    shared = (
        Case.objects.exclude(number_key="")
        .order_by()
        .values("number_key")
        .annotate(times=Count("pk"))
        .filter(times__gt=1)
        .values_list("number_key", flat=True)[:GROUPS_SHOWN]
    )
    cases: dict[str, list[Case]] = {}
    for case in Case.objects.filter(number_key__in=list(shared)).order_by("slug"):
        cases.setdefault(case.number_key, []).append(case)
    for same in cases.values():
        yield Group(_("the same case number"), same[0].case_number, same)


def _by_name() -> Iterable[Group]:
    """Yield the groups by name; one whose numbers all differ is none."""
    texts = CaseText.objects.exclude(name_key="").filter(case__court__isnull=False)
    shared = (
        texts.order_by()
        .values("name_key", "case__court")
        .annotate(times=Count("case", distinct=True))
        .filter(times__gt=1)
        .values_list("name_key", flat=True)[:GROUPS_SHOWN]
    )
    found: dict[tuple[str, int], dict[int, CaseText]] = {}
    rows = texts.filter(name_key__in=list(shared)).select_related("case")
    for text in rows.annotate(court=F("case__court")).order_by("case__slug"):
        same = found.setdefault((text.name_key, text.court), {})
        same.setdefault(text.case_id, text)
    seen: set[frozenset[int]] = set()
    for same in found.values():
        if len(same) < 2 or frozenset(same) in seen:
            continue
        seen.add(frozenset(same))
        cases = [text.case for text in same.values()]
        numbers = [case.number_key for case in cases if case.number_key]
        # each with a number of its own: they are not one
        if len(set(numbers)) < len(cases):
            name = next(iter(same.values())).name
            yield Group(_("the same name at the same court"), name, cases)
