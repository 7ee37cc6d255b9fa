"""How sure a fact is, and by which sources."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from cases.models import Certainty, Membership
from cases.presentation.sources import PresentedSource, SourceList
from cases.presentation.text import LanguageText, choose
from cases.snapshots.schema import ProvenanceShape


def certainty_label(certainty: str) -> str:
    labels: dict[str, str] = {
        Certainty.CONFIRMED: _("Confirmed"),
        Certainty.REPORTED: _("Reported"),
        Certainty.PROBABLE: _("Probable"),
        Certainty.UNCONFIRMED: _("Unconfirmed"),
    }
    return labels.get(certainty, _("Unknown"))


# "Probable" alone would be read as the certainty of the facts of the case
def membership_label(certainty: str) -> str:
    labels: dict[str, str] = {
        Membership.CONFIRMED: _("Confirmed"),
        Membership.PROBABLE: _("Probably in the collection"),
        Membership.UNIDENTIFIED: _("Not yet identified"),
    }
    return labels[certainty]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of sources on a fact; `marks` only where a page numbers sources."""

    field: str
    certainty: str
    agrees: bool
    note: LanguageText
    source_keys: list[str]
    marks: tuple[PresentedSource, ...] = ()

    @property
    def label(self) -> str:
        # how sure a contradiction is would be misread as the certainty of the fact
        if not self.agrees:
            return _("Other sources disagree")
        return certainty_label(self.certainty)


def statements_of(
    provenance: list[ProvenanceShape], language: str, sources: SourceList | None = None
) -> list[Statement]:
    return [
        Statement(
            field=shape["field"],
            certainty=shape["certainty"],
            agrees=shape["agrees"],
            note=choose(shape["texts"], "note", language),
            source_keys=shape["sources"],
            marks=sources.marks(shape["sources"]) if sources else (),
        )
        for shape in provenance
    ]
