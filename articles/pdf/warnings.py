"""Warnings about a draft: signs that its PDF cannot show."""

import unicodedata
from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.models import Edition
from articles.pdf.coverage import code_of, missing_signs
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


def _named(sign: str) -> str:
    name = unicodedata.name(sign, "")
    return f"“{sign}” ({' '.join(filter(None, (code_of(sign), name)))})"
