"""Warnings about a text: signs that its PDF cannot show, a PDF that failed."""

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.models import Edition
from articles.pdf.coverage import code_of, missing_signs
from articles.pdf.failures import failed_versions
from articles.publishing.problems import Problem

_FIELDS = ("title", "abstract", "takeaways", "body", "sources")


def signs_not_printed(edition: Edition) -> Iterator[Problem]:
    """Yield a warning for each line with signs that no face of the PDF holds."""
    message = _(
        "Line %(line)s: the PDF has no face for %(signs)s. It prints the code in its "
        "place."
    )
    for field in _FIELDS:
        text = getattr(edition, field)
        untold = {*missing_signs(text)}
        for number, line in enumerate(text.split("\n") if untold else (), 1):
            signs = [sign for sign in dict.fromkeys(line) if sign in untold]
            untold.difference_update(signs)
            if signs:
                named = ", ".join(map(_named, signs))
                yield Problem(field, message % {"line": number, "signs": named})


def no_pdf(edition: Edition) -> Iterator[Problem]:
    """Yield a warning where the PDF of the published text could not be made."""
    version = edition.current_version
    if version is not None and version.pk in failed_versions():
        message = _(
            "The PDF of version %(number)s could not be made. Long tables, or parts "
            "nested deep, may be the cause. Readers still have the page and its text."
        )
        yield Problem("", message % {"number": version.number})


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"“{sign}” ({' '.join(filter(None, (code_of(sign), name)))})"
