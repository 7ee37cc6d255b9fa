"""The list of cases that a reader filtered, as CSV and as JSON."""

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.case_list.filters import CaseFilter
from cases.exports.case_list import (
    HEADER,
    LANGUAGES,
    LIMIT,
    CaseList,
    list_csv,
    list_json,
)
from cjo.lib.caching import PUBLIC_SECONDS
from cjo.lib.languages import page_language
from cjo.lib.links import absolute


@require_safe
def csv(request: HttpRequest) -> HttpResponseBase:
    return _download(request, list_csv, "text/csv; charset=utf-8", "csv")


@require_safe
def json(request: HttpRequest) -> HttpResponseBase:
    return _download(request, list_json, "application/json", "json")


def _download(
    request: HttpRequest,
    write: Callable[[CaseList], Iterator[str]],
    kind: str,
    ending: str,
) -> HttpResponseBase:
    chosen = CaseFilter(request.GET, language=page_language())
    if not chosen.is_known:
        reason = _("One of the filters has a value that does not exist.")
        lines = "\n".join([reason, *chosen.wrong])
        return HttpResponse(lines, "text/plain; charset=utf-8", status=400)
    keys = chosen.qs.values_list("pk", flat=True)
    ids = list(keys[: LIMIT + 1])
    total = len(ids) if len(ids) <= LIMIT else keys.count()
    # the file is in both languages, so it names one address for both pages
    with translation.override("en"):
        url = absolute(reverse("cases") + chosen.query())
    cases = CaseList(ids[:LIMIT], total, url)
    response = StreamingHttpResponse(write(cases), content_type=kind)
    response.headers["Content-Disposition"] = (
        f'attachment; filename="{cases.name}.{ending}"'
    )
    response.headers["Content-Language"] = LANGUAGES
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = f"public, max-age={PUBLIC_SECONDS}"
    response.headers["Surrogate-Key"] = "cases"
    response.headers["ETag"] = _etag(chosen.stamp, url, ending)
    return response


def _etag(stamp: dt.datetime | None, url: str, ending: str) -> str:
    """Return a weak tag: the file also says when it was made (RFC 9110, 8.8.1)."""
    made_of = f"{stamp} {url} {ending} {HEADER}"
    return f'W/"{hashlib.sha256(made_of.encode()).hexdigest()[:32]}"'
