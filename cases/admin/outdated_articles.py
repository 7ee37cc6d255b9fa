"""Articles that show an older version of a record, and the act that updates them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.act_forms import NOTE_LENGTH, ChangeForm
from articles.admin.desk import signed_in, whole_number
from articles.admin.held import is_held
from articles.models import (
    TEXT_CHANGES,
    ChangeType,
    Edition,
    Mention,
    Version,
    choose_text,
)
from articles.models.edition import EditionQuerySet
from articles.publishing import verbs
from articles.publishing.problems import PublishingRefused
from cases.models import Record, RecordVersion
from cases.publishing.affected import outdated_editions
from cjo.lib.languages import Language, get_language

AT_ONCE = 50  # texts that one request can publish in good time; the rest stay listed
# Lightest first: readers are told of the gravest change that their text takes over
_GRAVITY = (
    ChangeType.TYPO,
    ChangeType.CLARIFICATION,
    ChangeType.TRANSLATION,
    ChangeType.WITHDRAWAL,
    ChangeType.UPDATE,
    ChangeType.CORRECTION,
)


@dataclass(frozen=True, slots=True)
class OutdatedRecord:
    """A record in a text: the version shown, and the later ones, oldest first."""

    kind: str
    key: str
    label: str
    shown: int
    later: list[RecordVersion]

    @property
    def newest(self) -> RecordVersion:
        return self.later[-1]

    @property
    def notes(self) -> list[str]:
        """Return the public notes of the later versions, each once."""
        notes = (version.change_note for version in self.later)
        return list(dict.fromkeys(note for note in notes if note))


@dataclass
class OutdatedArticle:
    """An article in one language that shows older records.

    `form` is the form that was sent for it, if it has to be shown again.
    """

    edition: Edition
    version: Version
    language: Language
    records: list[OutdatedRecord] = field(default_factory=list)
    form: "UpdateForm | None" = None

    @property
    def change(self) -> str:
        """Return the change type to suggest: the gravest of the later versions."""
        later = [
            ChangeType(version.change_type)
            for record in self.records
            for version in record.later
        ]
        gravest = max(later, key=_GRAVITY.index, default=ChangeType.UPDATE)
        # the text itself is neither translated nor withdrawn by showing the record
        if gravest in (ChangeType.TRANSLATION, ChangeType.WITHDRAWAL):
            return ChangeType.UPDATE.value
        return gravest.value

    @property
    def is_held(self) -> bool:
        """Return whether it shows a withdrawn record, and so cannot be published."""
        return any(record.newest.is_withdrawal for record in self.records)

    @cached_property
    def note(self) -> str:
        return prepared_note(self.records, self.edition.language)


def prepared_note(records: Sequence[OutdatedRecord], language: str) -> str:
    """Return the note to suggest, in the language of the text.

    It repeats the records' own notes, or, where that would be too long, only names
    the versions.
    """
    with translation.override(language):
        full = " ".join(
            _sentence(record, notes) for record, notes in _notes_once(records)
        )
        if len(full) <= NOTE_LENGTH:
            return full
        return " ".join(_sentence(record, []) for record in records)[:NOTE_LENGTH]


def _notes_once(
    records: Iterable[OutdatedRecord],
) -> list[tuple[OutdatedRecord, list[str]]]:
    """Pair each record with those of its notes that no record before it has.

    A set takes over the note of a case in it, so the same note often comes twice.
    """
    used: set[str] = set()
    pairs = []
    for record in records:
        pairs.append((record, [note for note in record.notes if note not in used]))
        used.update(record.notes)
    return pairs


def _sentence(record: OutdatedRecord, notes: list[str]) -> str:
    if record.kind == "overview":
        plain = _("The figures follow version %(number)d of “%(record)s”.")
        noted = _("The figures follow version %(number)d of “%(record)s”: %(note)s")
    else:
        plain = _("The text follows version %(number)d of “%(record)s”.")
        noted = _("The text follows version %(number)d of “%(record)s”: %(note)s")
    return (noted if notes else plain) % {
        "number": record.newest.number,
        "record": record.label,
        "note": " ".join(notes),
    }


class UpdateForm(ChangeForm):
    """Whether an article takes over the newest records, and the note for readers.

    `seen` is the version that readers saw when the list was opened.
    """

    chosen = forms.BooleanField(label=gettext_lazy("Publish it again"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, data: Any, article: OutdatedArticle) -> None:
        super().__init__(
            data,
            kinds=TEXT_CHANGES,
            initial={
                "chosen": not article.is_held,
                "seen": article.version.pk,
                "change": article.change,
                "note": article.note,
            },
            prefix=f"edition-{article.edition.pk}",
        )
        # fifty lists of hints would hide the texts
        choices = [(kind.value, kind.label) for kind in TEXT_CHANGES]
        self.fields["change"].widget = forms.Select(choices=choices)


@dataclass(frozen=True, slots=True)
class Result:
    """An article with its new version, or with the reasons why it has none."""

    article: OutdatedArticle
    published: Version | None
    reasons: list[str]


def list_url(record: Record | None = None) -> str:
    """Return the address of the list, for one record or for all."""
    url = reverse("admin:outdated_articles")
    return f"{url}?record={record.kind}:{record.slug}" if record else url


def outdated_articles(request: HttpRequest) -> HttpResponse:
    """List the articles, and publish the chosen ones again, each by itself."""
    permissions.require(
        permissions.can_publish(request.user), _("Only editors can publish.")
    )
    kind, _colon, key = request.GET.get("record", "").partition(":")
    results: list[Result] = []
    refilled: dict[int, UpdateForm] = {}
    # what was sent is read before the list: the list then leaves out what is done
    if request.method == "POST":
        sent = _with_records(_editions_named(request))
        held = is_held(request)
        if held:
            for article in sent:
                article.form = UpdateForm(request.POST, article)
        else:
            results = _publish_chosen(request, sent)
        # a refused form is shown again with what the editor wrote
        refilled = {row.edition.pk: row.form for row in sent if row.form}
        if not (results or held):
            messages.warning(request, _("No text was chosen: nothing was published."))
    editions = outdated_editions(kind, key)
    listed = _with_records(_sources_first(editions))
    for article in listed:
        form = refilled.get(article.edition.pk)
        article.form = form or UpdateForm(None, article)
    context = {
        **admin.site.each_context(request),
        "title": _("Texts that show older figures or cases"),
        "articles": listed,
        "number": editions.count(),
        "results": results,
    }
    return TemplateResponse(request, "admin/cases/outdated_articles.html", context)


def _sources_first(editions: EditionQuerySet) -> EditionQuerySet:
    # a translation can follow its source in the same act only if it comes later
    rows = editions.order_by(
        F("current_version__translated_from").asc(nulls_first=True), "pk"
    )
    return rows[:AT_ONCE]


def _editions_named(request: HttpRequest) -> EditionQuerySet:
    """Return the editions in the form that was sent, outdated still or not."""
    ids = [whole_number(text) for text in request.POST.getlist("edition")[:AT_ONCE]]
    return _sources_first(Edition.objects.filter(pk__in=ids))


def _with_records(editions: EditionQuerySet) -> list[OutdatedArticle]:
    """Return the published editions, each with the outdated records that it shows."""
    articles = [
        OutdatedArticle(
            edition, edition.current_version, get_language(edition.language)
        )
        for edition in editions.select_related("article", "current_version").defer(
            "body", "sources", "takeaways", "current_version__canonical"
        )
        if edition.current_version is not None
    ]
    by_version = {article.version.pk: article for article in articles}
    mentions = list(
        Mention.objects.filter(version__in=by_version, number__lt=F("subject__number"))
        .select_related("subject")
        .prefetch_related("subject__texts")
        .order_by("subject__kind", "subject__key")
    )
    versions = _versions_of(
        {(mention.subject.kind, mention.subject.key) for mention in mentions}
    )
    for mention in mentions:
        article, subject = by_version[mention.version_id], mention.subject
        number = mention.number or 0
        later = [
            version
            for version in versions[subject.kind, subject.key]
            if version.number > number
        ]
        if later:
            text = choose_text(subject.texts.all(), article.edition.language)
            label = text.label if text else subject.key
            article.records.append(
                OutdatedRecord(subject.kind, subject.key, label, number, later)
            )
    return articles


def _versions_of(
    records: set[tuple[str, str]],
) -> dict[tuple[str, str], list[RecordVersion]]:
    """Return all versions of these records, oldest first: one query a record."""
    versions: dict[tuple[str, str], list[RecordVersion]] = defaultdict(list)
    # `of` finds versions from before a move too: that is no single join
    for kind, key in sorted(records):
        rows = RecordVersion.objects.of(kind, key).defer("canonical")
        versions[kind, key].extend(rows.order_by("number"))
    return versions


def _publish_chosen(
    request: HttpRequest, articles: list[OutdatedArticle]
) -> list[Result]:
    """Publish each chosen article in a transaction of its own.

    An article that stays on the list keeps the form that was sent, with the note
    that the editor wrote.
    """
    results = []
    for article in articles:
        form = UpdateForm(request.POST, article)
        # somebody else may have published or withdrawn the text meanwhile
        is_current = form["seen"].value() == str(article.version.pk)
        if not form["chosen"].value():
            article.form = form if is_current else None
        elif not form.is_valid():
            article.form = form
            errors = [str(text) for texts in form.errors.values() for text in texts]
            results.append(Result(article, None, errors))
        else:
            results.append(_publish(request, article, form))
    return results


def _publish(
    request: HttpRequest, article: OutdatedArticle, form: UpdateForm
) -> Result:
    seen = Version.objects.filter(
        pk=form.cleaned_data["seen"], edition=article.edition
    ).first()
    try:
        version = verbs.republish(
            # an unknown version is refused by the verb, with its reason
            seen or article.version,
            by=signed_in(request),
            change=form.cleaned_data["change"],
            note=form.cleaned_data["note"],
        )
    except PublishingRefused as refused:
        if seen == article.version:
            article.form = form
            for problem in refused.problems:
                if problem.field in form.fields:
                    form.add_error(problem.field, problem.message)
        return Result(article, None, [problem.message for problem in refused.problems])
    return Result(article, version, [])
