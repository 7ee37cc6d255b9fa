"""RIS, as EndNote, Zotero and Mendeley read it: a tag and a value on each line."""

from django.utils.translation import gettext as _

from cjo.lib.references.citation import Citation, Kind, Name, tidy

_TYPE = {Kind.ARTICLE: "NEWS", Kind.CASE: "CASE", Kind.DATASET: "DATA"}


def text(citation: Citation) -> str:
    """Return an entry; its lines end with CR LF."""
    lines = [
        ("TY", _TYPE[citation.kind]),
        ("ID", citation.key),
        ("TI", citation.part or citation.title),
        ("TT", "" if citation.from_second else citation.second_title),
        *(("AU", _name(name)) for name in citation.authors),
        *(("ED", _name(name)) for name in citation.editors),
        *(("A4", _name(name)) for name in citation.translators),
        *_container(citation),
        ("PY", citation.issued[:4]),
        ("DA", _date(citation.issued)),
        *_numbers(citation),
        ("ET", str(citation.number)),
        ("LA", citation.language),
        ("DP", citation.site),
        ("UR", citation.url),
        ("N1", _original(citation)),
        ("N1", citation.note),
    ]
    written = [(tag, tidy(value)) for tag, value in lines]
    body = "".join(f"{tag}  - {value}\r\n" for tag, value in written if value)
    return f"{body}ER  - \r\n"


def _container(citation: Citation) -> list[tuple[str, str]]:
    if citation.kind is Kind.ARTICLE:
        return [("T2", citation.site)]
    if citation.kind is Kind.CASE:
        return [("PB", citation.court.printed)] if citation.court else []
    whole = [("T2", citation.title)] if citation.part else []
    return [*whole, ("PB", citation.site)]


def _numbers(citation: Citation) -> list[tuple[str, str]]:
    # Zotero reads the number of a case from SV, EndNote from M1
    numbers = "; ".join(citation.case_numbers)
    return [("M1", numbers), ("SV", numbers)]


def _original(citation: Citation) -> str:
    # A note that names it, as RIS has no tag for an original title
    if not citation.from_second:
        return ""
    return _("Original title: %(title)s") % {"title": citation.second_title}


def _name(name: Name) -> str:
    """Return `Yu, Meng`; `Internet Court,` if the parts of a name are unknown."""
    # EndNote and Zotero split a name at its comma, or guess if it has none
    if name.family and name.given:
        return f"{_bare(name.family)}, {_bare(name.given)}"
    return f"{_bare(name.printed).strip()},"


def _bare(words: str) -> str:
    return words.replace(",", " ")


def _date(date: str) -> str:
    # `YYYY/MM/DD/`: the slashes stay if month or day is unknown
    parts = [*date.split("-"), "", ""][:3]
    return f"{'/'.join(parts)}/" if date else ""
