"""The imprint of a PDF: which version it is, how to cite it, under which licence."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import ChainedModel, IntegrityEntry
from articles.presentation.json_ld import REUSE_PAGE
from cjo.lib.languages import get_language
from cjo.lib.licence import LICENCE, LICENCE_URL
from cjo.lib.links import absolute, localised
from cjo.lib.locales import moment_text
from cjo.lib.references import Citation, text_of


@dataclass(frozen=True, slots=True)
class Imprint:
    """The imprint in a language, for `articles/_pdf_imprint.html`."""

    number: int
    published: str
    address: str
    hash: str
    entry: IntegrityEntry | None
    citation: str
    reuse_url: str
    licence: str = LICENCE
    licence_url: str = LICENCE_URL


def imprint_of(
    version: ChainedModel, language: str, *, address: str, citation: Citation | None
) -> Imprint:
    """Return the imprint of a version; one query, for its integrity entry."""
    return Imprint(
        number=version.number,
        published=moment_text(version.published_at, language),
        address=address,
        hash=version.hash,
        entry=IntegrityEntry.objects.of_version(version.hash),
        citation=_in_its_order(text_of(citation), language) if citation else "",
        reuse_url=absolute(localised(reverse("page", args=[REUSE_PAGE]), language)),
    )


def _in_its_order(citation: str, language: str) -> str:
    """Return a citation that keeps its order among words from the right.

    The forms of citations are those of English, whatever the title is written in.
    """
    from_the_right = get_language(language).direction == "rtl"
    return f"\u2066{citation}\u2069" if from_the_right else citation
