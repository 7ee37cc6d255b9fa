"""Forms of the desk that were not saved: their words, to copy or to send again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from cjo.lib.request_log import request_id

SHORT = 12  # characters; shorter values (a slug, a choice) are soon typed again
_SECRET = re.compile("password|token")
# forms that hold secrets and nothing else
_SECRET_PATHS = ("/admin/account/", "/admin/invitation/")
_LONGEST = 20  # lines of a field that are in sight at once


@dataclass(frozen=True, slots=True)
class SentValue:
    """A value of a form, under the name of its field."""

    name: str
    value: str

    @property
    def label(self) -> str:
        """Return the name in words: `texts-0-first_name` is “Texts 1 first name”."""
        parts = [
            str(int(part) + 1) if part.isdecimal() else part
            for part in self.name.split("-")
        ]
        return pretty_name(" ".join(parts))

    @property
    def is_shown(self) -> bool:
        return len(self.value) > SHORT and self.name != "state"

    @property
    def lines(self) -> int:
        return min(_LONGEST, self.value.count("\n") + len(self.value) // 60 + 2)


def holds_words(request: HttpRequest) -> bool:
    """Return whether the request sent a form whose words would be lost."""
    path = request.path_info
    at_desk = path.startswith("/admin/") and not path.startswith(_SECRET_PATHS)
    return request.method == "POST" and at_desk


def not_saved(
    request: HttpRequest, reason: str, *, status: int, is_signed_out: bool = False
) -> HttpResponse:
    """Show the words that were sent; it reads no database, which may be the cause."""
    sent = list(_values_of(request))
    # only a mistake of ours is worth a second try; and a form that another site made
    # must not get a token here
    again = status >= 500 and getattr(request, "csrf_processing_done", False)
    context = {
        "status": status,
        "reason": reason,
        "is_signed_out": is_signed_out,
        "sent": sent,
        "is_shown": any(value.is_shown for value in sent),
        "files": [
            (name, file.name) for name, files in request.FILES.lists() for file in files
        ],
        "token": get_token(request) if again else "",
        "address": request.get_full_path(),
        "request_id": request_id.get(),
    }
    return HttpResponse(render_to_string("unsaved.html", context), status=status)


def _values_of(request: HttpRequest) -> Iterator[SentValue]:
    for name, values in request.POST.lists():
        if not _SECRET.search(name):
            yield from (SentValue(name, value) for value in values)
