"""What a closed row is called at the desk: by its words, as far as it has any."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.models import TextRow, choose_text
from cases.admin.labels import LABELS
from cases.models import (
    CaseProvision,
    CollectionItem,
    LawAmendment,
    Proceeding,
    Provenance,
    Provision,
    RelatedDecision,
    Statistic,
    StatisticGroup,
)
from cjo.lib.languages import get_language, page_language


def name_of(row: Any) -> str:
    """Return the name of a row; it asks only for what the page has read already."""
    match row:
        case TextRow():
            return f"{get_language(row.language).english}: {row}"
        case Statistic():
            return f"{_words(row)}: {row.value}"
        case StatisticGroup():
            return _words(row)
        case Provenance():
            label = LABELS.get(row.field, row.field)
            return f"{label}: {row.get_certainty_display()}"
        case Proceeding():
            said = [row.get_instance_display(), row.case_number]
            return ", ".join(str(one) for one in said if one)
        case CollectionItem():
            words = {"place": row.position, "case": row.case or _unidentified(row)}
            return _("Place %(place)s: %(case)s") % words
        case RelatedDecision():
            return str(row.case)
        case CaseProvision():
            return f"{row.provision} ({row.get_role_display()})"
        case Provision():
            return _("Art. %(article)s") % {"article": row.article}
        case LawAmendment():
            return date_format(row.amended_on)
    return str(row)


def _words(row: Statistic | StatisticGroup) -> str:
    text = choose_text(row.texts.all(), page_language())
    return str(text or row.key)


def _unidentified(row: CollectionItem) -> str:
    return str(row.get_certainty_display())
