"""Cases that may be one and the same: by their number, or by names and court."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q
from django.utils.translation import gettext as _

from cases.models import Case, CaseText, NumberKey

GROUPS_SHOWN = 500  # as many as somebody will ever work through


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another case that may be the same, and why."""

    case: Case
    reason: str


@dataclass(frozen=True, slots=True)
class Shared:
    """A number, or else a name, that cases share."""

    reason: str
    words: str
    is_number: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Cases that may be one, with all that says so, numbers first."""

    cases: list[Case]
    shared: list[Shared]

    @property
    def has_number(self) -> bool:
        return any(shared.is_number for shared in self.shared)


@dataclass(frozen=True, slots=True)
class Groups:
    """The groups of cases that may be one; `is_cut` where there are more."""

    listed: list[Group]
    is_cut: bool


def duplicates_of(case: Case) -> list[Duplicate]:
    """Return the cases that may be this one, by number first, each of them once.

    Names alone say little of people made anonymous: they count within one court, and
    never against two numbers that differ.
    """
    found: dict[int, Duplicate] = {}
    others = Case.objects.published().exclude(pk=case.pk).order_by("slug")
    numbers = case.keys_of_numbers()
    same = NumberKey.objects.filter(key__in=numbers, is_pinyin=False)
    if numbers:
        own = same.filter(proceeding=None).values("case")
        for other in others.filter(pk__in=own):
            found[other.pk] = Duplicate(other, _("It has the same case number."))
        steps = same.filter(proceeding__isnull=False).values("case")
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


def groups() -> Groups:
    """Return each group of cases that may be one, those with a number first."""
    numbers, names = _by_number(), _by_name()
    kept: list[tuple[set[int], Group]] = []
    # the largest first: what some of a group share is said of the group
    for group in sorted([*numbers, *names], key=lambda group: -len(group.cases)):
        members = {case.pk for case in group.cases}
        whole = next((group for known, group in kept if members <= known), None)
        if whole is None:
            kept.append((members, group))
        else:
            whole.shared.extend(group.shared)
            whole.shared.sort(key=lambda shared: not shared.is_number)
    ordered = sorted(
        (group for _members, group in kept),
        key=lambda group: (not group.has_number, group.cases[0].slug),
    )
    return Groups(
        ordered[:GROUPS_SHOWN],
        is_cut=max(len(numbers), len(names), len(ordered)) > GROUPS_SHOWN,
    )


def _by_number() -> list[Group]:
    """Return the groups by number: one more than are shown, if there are more."""
    own = NumberKey.objects.filter(
        proceeding=None, is_pinyin=False, case__current_version__isnull=False
    ).order_by()
    shared = (
        own.values("key")
        .annotate(times=Count("case"), first=Min("case__slug"))
        .filter(times__gt=1)
        .order_by("first", "key")
        .values_list("key", flat=True)[: GROUPS_SHOWN + 1]
    )
    cases: dict[str, list[Case]] = {}
    rows = own.filter(key__in=list(shared)).select_related("case")
    for row in rows.order_by("case__slug", "pk"):
        cases.setdefault(row.key, []).append(row.case)
    reason = _("the same case number")
    # cases with several numbers share each of them, but are one group
    groups = {tuple(case.pk for case in same): same for same in cases.values()}
    return [
        Group(same, [Shared(reason, same[0].case_number, is_number=True)])
        for same in groups.values()
    ]


def _by_name() -> list[Group]:
    """Return the groups by name and court, in the same way.

    Cases that have each a number of their own are not one.
    """
    texts = CaseText.objects.exclude(name_key="").filter(
        case__court__isnull=False, case__current_version__isnull=False
    )
    shared = (
        texts.order_by()
        .values("name_key", "case__court")
        .annotate(
            times=Count("case", distinct=True),
            numbers=Count(
                "case__number_key", distinct=True, filter=~Q(case__number_key="")
            ),
            first=Min("case__slug"),
        )
        .filter(times__gt=1, numbers__lt=F("times"))
        .order_by("first", "name_key")
        .values_list("name_key", "case__court")[: GROUPS_SHOWN + 1]
    )
    named: dict[tuple[str, int], dict[int, CaseText]] = {key: {} for key in shared}
    rows = texts.filter(name_key__in={name for name, _court in named})
    for text in rows.select_related("case").order_by("case__slug", "language"):
        same = named.get((text.name_key, text.case.court_id or 0))
        if same is not None:
            same.setdefault(text.case_id, text)
    reason = _("the same name at the same court")
    return [
        Group(
            [text.case for text in same],
            [Shared(reason, same[0].name, is_number=False)],
        )
        for same in (
            _compatible_among(list(texts.values())) for texts in named.values()
        )
        if len(same) > 1
    ]


def _compatible_among(texts: list[CaseText]) -> list[CaseText]:
    """Leave out whose number differs from all the others', where each has one."""
    numbers = Counter(text.case.number_key for text in texts)
    if numbers[""]:
        return texts
    return [text for text in texts if numbers[text.case.number_key] > 1]
