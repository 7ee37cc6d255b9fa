"""Articles that show an older version of a record, and the act that updates them."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions, publishing
from articles.admin.act_forms import ChangeForm
from articles.admin.desk import signed_in, whole_number
from articles.admin.held import is_held
from articles.admin.history import log_refusal
from articles.admin.names import linked
from articles.models import (
    TEXT_CHANGES,
    Edition,
    Version,
)
from articles.models.edition import EditionQuerySet
from articles.pdf.beforehand import make_beforehand
from articles.publishing.problems import PublishingRefused
from cases.admin.outdated_texts import OutdatedArticle, with_records
from cases.models import Record
from cases.publishing.affected import outdated_editions

AT_ONCE = 50  # texts that one request can publish in good time; the rest stay listed


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
    refilled: dict[int, ChangeForm] = {}
    # what was sent is read before the list: the list then leaves out what is done
    if request.method == "POST":
        sent = with_records(_editions_named(request))
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
    listed = with_records(_sources_first(editions))
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
        version = publishing.republish(
            # an unknown version is refused by the verb, with its reason
            seen or article.version,
            by=signed_in(request),
            change=form.cleaned_data["change"],
            note=form.cleaned_data["note"],
        )
    except PublishingRefused as refused:
        log_refusal(request, article.edition, refused)
        if seen == article.version:
            article.form = form
            for problem in refused.problems:
                if problem.field in form.fields:
                    form.add_error(problem.field, linked(problem))
        return Result(article, None, [linked(problem) for problem in refused.problems])
    make_beforehand(version)
    return Result(article, version, [])
