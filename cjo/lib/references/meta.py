"""A citation as `meta` elements in the head of a page.

One element serves two vocabularies, as an article's first view has few bytes to spare:
`name` is Highwire's, which Google Scholar and Zotero read; `property` is Dublin Core's
by RDFa, whose prefix `dcterms` needs no declaration.
"""

from typing import NamedTuple

from cjo.lib.references.citation import Citation, Kind


class Meta(NamedTuple):
    name: str
    property: str
    content: str


def meta_of(citation: Citation, pdf_url: str = "") -> list[Meta]:
    """Return the `meta` elements of a citation, without empty ones."""
    is_data = citation.kind is Kind.DATASET
    elements = [
        Meta("citation_title", "dcterms:title", citation.title),
        Meta("", "dcterms:alternative", citation.second_title),
        *(
            Meta("citation_author", "dcterms:creator", name.printed)
            for name in citation.authors
        ),
        # Highwire writes the date with slashes, Dublin Core as ISO 8601
        Meta("citation_publication_date", "", citation.issued.replace("-", "/")),
        Meta("", "dcterms:issued", citation.issued),
        Meta("citation_publisher", "dcterms:publisher", citation.site),
        Meta("citation_language", "dcterms:language", citation.language),
        Meta("citation_public_url", "dcterms:identifier", citation.url),
        Meta("citation_pdf_url", "", pdf_url),
        Meta("", "dcterms:type", "Dataset" if is_data else "Text"),
    ]
    return [element for element in elements if element.content]
