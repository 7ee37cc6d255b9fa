"""Acts on a draft besides writing: publish it, restore a version, delete it."""

from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles import publishing
from articles.admin.act_forms import ChangeForm
from articles.admin.desk import Crumbs, signed_in, whole_number
from articles.admin.edition_form import EditionForm, change_form
from articles.admin.held import is_held
from articles.admin.history import log_refusal
from articles.admin.names import linked
from articles.models import Edition, Version
from articles.pdf.beforehand import make_beforehand
from articles.pdf.warnings import no_pdf, signs_not_printed
from articles.publishing import effects, markdown_flaws, translation_faults
from articles.publishing.checks import problems_of
from articles.publishing.problems import (
    DraftChangedMeanwhile,
    NothingNew,
    Problem,
    PublishingRefused,
)
from cjo.lib.languages import get_language


class EditionPages(Protocol):
    """The parts of EditionAdmin that the acts use: imported, it would be a circle."""

    def show(
        self,
        request: HttpRequest,
        edition: Edition,
        form: EditionForm | None = None,
        publish_form: ChangeForm | None = None,
    ) -> HttpResponse: ...

    def page(
        self, request: HttpRequest, template: str, status: int = 200, **context: Any
    ) -> HttpResponse: ...

    def crumbs_of(self, edition: Edition) -> Crumbs: ...


def publish(desk: EditionPages, request: HttpRequest, edition: Edition) -> HttpResponse:
    """Publish the draft that the editor saw and saved, or show its problems."""
    pk = edition.pk
    data = request.POST.copy()
    # the draft was saved a moment ago: its page goes on from that state
    data["revision"] = str(edition.revision)
    form = EditionForm(data, instance=Edition.objects.get(pk=pk))
    publish_form = change_form(edition, request.POST)
    if not publish_form.is_valid():
        rendered = effects.render_draft(edition)
        document = effects.document_now(edition, rendered.states)
        # said before the editor is asked for the kind of change: there is none
        if effects.is_published(edition, document):
            return _say_nothing_new(request, edition)
        # the editor should see every problem at once, not one at each try
        for problem in problems_of(edition, rendered, document):
            form.add_problem(problem)
        return desk.show(request, edition, form, publish_form)
    try:
        version = publishing.publish(
            edition,
            by=signed_in(request),
            change=publish_form.cleaned_data["change"],
            note=publish_form.cleaned_data["note"],
        )
    except DraftChangedMeanwhile:
        _say_changed_meanwhile(request)
        return redirect("admin:articles_edition_change", pk)
    except NothingNew:
        return _say_nothing_new(request, edition)
    except PublishingRefused as refused:
        log_refusal(request, edition, refused)
        messages.warning(
            request,
            _("The draft is saved but not published. Correct the marked fields first."),
        )
        for problem in dict.fromkeys(refused.problems):
            if problem.field in publish_form.fields:
                publish_form.add_error(problem.field, linked(problem))
            else:
                form.add_problem(problem)
        return desk.show(request, edition, form, publish_form)
    make_beforehand(version)
    _say_published(request, version)
    return redirect("admin:articles_edition_change", pk)


def problems_and_warnings(edition: Edition) -> tuple[list[Problem], list[Problem]]:
    """Return the problems of this draft, and the lines that may be meant otherwise."""
    rendered = effects.render_draft(edition)
    warnings = [
        *no_pdf(edition),
        *markdown_flaws.warnings(rendered),
        *translation_faults.warnings(edition),
        *signs_not_printed(edition),
    ]
    document = effects.document_now(edition, rendered.states)
    return problems_of(edition, rendered, document), warnings


def restore(desk: EditionPages, request: HttpRequest, version: Version) -> HttpResponse:
    """Ask, then make an older text the draft again."""
    edition = version.edition
    if request.method == "POST" and not is_held(request):
        # the draft that was shown when the editor agreed to lose it
        edition.revision = revision = whole_number(request.POST.get("revision", ""))
        try:
            restored = publishing.restore(version, by=signed_in(request))
        except DraftChangedMeanwhile:
            _say_changed_meanwhile(request)
            edition.refresh_from_db()
        else:
            if restored.revision == revision:
                message = _("The draft has the text of this version already.")
                messages.info(request, message)
                return redirect("admin:articles_edition_change", edition.pk)
            messages.success(
                request,
                _(
                    "The draft now has the text of version %(number)s. Readers see no "
                    "change until you publish it."
                )
                % {"number": version.number},
            )
            return redirect("admin:articles_edition_change", edition.pk)
    return desk.page(
        request,
        "edition/restore.html",
        crumbs=desk.crumbs_of(edition),
        title=_("Restore version %(number)s as the draft") % {"number": version.number},
        version=version,
        edition=edition,
    )


def delete_draft(
    desk: EditionPages, request: HttpRequest, edition: Edition
) -> HttpResponse:
    """Ask, then delete a text that no reader ever saw."""
    page = reverse("admin:articles_edition_change", args=[edition.pk])
    # Readers may have cited it: its address must go on answering
    if edition.versions.exists():
        messages.error(
            request, _("A published text can be withdrawn, but not deleted.")
        )
        return redirect(page)
    if request.method == "POST" and not is_held(request):
        # a text that was written meanwhile has not been seen by who deletes it
        edition.revision = whole_number(request.POST.get("revision", ""))
        try:
            publishing.delete_draft(edition, by=signed_in(request))
        except DraftChangedMeanwhile:
            _say_changed_meanwhile(request)
            return redirect(page)
        except PublishingRefused as refused:
            log_refusal(request, edition, refused)
            messages.error(request, str(refused))
            return redirect(page)
        messages.success(request, _("The draft is deleted."))
        return redirect("admin:articles_edition_changelist")
    return desk.page(
        request,
        "edition/delete.html",
        crumbs=desk.crumbs_of(edition),
        title=_("Delete this draft"),
        edition=edition,
        is_last=not edition.article.editions.exclude(pk=edition.pk).exists(),
    )


def _say_published(request: HttpRequest, version: Version) -> None:
    message = _("Version %(number)s is published.") % {"number": version.number}
    language = get_language(version.language)
    if not language.is_ready:
        closed = _(
            "Readers cannot open it yet: %(language)s is not open on this site. The "
            "operator opens a language with the setting LANGUAGES_READY."
        )
        closed %= {"language": language.english}
        messages.warning(request, f"{message} {closed}")
        return
    url = version.edition.get_absolute_url()
    link = format_html('<a href="{}">{}</a>', url, _("Read it on the site"))
    messages.success(request, format_html("{} {}", message, link))


def _say_nothing_new(request: HttpRequest, edition: Edition) -> HttpResponse:
    messages.info(request, str(NothingNew(edition)))
    return redirect("admin:articles_edition_change", edition.pk)


def _say_changed_meanwhile(request: HttpRequest) -> None:
    messages.error(
        request,
        _("Somebody else has just saved this draft. Read it before you decide."),
    )
