"""The forms of a citation, by the ending of their address."""

from collections.abc import Callable
from dataclasses import dataclass

from cjo.lib.references import bibtex, csl, ris, styles
from cjo.lib.references.citation import Citation


@dataclass(frozen=True, slots=True)
class Format:
    ending: str
    name: str
    readers: str
    media_type: str
    write: Callable[[Citation], str]

    @property
    def disposition(self) -> str:
        # A browser shows text, and saves the files that other programs read
        return "inline" if self.ending == "txt" else "attachment"

    @property
    def content_type(self) -> str:
        # JSON has no charset: it is UTF-8 by its own rule (RFC 8259, 8.1)
        is_json = self.media_type.endswith("json")
        return self.media_type if is_json else f"{self.media_type}; charset=utf-8"


def _line(citation: Citation) -> str:
    return f"{styles.text_of(citation)}\n"


FORMATS = {
    form.ending: form
    for form in (
        Format("txt", "Text", "", "text/plain", _line),
        Format("bib", "BibTeX", "LaTeX, JabRef", "application/x-bibtex", bibtex.text),
        Format(
            "ris",
            "RIS",
            "EndNote, Mendeley, Zotero",
            "application/x-research-info-systems",
            ris.text,
        ),
        Format(
            "json",
            "CSL-JSON",
            "Zotero, pandoc",
            "application/vnd.citationstyles.csl+json",
            csl.text,
        ),
    )
}
