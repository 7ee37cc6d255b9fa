"""Protected names: a text or record that prints one of them is not published."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from articles.models import ProtectedName
from articles.publishing.problems import Named, Problem
from cjo.lib.json_texts import Place, texts_in
from cjo.lib.written_names import names_in, pattern_of

# The fields of the desk's forms that hold these members of a document
_FIELDS = {"change": "note", "is_based_on": "based_on_title", "key": "slug"}


def problems_in(content: dict[str, Any], address: str) -> Iterator[Problem]:
    """Yield a problem for each place in which a text or record prints such a name.

    `content` is the JSON that would be published. `address` is that of the text or
    record: at some, the name is declared to be that of somebody else. No message
    contains the name, for messages are logged.
    """
    names = ProtectedName.objects.exclude(homonyms__address=address)
    for name in names:
        pattern = pattern_of(names_in(name.names))
        for place, text in texts_in(content):
            for match in pattern.finditer(text):
                yield _problem(name, place, text.count("\n", 0, match.start()) + 1)


def _problem(name: ProtectedName, place: Place, line: int) -> Problem:
    message = _(
        "%(name)s: print “%(initials)s” in its place at %(place)s, line %(line)d. If "
        "it is somebody else’s name there, add the address to the list."
    )
    label = str(name)
    words = {"name": label, "initials": name.initials, "line": line}
    return Problem(
        _FIELDS.get(place[0], place[0]),
        message % {**words, "place": " · ".join(place)},
        Named("protectedname", name.pk, label),
    )
