"""Warnings about the figures of an overview, for its editor."""

from django.utils.translation import gettext as _

from cases.presentation.overview import PresentedOverview


def warnings_about(overview: PresentedOverview) -> list[str]:
    """Return a sentence for each gap, wrong share, overlap and missing source."""
    gaps = [f"{group.label}: {group.gap}" for group in overview.groups if group.gap]
    shares = [
        _("%(label)s: printed as “%(printed)s”, computed as %(computed)s.")
        % {
            "label": figure.label,
            "printed": share.text,
            "computed": figure.share_text,
        }
        for figure in overview.figures
        for share in figure.printed
        if share.contradicts
    ]
    sourceless = [
        _("%(label)s: no source is on record.") % {"label": figure.label}
        for figure in overview.figures
        if not figure.source_keys
    ]
    return [*gaps, *dict.fromkeys(shares), *overview.overlaps, *sourceless]
