"""Forms of the desk that were not saved: their words, to copy or to send again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from django.conf import settings
from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from cjo.lib.request_log import request_id

LARGEST_FORM = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20  # megabytes
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


def words_of_large_form(request: HttpRequest) -> QueryDict | None:
    """Return the fields of a form that Django did not parse for its size.

    None if it has a file, which would be lost all the same, or a flood of fields.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        return None
    # read already, if it has too many fields
    body = request.body if hasattr(request, "_body") else request.read()
    most = 2 * settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=most)
    except ValueError:
        return None
    sent = QueryDict(mutable=True)
    for name, value in fields:
        sent.appendlist(name, value)
    return sent


def too_large(request: HttpRequest, sent: QueryDict) -> HttpResponse:
    length = int(request.headers.get("Content-Length") or 0)
    if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        reason = _(
            "The form had %(size)s MB, and this site accepts at most %(most)s MB at "
            "once. Divide the text, and save its parts one by one."
        ) % {"size": f"{length / 2**20:.1f}", "most": LARGEST_FORM}
    else:
        reason = _(
            "The form had more than the %(most)s fields that this site accepts at "
            "once. Save some of its rows first, then the others."
        ) % {"most": f"{settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,}"}
    return not_saved(request, reason, status=413, sent=sent)


def not_saved(
    request: HttpRequest,
    reason: str,
    *,
    status: int,
    is_signed_out: bool = False,
    sent: QueryDict | None = None,
) -> HttpResponse:
    """Show the words that were sent; it reads no database, which may be the cause.

    `sent` are the words of a form that Django has not parsed.
    """
    values = list(_values_of(request.POST if sent is None else sent))
    # only a mistake of ours is worth a second try; and a form that another site made
    # must not get a token here
    again = status >= 500 and getattr(request, "csrf_processing_done", False)
    context = {
        "status": status,
        "reason": reason,
        "is_signed_out": is_signed_out,
        "sent": values,
        "is_shown": any(value.is_shown for value in values),
        "files": list(_files_of(request)) if sent is None else [],
        "token": get_token(request) if again else "",
        "address": request.get_full_path(),
        "request_id": request_id.get(),
    }
    return HttpResponse(render_to_string("unsaved.html", context), status=status)


def _files_of(request: HttpRequest) -> Iterator[tuple[str, str | None]]:
    for name, files in request.FILES.lists():
        yield from ((name, file.name) for file in files)


def _values_of(sent: QueryDict) -> Iterator[SentValue]:
    for name, values in sent.lists():
        if not _SECRET.search(name):
            yield from (SentValue(name, value) for value in values)
