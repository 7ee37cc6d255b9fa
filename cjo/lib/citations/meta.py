"""The same in the head of a page, for Google Scholar and Zotero (Highwire) and as
Dublin Core."""

from cjo.lib.citations.citation import Citation, Kind


def meta_of(citation: Citation, pdf_url: str = "") -> list[tuple[str, str]]:
    """Return name and content of each `meta`, without what is unknown."""
    names = [one.printed for one in citation.authors]
    is_data = citation.kind is Kind.DATASET
    pairs = [
        ("citation_title", citation.title),
        *(("citation_author", name) for name in names),
        ("citation_publication_date", citation.issued.replace("-", "/")),
        ("citation_publisher", citation.site),
        ("citation_language", citation.language),
        ("citation_public_url", citation.url),
        ("citation_pdf_url", pdf_url),
        ("dcterms.title", citation.title),
        ("dcterms.alternative", citation.second_title),
        *(("dcterms.creator", name) for name in names),
        ("dcterms.issued", citation.issued),
        ("dcterms.publisher", citation.site),
        ("dcterms.language", citation.language),
        ("dcterms.identifier", citation.url),
        ("dcterms.type", "Dataset" if is_data else "Text"),
    ]
    return [(name, content) for name, content in pairs if content]
