"""The facts of a citation, without any form."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

DIGEST_SHOWN = 16  # hexadecimal digits of the SHA-256: enough to tell states apart
_UNPRINTABLE = ("Cc", "Cs")  # control characters, half surrogates


class Kind(StrEnum):
    ARTICLE = "article"
    CASE = "case"
    DATASET = "dataset"


@dataclass(frozen=True, slots=True)
class Name:
    """A person, team or court as printed.

    Without `family` it is cited as printed: nobody guesses which part is the family
    name. `native` is the name in its own script, if `printed` is in another.
    """

    printed: str
    family: str = ""
    given: str = ""
    native: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A version of a text or record; unknown fields are empty and left out.

    `dated` is the date of the text or decision, or the release of a dataset, in as
    many ISO 8601 digits as are known; `published` is the day of this version. There is
    no day of access: only the reader knows it. `second_title` is the title in the other
    language, which is the original one if `from_second`. `jurisdiction` is the country
    of the court. The author of a dataset is its compiler, this site; `court` is whose
    statement it was compiled from. `part` is a row of a dataset, as `label: value`.
    """

    kind: Kind
    key: str
    title: str
    url: str
    language: str
    site: str
    number: int
    published: str
    title_language: str = ""  # of title and part, where it is another
    second_title: str = ""
    from_second: bool = False
    dated: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    court: Name | None = None
    jurisdiction: str = ""
    case_numbers: tuple[str, ...] = ()
    part: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_chinese(self) -> bool:
        return self.language.startswith("zh")

    @property
    def issued(self) -> str:
        # Reference managers sort by it
        return self.published if self.kind is Kind.DATASET else self.dated

    @property
    def note(self) -> str:
        return " ".join(self.notes).replace("。 ", "。")


def imprint(number: int, published: str, digest: str) -> str:
    """Return a note that identifies the version, in the active language."""
    # Translators: A note in a citation; number is that of the version, date its day.
    return _("Version %(number)s of %(date)s; its SHA-256 begins with %(digest)s.") % {
        "number": number,
        "date": published,
        "digest": digest[:DIGEST_SHOWN],
    }


def tidy(text: str) -> str:
    """Return the text on one line, without control characters.

    A line break inside a title could forge a second entry in RIS.
    """
    printable = (
        sign
        for sign in text
        if sign.isspace() or unicodedata.category(sign) not in _UNPRINTABLE
    )
    return " ".join("".join(printable).split())
