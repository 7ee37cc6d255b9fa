"""What readers are told of a record that was withdrawn: that it was, when and why."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cases.models import RecordVersion
from cases.presentation.text import change_note_in, choose
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta

Asked = ParamSpec("Asked")
View = Callable[Concatenate[HttpRequest, Asked], HttpResponse]


class Gone(Exception):
    """What was asked for was withdrawn, by this version, from the record of a slug."""

    def __init__(self, withdrawal: RecordVersion, slug: str) -> None:
        super().__init__(str(withdrawal))
        self.withdrawal, self.slug = withdrawal, slug


def record_view(view: View[Asked]) -> View[Asked]:
    """Make a view of a record safe alone, and answer 410 for what was withdrawn."""

    @require_safe
    @wraps(view)
    def answer(
        request: HttpRequest, /, *args: Asked.args, **kwargs: Asked.kwargs
    ) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Gone as gone:
            return _gone(request, gone.withdrawal, gone.slug)

    return answer


def withdrawn_to(versions: list[RecordVersion]) -> int:
    """Return the number up to which a record's versions are gone; 0 for none.

    What was withdrawn stays so, whatever is published later.
    """
    return max((one.number for one in versions if one.is_withdrawal), default=0)


def _gone(request: HttpRequest, withdrawal: RecordVersion, slug: str) -> HttpResponse:
    kind = withdrawal.kind
    title = choose(withdrawal.snapshot["texts"], "title", page_language())
    versions = list(
        RecordVersion.objects.filter(kind=kind, object_id=withdrawal.object_id)
        .order_by("-number")
        .defer("canonical")
    )
    context = {
        "page_meta": PageMeta(indexable=False),
        "page_title": _("Withdrawn"),
        "title": title or slug,
        "reason": change_note_in(withdrawal, page_language()),
        "withdrawn_at": withdrawal.published_at,
        "url": reverse(kind, args=[slug]),
        "versions": versions,
        "withdrawn_to": withdrawn_to(versions),
    }
    response = render(request, "cases/gone.html", context, status=410)
    return public(response, [f"{kind}-{slug}"])
