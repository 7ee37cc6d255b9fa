"""The same in the head of a page: for Google Scholar and Zotero, and in Dublin Core.

One element speaks both: `name` in Highwire's words, which those two read, `property`
in Dublin Core's by RDFa, whose prefix `dcterms` needs no declaration. An article's
first view has few bytes to spare.
"""

from typing import NamedTuple

from cjo.lib.references.citation import Citation, Kind


class Meta(NamedTuple):
    """What one `meta` says; without `name` it speaks Dublin Core alone."""

    name: str
    property: str
    content: str


def meta_of(citation: Citation, pdf_url: str = "") -> list[Meta]:
    """Return each `meta` that has something to say."""
    is_data = citation.kind is Kind.DATASET
    told = [
        Meta("citation_title", "dcterms:title", citation.title),
        Meta("", "dcterms:alternative", citation.second_title),
        *(
            Meta("citation_author", "dcterms:creator", one.printed)
            for one in citation.authors
        ),
        Meta("citation_publication_date", "", citation.issued.replace("-", "/")),
        Meta("", "dcterms:issued", citation.issued),
        Meta("citation_publisher", "dcterms:publisher", citation.site),
        Meta("citation_language", "dcterms:language", citation.language),
        Meta("citation_public_url", "dcterms:identifier", citation.url),
        Meta("citation_pdf_url", "", pdf_url),
        Meta("", "dcterms:type", "Dataset" if is_data else "Text"),
    ]
    return [one for one in told if one.content]
