"""The act that lets texts follow the records that they show."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import signed_in, whole_number
from articles.admin.fields import TextField
from articles.models import (
    TEXT_CHANGES,
    ChangeType,
    Edition,
    Version,
)
from articles.models.edition import EditionQuerySet
from articles.publishing import verbs
from articles.publishing.problems import PublishingRefused
from cases.admin.followers import NOTE_LENGTH, Follower, followers_among
from cases.models import Record
from cases.publishing.affected import outdated_editions

AT_ONCE = 50  # as many as one request can publish in good time; the rest stay listed


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a text: the Version it has now, or why it has none."""

    follower: Follower
    published: Version | None
    refused: list[str]


class FollowForm(forms.Form):
    """Whether a text follows, and what its readers are told."""

    chosen = forms.BooleanField(label=gettext_lazy("Publish it again"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput())
    change = forms.ChoiceField(
        label=gettext_lazy("Kind of change"),
        choices=[(kind.value, kind.label) for kind in TEXT_CHANGES],
    )
    note = TextField(
        label=gettext_lazy("Note for readers"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def page_of(record: Record | None = None) -> str:
    """Return the address at the desk of the texts that show an older version."""
    page = reverse("admin:follow")
    return f"{page}?record={record.kind}:{record.slug}" if record else page


def follow(request: HttpRequest) -> HttpResponse:
    """List the texts, or publish the chosen ones again, each for itself."""
    if not permissions.can_publish(request.user):
        raise PermissionDenied(_("Only editors can publish."))
    kind, _colon, key = request.GET.get("record", "").partition(":")
    results: list[Result] = []
    sent: dict[int, Follower] = {}
    if request.method == "POST":
        followers = followers_among(_named(request))
        results = _publish(request, followers)
        sent = {one.edition.pk: one for one in followers if one.form}
        if not results:
            messages.warning(request, _("No text was chosen: nothing was published."))
    editions = outdated_editions(kind, key)
    waiting = [
        sent.get(one.edition.pk, one)
        for one in followers_among(_sources_first(editions))
    ]
    for follower in waiting:
        follower.form = follower.form or _form(follower)
    context = {
        **admin.site.each_context(request),
        "title": _("Texts that show older figures or cases"),
        "record": key,
        "followers": waiting,
        "number": editions.count(),
        "results": results,
    }
    return TemplateResponse(request, "admin/cases/follow.html", context)


def _sources_first(editions: EditionQuerySet) -> EditionQuerySet:
    """Order translations behind what they were translated from."""
    rows = editions.order_by(
        F("current_version__translated_from").asc(nulls_first=True), "pk"
    )
    return rows[:AT_ONCE]


def _named(request: HttpRequest) -> EditionQuerySet:
    """Return the texts that the form was about, whether they still wait or not."""
    ids = [whole_number(one) for one in request.POST.getlist("edition")[:AT_ONCE]]
    return _sources_first(Edition.objects.filter(pk__in=ids))


def _form(follower: Follower, data: Any = None) -> FollowForm:
    return FollowForm(
        data,
        prefix=f"edition-{follower.edition.pk}",
        initial={
            "chosen": not follower.is_held,
            "seen": follower.version.pk,
            "change": follower.change if follower.steps else ChangeType.UPDATE,
            "note": follower.note,
        },
    )


def _publish(request: HttpRequest, followers: list[Follower]) -> list[Result]:
    """Publish each chosen text in its own transaction; one refused stops none.

    A follower keeps the form that was sent, unless its text is published by it.
    """
    results = []
    for follower in followers:
        form = _form(follower, request.POST)
        if not form["chosen"].value():
            # what waits is shown again as it was sent, and with what was written
            if form["seen"].value() == str(follower.version.pk):
                follower.form = form
            continue
        if not form.is_valid():
            follower.form = form
            said = [str(text) for errors in form.errors.values() for text in errors]
            results.append(Result(follower, None, said))
            continue
        seen = Version.objects.filter(
            pk=form.cleaned_data["seen"], edition=follower.edition
        )
        try:
            version = verbs.republish(
                seen.first() or follower.version,
                by=signed_in(request),
                change=form.cleaned_data["change"],
                note=form.cleaned_data["note"],
            )
        except PublishingRefused as refused:
            # shown again as it was sent, unless it no longer is what readers see
            if seen.filter(pk=follower.version.pk).exists():
                follower.form = form
                for problem in refused.problems:
                    if problem.field in form.fields:
                        form.add_error(problem.field, problem.message)
            told = [problem.message for problem in refused.problems]
            results.append(Result(follower, None, told))
        else:
            results.append(Result(follower, version, []))
    return results
