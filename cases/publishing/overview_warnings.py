"""Warnings about the figures of an overview, for its editor."""

from django.utils.translation import gettext as _

from cases.presentation.overview import Panel


def doubts(panel: Panel) -> list[str]:
    """Return every doubt in a sentence: gaps, shares, overlaps, missing sources."""
    gaps = [f"{one.label}: {one.gap}" for one in panel.groups if one.gap]
    shares = [
        _("%(label)s: printed as “%(printed)s”, computed as %(computed)s.")
        % {"label": row.label, "printed": printed.words, "computed": row.share}
        for group in panel.groups
        for row in group.rows
        for printed in row.printed
        if printed.contradicts
    ]
    sourceless = [
        _("%(label)s: no source is on record.") % {"label": row.label}
        for group in panel.groups
        for row in group.rows
        if not row.marks
    ]
    return [*gaps, *shares, *panel.overlaps, *sourceless]
