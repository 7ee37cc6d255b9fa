"""How a case cites a law: what the court applied of it, and what we point to."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import ProvisionRole
from cases.presentation.names import article_name
from cases.snapshots.schema import CaseShape, ProvisionShape


def uses_of_law(case: CaseShape, law: str) -> str:
    """Return `Applied: art. 14 · Our pointer: art. 13(1)`, in the active language."""
    said = {
        ProvisionRole.APPLIED: _("Applied: %(articles)s"),
        ProvisionRole.POINTER: _("Our pointer: %(articles)s"),
    }
    parts = []
    for role, words in said.items():
        same = [one for one in case["provisions"] if _is(one, law, role)]
        if same:
            parts.append(words % {"articles": _articles(same)})
    return " · ".join(parts)


def places_in_article(
    case: CaseShape, law: str, article: str, role: ProvisionRole
) -> str:
    """Return `art. 13(1), art. 13(2)`; empty where only the whole article is named."""
    same = [
        one
        for one in case["provisions"]
        if _is(one, law, role) and one["article"] == article
    ]
    exact = any(one["paragraph"] or one.get("item") for one in same)
    return _articles(same) if exact else ""


def _is(one: ProvisionShape, law: str, role: ProvisionRole) -> bool:
    return one["law"] == law and one["role"] == role


def _articles(provisions: Iterable[ProvisionShape]) -> str:
    comma = pgettext("between items of a list", ", ")
    return comma.join(dict.fromkeys(article_name(one) for one in provisions))
