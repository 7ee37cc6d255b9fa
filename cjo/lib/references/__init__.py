"""How a published state is cited: one Citation, written in several forms."""

from cjo.lib.references.citation import Citation, Kind, Name, imprint
from cjo.lib.references.formats import FORMATS, Format
from cjo.lib.references.meta import Meta, meta_of
from cjo.lib.references.plain import style_of, text_of

__all__ = [
    "FORMATS",
    "Citation",
    "Format",
    "Kind",
    "Meta",
    "Name",
    "imprint",
    "meta_of",
    "style_of",
    "text_of",
]
