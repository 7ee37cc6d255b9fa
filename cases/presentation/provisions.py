"""How a case cites a law: the articles that the court applied, and those of ours."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from cases.models import ProvisionRole
from cases.presentation.names import article_name
from cases.snapshots.schema import CaseShape, ProvisionShape
from cjo.lib.languages import page_language
from cjo.lib.locales import list_text


def uses_of_law(case: CaseShape, law: str) -> str:
    """Return `Applied: Art. 14 · Related by us: Art. 13 (1)`, in our words."""
    labels = {
        # Translators: articles are articles of a law that the court applied, such as
        # “Art. 13 and Art. 15”.
        ProvisionRole.APPLIED: _("Applied: %(articles)s"),
        # Translators: articles are articles of a law that this site, not the court,
        # relates to the case, such as “Art. 13 and Art. 15”.
        ProvisionRole.POINTER: _("Related by us: %(articles)s"),
    }
    parts = []
    for role, label in labels.items():
        if provisions := _in_role(case, law, role):
            parts.append(label % {"articles": _articles(provisions)})
    return " · ".join(parts)


def places_in_article(
    case: CaseShape, law: str, article: str, role: ProvisionRole
) -> str:
    """Return `Art. 13 (1) and Art. 13 (2)`; empty if none is so exact."""
    places = [
        provision
        for provision in _in_role(case, law, role)
        if provision["article"] == article
    ]
    is_exact = any(place["paragraph"] or place.get("item") for place in places)
    return _articles(places) if is_exact else ""


def _in_role(case: CaseShape, law: str, role: ProvisionRole) -> list[ProvisionShape]:
    return [
        provision
        for provision in case["provisions"]
        if provision["law"] == law and provision["role"] == role
    ]


def _articles(provisions: Iterable[ProvisionShape]) -> str:
    names = dict.fromkeys(article_name(each) for each in provisions)
    return list_text(names, page_language())
