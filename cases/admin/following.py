"""Texts that show an older version of a record, and the act that lets them follow."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions, publishing
from articles.admin.desk import signed_in, whole_number
from articles.admin.fields import TextField
from articles.models import (
    ChangeType,
    Edition,
    Mention,
    SubjectText,
    Version,
    choose_text,
)
from articles.models.edition import EditionQuerySet
from articles.problems import PublishingRefused
from cases.dependants import following
from cases.models import Record, RecordChange, RecordVersion
from cjo.lib.languages import Language, get_language

NOTE_LENGTH = 2000  # characters
AT_ONCE = 50  # as many as one request can publish in good time; the rest stay listed
# The gravest of what a text follows is what its readers are told of
_GRAVITY = (
    RecordChange.TYPO,
    RecordChange.CLARIFICATION,
    RecordChange.TRANSLATION,
    RecordChange.WITHDRAWAL,
    RecordChange.UPDATE,
    RecordChange.CORRECTION,
)


@dataclass(slots=True)
class Step:
    """A record in a text: the version shown, and those published since."""

    kind: str
    key: str
    label: str
    shown: int
    since: list[RecordVersion]

    @property
    def newest(self) -> RecordVersion:
        return self.since[-1]


@dataclass(slots=True)
class Follower:
    """A text in one language that shows older records, on its way to newer ones."""

    edition: Edition
    version: Version
    language: Language
    steps: list[Step] = field(default_factory=list)
    form: "FollowForm | None" = None

    @property
    def change(self) -> str:
        """Return the change type that is carried over."""
        since = [one.change_type for step in self.steps for one in step.since]
        gravest = max(since, key=lambda kind: _GRAVITY.index(RecordChange(kind)))
        # a text is neither translated by this, nor withdrawn
        own = (RecordChange.TRANSLATION, RecordChange.WITHDRAWAL)
        return ChangeType.UPDATE.value if gravest in own else gravest

    @property
    def is_held(self) -> bool:
        """Tell whether it shows what was withdrawn, and so cannot follow."""
        return any(step.newest.is_withdrawal for step in self.steps)

    @property
    def note(self) -> str:
        """Return the note that is prepared, in the language of the text.

        Where it would be too long, it only says which versions the text follows.
        """
        said: set[str] = set()
        with translation.override(self.edition.language):
            whole = " ".join(_told(step, said) for step in self.steps)
            if len(whole) > NOTE_LENGTH:
                whole = " ".join(_told(step, said) for step in self.steps)
        return whole[:NOTE_LENGTH]


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
        choices=[
            (kind.value, kind.label)
            for kind in ChangeType
            if kind not in (ChangeType.FIRST, ChangeType.WITHDRAWAL)
        ],
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
        followers = _followers(_named(request))
        results = _publish(request, followers)
        sent = {one.edition.pk: one for one in followers if one.form}
        if not results:
            messages.warning(request, _("No text was chosen: nothing was published."))
    editions = following(kind, key)
    waiting = [
        sent.get(one.edition.pk, one) for one in _followers(_sources_first(editions))
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
            version = publishing.republish(
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


def _followers(editions: EditionQuerySet) -> list[Follower]:
    """Return the texts with what each shows and what was published since."""
    found = [
        Follower(edition, edition.current_version, get_language(edition.language))
        for edition in editions.select_related("article", "current_version").defer(
            "body", "sources", "takeaways", "current_version__canonical"
        )
        if edition.current_version is not None
    ]
    mentions = (
        Mention.objects.filter(
            version__in=[one.version.pk for one in found],
            number__lt=F("subject__number"),
        )
        .select_related("subject")
        .prefetch_related("subject__texts")
        .order_by("subject__kind", "subject__key")
    )
    shown: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        shown[mention.version_id].append(mention)
    newer = _newer({(one.subject.kind, one.subject.key) for one in mentions})
    for follower in found:
        for mention in shown[follower.version.pk]:
            kind, key = mention.subject.kind, mention.subject.key
            since = [
                one for one in newer[kind, key] if one.number > (mention.number or 0)
            ]
            if since:
                texts: list[SubjectText] = list(mention.subject.texts.all())
                text = choose_text(texts, follower.edition.language)
                label = text.label if text else key
                number = mention.number or 0
                follower.steps.append(Step(kind, key, label, number, since))
    return found


def _newer(records: set[tuple[str, str]]) -> dict[tuple[str, str], list[RecordVersion]]:
    """Return every version of these records, oldest first: one query for each."""
    return {
        (kind, key): list(
            RecordVersion.objects.of(kind, key).defer("canonical").order_by("number")
        )
        for kind, key in sorted(records)
    }


def _told(step: Step, said: set[str]) -> str:
    """Return what readers are told of one record that a text follows.

    A note that was `said` of another record, which this one followed, is not repeated.
    """
    notes = [one.change_note for one in step.since if one.change_note]
    fresh = [note for note in dict.fromkeys(notes) if note not in said]
    said.update(fresh)
    words = {
        "number": step.newest.number,
        "record": step.label,
        "note": " ".join(fresh),
    }
    if step.kind == "overview":
        plain = _("The figures follow version %(number)d of “%(record)s”.")
        noted = _("The figures follow version %(number)d of “%(record)s”: %(note)s")
    else:
        plain = _("The text follows version %(number)d of “%(record)s”.")
        noted = _("The text follows version %(number)d of “%(record)s”: %(note)s")
    return (noted if fresh else plain) % words
