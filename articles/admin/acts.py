"""What is done to a draft besides writing: each asks once, then says what it did."""

from typing import Any, Protocol

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import DeskAdmin, signed_in, whole_number
from articles.admin.edition_form import EditionForm, PublishForm
from articles.admin.fields import TextField
from articles.admin.titles import title_of_work
from articles.models import Article, Edition, Version
from articles.publishing import verbs
from articles.publishing.problems import DraftChangedMeanwhile, PublishingRefused
from cjo.lib.languages import get_language


class DraftPage(Protocol):
    """The admin of drafts, as these acts use it."""

    def show(
        self,
        request: HttpRequest,
        edition: Edition,
        form: EditionForm | None = None,
        publish_form: PublishForm | None = None,
    ) -> HttpResponse: ...

    def page(
        self, request: HttpRequest, template: str, status: int = 200, **context: Any
    ) -> HttpResponse: ...


class WithdrawForm(forms.Form):
    """Why readers shall no longer read it, and in which languages."""

    note = TextField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        help_text=gettext_lazy("Readers see it in place of the text, for ever."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Which texts"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, data: Any, *, article: Article, language: str) -> None:
        super().__init__(data, initial={"language": language})
        published = Edition.objects.published().filter(article=article)
        codes = published.order_by("language").values_list("language", flat=True)
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            ("", _("Every language")),
            *((code, get_language(code).english) for code in codes),
        ]
        self.fields["note"].widget.attrs["rows"] = 4


def publish(desk: DraftPage, request: HttpRequest, edition: Edition) -> HttpResponse:
    """Publish what the editor saw and saved, or show what has to be mended first."""
    pk = edition.pk
    data = request.POST.copy()
    data["revision"] = str(edition.revision)
    form = EditionForm(data, instance=Edition.objects.get(pk=pk))
    publish_form = PublishForm(request.POST, edition=edition)
    if not publish_form.is_valid():
        form.is_valid()
        return desk.show(request, edition, form, publish_form)
    try:
        version = verbs.publish(
            edition,
            by=signed_in(request),
            change=publish_form.cleaned_data["change"],
            note=publish_form.cleaned_data["note"],
        )
    except DraftChangedMeanwhile:
        messages.error(
            request,
            _("Somebody saved this draft meanwhile. Look at it before you decide."),
        )
        return redirect(_page_of(edition))
    except PublishingRefused as refused:
        messages.warning(
            request, _("The draft is saved, but not published. Mend what is marked.")
        )
        for problem in dict.fromkeys(refused.problems):
            if problem.field in publish_form.fields:
                publish_form.add_error(problem.field, problem.message)
            else:
                form.add_problem(problem)
        return desk.show(request, edition, form, publish_form)
    _say_published(request, version)
    return redirect("admin:articles_edition_change", pk)


def withdraw(
    desk: DeskAdmin[Any],
    request: HttpRequest,
    article: Article,
    edition: Edition | None = None,
) -> HttpResponse:
    """Ask for the reason, then take one language or all from readers."""
    permissions.require(
        permissions.can_publish(request.user), _("Only editors can withdraw.")
    )
    back = _page_of(edition or article)
    if not Edition.objects.published().filter(article=article).exists():
        messages.warning(request, _("Nothing of this article is before readers."))
        return redirect(back)
    form = WithdrawForm(
        request.POST or None,
        article=article,
        language=edition.language if edition and edition.is_readable else "",
    )
    if form.is_valid():
        try:
            withdrawn = verbs.withdraw(
                article,
                by=signed_in(request),
                note=form.cleaned_data["note"],
                language=form.cleaned_data["language"] or None,
            )
        except PublishingRefused as refused:
            for problem in refused.problems:
                form.add_error("note", problem.message)
        else:
            names = ", ".join(get_language(one.language).english for one in withdrawn)
            messages.success(
                request, _("Withdrawn in %(languages)s.") % {"languages": names}
            )
            return redirect(back)
    return desk.page(
        request,
        "withdraw.html",
        title=_("Withdraw “%(title)s”") % {"title": title_of_work(article)},
        form=form,
        article=article,
        back=back,
    )


def restore(desk: DraftPage, request: HttpRequest, version: Version) -> HttpResponse:
    """Ask, then make an older text the draft again."""
    edition = version.edition
    if request.method == "POST":
        # the draft that was shown when the editor agreed to lose it
        edition.revision = whole_number(request.POST.get("revision", ""))
        try:
            verbs.restore(version, by=signed_in(request))
        except DraftChangedMeanwhile:
            messages.error(
                request,
                _("Somebody saved this draft meanwhile. Look at it before you decide."),
            )
        else:
            messages.success(
                request,
                _("The draft is version %(number)s again. Readers see no change yet.")
                % {"number": version.number},
            )
            return redirect(_page_of(edition))
        edition.refresh_from_db()
    return desk.page(
        request,
        "edition/restore.html",
        title=_("Take version %(number)s as the draft") % {"number": version.number},
        version=version,
        edition=edition,
    )


def delete_draft(
    desk: DraftPage, request: HttpRequest, edition: Edition
) -> HttpResponse:
    """Ask, then delete a text that no reader ever saw."""
    if edition.versions.exists():
        messages.error(request, _("What was published can be withdrawn, not deleted."))
        return redirect(_page_of(edition))
    if request.method == "POST":
        try:
            verbs.delete_draft(edition, by=signed_in(request))
        except PublishingRefused as refused:
            messages.error(request, str(refused))
            return redirect(_page_of(edition))
        messages.success(request, _("The draft is deleted."))
        return redirect("admin:articles_edition_changelist")
    return desk.page(
        request,
        "edition/delete.html",
        title=_("Delete this draft"),
        edition=edition,
        is_last=not edition.article.editions.exclude(pk=edition.pk).exists(),
    )


def _say_published(request: HttpRequest, version: Version) -> None:
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>',
            _("Version %(number)s is published.") % {"number": version.number},
            version.edition.get_absolute_url(),
            _("Read it on the site"),
        ),
    )


def _page_of(row: Article | Edition) -> str:
    return reverse(f"admin:articles_{row._meta.model_name}_change", args=[row.pk])
