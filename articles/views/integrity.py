"""The integrity log: explained, its head to keep elsewhere, and all its entries."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import IntegrityEntry
from articles.models.document import timestamp
from articles.publishing.integrity import KEY
from cjo.lib.caching import public
from cjo.lib.links import absolute
from cjo.lib.page_meta import PageMeta

AT_ONCE = 1000  # entries in a file


@require_safe
def integrity(request: HttpRequest) -> HttpResponse:
    description = _(
        "Everything published here is entered in one signed log. Whoever keeps its "
        "newest entry can prove later that nothing before it was changed."
    )
    context = {
        "page_meta": PageMeta(description=description),
        "page_title": _("Integrity log"),
        "description": description,
        "head": IntegrityEntry.objects.head(),
    }
    return public(render(request, "articles/integrity.html", context), [KEY])


@require_safe
def head(request: HttpRequest) -> HttpResponse:
    """Return the newest entry in a form made for keeping elsewhere."""
    newest = IntegrityEntry.objects.head()
    if newest is None:
        raise Http404
    kept = {
        "site": absolute("/"),
        "number": newest.number,
        "hash": newest.hash,
        "at": timestamp(newest.at),
        "signature": newest.signature,
        "key": newest.document["key"],
    }
    text = json.dumps(kept, indent=1) + "\n"
    return public(HttpResponse(text, content_type="application/json"), [KEY])


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Return the entries after a number, one a line; the header Link leads on."""
    after = request.GET.get("after", "0")
    if not after.isdecimal() or len(after) > 15:
        raise Http404
    rows = list(IntegrityEntry.objects.filter(number__gt=int(after))[:AT_ONCE])
    lines = (
        json.dumps(
            {"canonical": row.canonical, "hash": row.hash, "signature": row.signature}
        )
        for row in rows
    )
    response = HttpResponse(
        "".join(f"{line}\n" for line in lines), content_type="application/jsonl"
    )
    if len(rows) == AT_ONCE:
        following = f"{absolute(reverse('integrity_entries'))}?after={rows[-1].number}"
        response.headers["Link"] = f'<{following}>; rel="next"'
    return public(response, [KEY])
