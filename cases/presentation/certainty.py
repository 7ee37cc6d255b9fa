"""How sure a fact is, by which sources, and where the grades are defined."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cases.models import Certainty, Membership
from cases.presentation.sources import PresentedSource, SourceList
from cases.presentation.text import LanguageText, choose
from cases.snapshots.schema import ProvenanceShape, Sources

# The page that defines the grades; its first version defines those of the past
DEFINITION = "certainty"
FORMER_DEFINITION = 1


def certainty_label(certainty: str) -> str:
    labels: dict[str, str] = {
        # Translators: A grade of certainty, said of a fact. The definitions stand on
        # the page of sources.
        Certainty.CONFIRMED: _("Confirmed"),
        # Translators: A grade of certainty, said of a fact: one publication of standing
        # says it.
        Certainty.REPORTED: _("Reported"),
        # Translators: A former grade of certainty, said of a fact.
        Certainty.PROBABLE: _("Probable"),
        # Translators: A grade of certainty, said of a fact.
        Certainty.UNCONFIRMED: _("Unconfirmed"),
    }
    # Translators: Said of a fact: no source that could be read says it.
    return labels.get(certainty, pgettext("a fact", "Unknown"))


# "Probable" alone would be read as the certainty of the facts of the case
def membership_label(certainty: str) -> str:
    labels: dict[str, str] = {
        Membership.CONFIRMED: _("Confirmed"),
        # Translators: Said of a case.
        Membership.PROBABLE: _("Probably in the collection"),
        # Translators: Said of a place in a collection of cases: which case it is, is
        # not known.
        Membership.UNIDENTIFIED: _("Not yet identified"),
    }
    return labels[certainty]


def is_former_scale(sources: Sources) -> bool:
    """Return whether a snapshot is from before sources had kinds, and facts grades."""
    return any("text_of" not in source for source in sources.values())


def definition_url(certainty: str, *, is_former: bool = False) -> str:
    """Return the address of the definition of a grade, in the active language."""
    # a row that nobody graded anew may have it too
    if is_former or certainty == Certainty.PROBABLE:
        return reverse("page_version", args=[DEFINITION, FORMER_DEFINITION])
    return reverse("page", args=[DEFINITION])


def definition_of(snapshot: dict[str, Any]) -> str:
    """Return the address of the English definition of the grades in a snapshot."""
    with translation.override("en"):
        return definition_url("", is_former=is_former_scale(snapshot["sources"]))


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of sources on a fact; `marks` only where a page numbers sources.

    `is_former`: by the grades of the past.
    """

    field: str
    certainty: str
    agrees: bool
    note: LanguageText
    source_keys: list[str]
    marks: tuple[PresentedSource, ...] = ()
    is_former: bool = False

    @property
    def label(self) -> str:
        # how sure a contradiction is would be misread as the certainty of the fact
        if not self.agrees:
            return _("Other sources disagree")
        return certainty_label(self.certainty)

    @property
    def definition_url(self) -> str:
        return definition_url(self.certainty, is_former=self.is_former)


def labelled(
    statements: list[Statement], labels: Mapping[str, Promise]
) -> list[tuple[str, Statement]]:
    """Return the statements, each with the name of the field that it is on."""
    return [
        (str(labels.get(statement.field, statement.field)), statement)
        for statement in statements
    ]


def statements_of(
    provenance: list[ProvenanceShape],
    language: str,
    sources: SourceList | None = None,
    *,
    shapes: Sources | None = None,
) -> list[Statement]:
    """Return the statements; without a numbered list `shapes` are all sources."""
    is_former = is_former_scale(sources.sources if sources else shapes or {})
    return [
        Statement(
            field=shape["field"],
            certainty=shape["certainty"],
            agrees=shape["agrees"],
            note=choose(shape["texts"], "note", language),
            source_keys=shape["sources"],
            marks=sources.marks(shape["sources"]) if sources else (),
            is_former=is_former,
        )
        for shape in provenance
    ]
