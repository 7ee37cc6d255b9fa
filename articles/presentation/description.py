"""The description of a page for search engines: facts of its own, in a sentence."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cjo.lib.languages import page_language
from cjo.lib.locales import number_text

LONGEST = 300  # characters; search engines show the first half at most
SHORTEST = 50  # shorter descriptions say too little
_TITLES_NAMED = 3


def list_description(
    name: str, titles: Iterable[object], *, count: int, number: int | None = 1
) -> str:
    """Return how many entries a list has, with the first titles of this page.

    `number` is that of the page, None where it begins after a place.
    """
    language = page_language()
    facts = {"list": name, "titles": joined_titles(titles)}
    if number is None:
        text = _("%(list)s, older entries: %(titles)s")
    elif number > 1:
        facts["number"] = number_text(number, language)
        text = _("%(list)s, page %(number)s: %(titles)s")
    else:
        facts["shown"] = number_text(count, language)
        text = ngettext(
            "%(list)s, %(shown)s entry: %(titles)s",
            "%(list)s, %(shown)s entries, among them: %(titles)s",
            count,
        )
    return shortened(text % facts)


def joined_titles(titles: Iterable[object]) -> str:
    semicolon = pgettext("between titles", "; ")
    return semicolon.join([str(title) for title in titles][:_TITLES_NAMED])


def shortened(text: str) -> str:
    """Return the text in one line, cut after a word, if it is too long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    start = line[: LONGEST - 1]
    words = start.rpartition(" ")[0]
    # Chinese has no spaces to cut at
    return f"{words if len(words) > LONGEST // 2 else start}…"
