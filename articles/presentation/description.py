"""The description of a page for search engines: facts of its own, in a sentence."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cjo.lib.languages import page_language
from cjo.lib.locales import number_text

LONGEST = 300  # characters; search engines show the first half at most
SHORTEST = 50  # shorter descriptions say too little
_TITLES_NAMED = 3
# The end of a sentence; names such as “Zhao v. Ye” and “No. 28” have none
_END = re.compile(
    r"[。！？][”’」』）]*"
    r"|(?:(?<=[^\W\d_]{3})|(?<=\d))[.!?][”’)]* (?=[^\W\d_])"
)


def list_description(
    name: str, titles: Iterable[object], *, count: int, number: int | None = 1
) -> str:
    """Return how many entries a list has, with the first titles of this page.

    `number` is that of the page, None where it begins after a place.
    """
    language = page_language()
    facts = {"list": name, "titles": joined_titles(titles)}
    if number is None:
        # Translators: The description of a page for search engines: list is the name of
        # a list of articles or cases, titles the first titles on the page.
        text = _("%(list)s, older entries: %(titles)s")
    elif number > 1:
        facts["number"] = number_text(number, language)
        # Translators: The description of a page for search engines: list is the name of
        # a list, number that of the page, titles the first titles on it.
        text = _("%(list)s, page %(number)s: %(titles)s")
    else:
        facts["shown"] = number_text(count, language)
        # Translators: The description of a page for search engines: list is the name of
        # a list, shown how many entries it has, titles the first of them.
        text = ngettext(
            "%(list)s, %(shown)s entry: %(titles)s",
            "%(list)s, %(shown)s entries, among them: %(titles)s",
            count,
        )
    return shortened(text % facts)


def joined_titles(titles: Iterable[object]) -> str:
    # Translators: The mark between titles in a line, with its space.
    semicolon = pgettext("between titles", "; ")
    return semicolon.join([str(title) for title in titles][:_TITLES_NAMED])


def first_sentences(text: str, longest: int) -> str:
    """Return the whole sentences at the beginning that fit, or a part of the first."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    ends = [end.end() for end in _END.finditer(line, 0, longest + 1)]
    fitting = [end for end in ends if end <= longest]
    return line[: fitting[-1]].rstrip() if fitting else shortened(line, longest)


def shortened(text: str, longest: int = LONGEST) -> str:
    """Return the text in one line, cut after a word, if it is too long."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    start = line[: longest - 1]
    words = start.rpartition(" ")[0]
    # Chinese has no spaces to cut at
    return f"{words if len(words) > longest // 2 else start}…"
