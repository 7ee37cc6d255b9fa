"""What a citation says, before any form is chosen."""

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

    Without `family` it is cited as it stands: nobody guesses which part is which.
    `native` is the name in its own script, where `printed` is in another.
    """

    printed: str
    family: str = ""
    given: str = ""
    native: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A state of a text or record: what is unknown stays empty and is left out.

    `dated` is the text's or decision's own date, of a dataset that of its release,
    in as many ISO 8601 digits as are known; `published` is the day on which this
    version came out. There is no day of access: only the reader knows it.
    `second_title` is the title in the other language; `from_second` tells that it
    is the original one. `jurisdiction` is the country of the court. Of a dataset,
    `authors` are who gave the figures (a court), and `site` is who compiled them.
    """

    kind: Kind
    key: str
    title: str
    url: str
    language: str
    site: str
    number: int
    published: str
    second_title: str = ""
    from_second: bool = False
    dated: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    court: Name | None = None
    jurisdiction: str = ""
    case_numbers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_chinese(self) -> bool:
        return self.language.startswith("zh")

    @property
    def issued(self) -> str:
        """Return the date that reference managers sort by."""
        return self.published if self.kind is Kind.DATASET else self.dated

    @property
    def note(self) -> str:
        return " ".join(self.notes).replace("。 ", "。")


def imprint(number: int, published: str, digest: str) -> str:
    """Return which state is meant, in the language that is active."""
    return _("Version %(number)s of %(date)s; its SHA-256 begins with %(digest)s.") % {
        "number": number,
        "date": published,
        "digest": digest[:DIGEST_SHOWN],
    }


def tidy(text: str) -> str:
    """Return one line: every form is a matter of lines, and a title has one."""
    printable = (
        sign
        for sign in text
        if sign.isspace() or unicodedata.category(sign) not in _UNPRINTABLE
    )
    return " ".join("".join(printable).split())
