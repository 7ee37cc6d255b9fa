"""The imprint of a PDF: which version it is, how to cite it, under which licence."""

from dataclasses import dataclass

from django.urls import reverse

from articles.models import ChainedModel, IntegrityEntry
from articles.presentation.json_ld import REUSE_PAGE
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
        citation=text_of(citation) if citation else "",
        reuse_url=absolute(localised(reverse("page", args=[REUSE_PAGE]), language)),
    )
