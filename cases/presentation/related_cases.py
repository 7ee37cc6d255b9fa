"""Cases on the same provisions as another, or in the same collection, and why."""

from dataclasses import dataclass
from typing import cast

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases.models import Case, CaseProvision, Membership
from cases.presentation.memberships import CollectionOfCase
from cases.presentation.names import article_name, law_name
from cases.presentation.text import LanguageText, choose, fill_html
from cases.snapshots.schema import CaseShape, ProvisionShape
from cjo.lib.locales import list_text

SHOWN = 6
LOOKED_AT = 12  # cases of each collection
_COLLECTION_WEIGHT = 2  # a collection weighs as much as two provisions


@dataclass(frozen=True, slots=True)
class RelatedCase:
    key: str
    title: LanguageText
    why: SafeString

    @property
    def url(self) -> str:
        return reverse("case", args=[self.key])


@dataclass(frozen=True, slots=True)
class _Ties:
    """The provisions and the collections that a case has in common with another."""

    pk: int
    case: CaseShape
    provisions: list[ProvisionShape]
    collections: list[CollectionOfCase]

    @property
    def weight(self) -> int:
        return len(self.provisions) + _COLLECTION_WEIGHT * len(self.collections)


def related_cases(
    case_id: int,
    snapshot: CaseShape,
    collections: list[CollectionOfCase],
    language: str,
) -> list[RelatedCase]:
    """Return the cases that have most in common with this one, in two queries.

    A date or a court in common does not relate two cases.
    """
    provisions = {_key(provision): provision for provision in snapshot["provisions"]}
    members = [
        key for collection in collections for key in list(collection.others)[:LOOKED_AT]
    ]
    candidates = Case.objects.published().filter(
        Q(pk__in=_sharing_provisions(case_id)) | Q(slug__in=members)
    )
    ties = [
        _ties(case, provisions, collections)
        for case in candidates.select_related("current_version")
    ]
    ties.sort(key=lambda tie: (-tie.weight, -tie.pk))
    return [
        RelatedCase(
            tie.case["key"],
            choose(tie.case["texts"], "title", language),
            _why(tie, language),
        )
        for tie in ties[:SHOWN]
        if tie.weight
    ]


def _sharing_provisions(case_id: int) -> list[int]:
    own = CaseProvision.objects.filter(case=case_id).order_by()
    sharing = (
        CaseProvision.objects.filter(
            provision__in=own.values("provision"), case__current_version__isnull=False
        )
        .exclude(case=case_id)
        .values("case")
        .annotate(shared=Count("provision", distinct=True))
        .order_by("-shared", "-case")
    )
    return list(sharing.values_list("case", flat=True)[:SHOWN])


def _ties(
    case: Case,
    provisions: dict[str, ProvisionShape],
    collections: list[CollectionOfCase],
) -> _Ties:
    if case.current_version is None:
        raise ValueError(f"{case} is not published.")
    shape = cast(CaseShape, case.current_version.snapshot)
    theirs = {_key(provision) for provision in shape["provisions"]}
    return _Ties(
        case.pk,
        shape,
        [provision for key, provision in provisions.items() if key in theirs],
        [collection for collection in collections if shape["key"] in collection.others],
    )


def _key(provision: ProvisionShape) -> str:
    return f"{provision['law']}/{provision.get('version', '')}/{provision['article']}"


def _why(ties: _Ties, language: str) -> SafeString:
    """Return `Same set: … · Also on PIPL: Art. 13 and Art. 15`."""
    reasons = [_together(each, ties.case["key"]) for each in ties.collections]
    by_law: dict[str, list[ProvisionShape]] = {}
    for provision in ties.provisions:
        by_law.setdefault(provision["law"], []).append(provision)
    for same in by_law.values():
        articles = [article_name(provision, exact=False) for provision in same]
        reasons.append(
            fill_html(
                # Translators: Why a case is listed: it is on the same articles of a
                # law; law is a name, articles such as “Art. 13 and Art. 15”.
                _("Also on %(law)s: %(articles)s"),
                {
                    "law": law_name(same[0], language),
                    "articles": list_text(dict.fromkeys(articles), language),
                },
            )
        )
    return format_html_join(" · ", "{}", ((reason,) for reason in reasons))


def _together(collection: CollectionOfCase, key: str) -> SafeString:
    # no surer of both than of each of them
    if {collection.certainty, collection.others[key]} == {Membership.CONFIRMED}:
        # Translators: Why a case is listed: it belongs to the same collection; title is
        # that of the collection.
        sentence = _("Same collection: %(title)s")
    else:
        sentence = _("Probably the same collection: %(title)s")
    return fill_html(sentence, {"title": collection.title})
