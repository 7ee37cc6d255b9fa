"""How a published state is cited: one Citation, written in several forms."""

from cjo.lib.references.citation import Citation, Kind, Name, imprint
from cjo.lib.references.formats import FORMATS, Format
from cjo.lib.references.meta import Meta, meta_of
from cjo.lib.references.styles import Sentence, Style, sentences_of, text_of

__all__ = [
    "FORMATS",
    "Citation",
    "Format",
    "Kind",
    "Meta",
    "Name",
    "Sentence",
    "Style",
    "imprint",
    "meta_of",
    "sentences_of",
    "text_of",
]
