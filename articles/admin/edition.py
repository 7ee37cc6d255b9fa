"""Drafts at the desk: the list, the page to write on, saving, previewing."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import acts, guide
from articles.admin.desk import DeskAdmin, signed_in, whole_number
from articles.admin.edition_form import (
    EditionForm,
    PublishForm,
    beside_theirs,
)
from articles.admin.fields import known_people
from articles.admin.filters import STATES, LanguageFilter, StateFilter, WaitingFilter
from articles.admin.titles import title_of
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.publishing import effects
from articles.publishing.checks import problems_of
from articles.publishing.problems import DraftChangedMeanwhile, Problem
from articles.views.preview import preview_token
from cjo.lib.languages import get_language
from cjo.lib.locales import moment_text


@admin.register(Edition)
class EditionAdmin(DeskAdmin[Edition]):
    """A draft is saved and published by articles.publishing, never by its model."""

    list_title = gettext_lazy("Drafts")
    list_display = ("name", "work", "in_language", "state", "saved", "changed_by")
    list_filter = (
        WaitingFilter,
        StateFilter,
        LanguageFilter,
        "article__kind",
        "method",
    )
    search_fields = ("title", "article__slug")
    list_select_related = ("article", "changed_by")
    ordering = ("-changed_at",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if isinstance(obj, Edition):
            return permissions.can_write(request.user, obj)
        return permissions.can_write_any(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # a draft begins with its article, or there in a language

    def get_queryset(self, request: HttpRequest) -> EditionQuerySet:
        return permissions.writable(request.user).defer("body", "sources", "takeaways")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", view(self.publish), name="edition_publish"),
            path("<int:pk>/preview/", view(self.preview), name="edition_preview"),
            path("<int:pk>/withdraw/", view(self.withdraw), name="edition_withdraw"),
            path(
                "<int:pk>/restore/<int:number>/",
                view(self.restore),
                name="edition_restore",
            ),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def name(self, edition: Edition) -> str:
        return title_of(edition)

    @admin.display(description=gettext_lazy("article"), ordering="article__slug")
    def work(self, edition: Edition) -> str:
        return edition.article.slug

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def in_language(self, edition: Edition) -> str:
        return get_language(edition.language).english

    @admin.display(description=gettext_lazy("state"))
    def state(self, edition: Edition) -> SafeString:
        return format_html(
            '<span class="state {}">{}</span>', edition.state, STATES[edition.state]
        )

    @admin.display(description=gettext_lazy("saved"), ordering="changed_at")
    def saved(self, edition: Edition) -> str:
        return moment_text(edition.changed_at, "en")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        edition = self.find(request, object_id)
        if request.method != "POST":
            return self.show(request, edition)
        return self._save(
            request, edition, lambda draft, saved: _after_saving(request, draft, saved)
        )

    def preview(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save, then show the draft as readers would see it."""
        edition = self.find(request, pk)
        shown = reverse("preview", args=[preview_token(edition)])
        if request.method != "POST":
            return redirect(shown)
        return self._save(request, edition, lambda draft, saved: redirect(shown))

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save, then publish; a draft that is refused stays saved."""
        edition = self.find(request, pk)
        if not permissions.can_publish(request.user):
            raise PermissionDenied(_("Only editors can publish."))
        if request.method != "POST":
            return redirect(page_of(edition))
        return self._save(
            request, edition, lambda draft, saved: acts.publish(self, request, draft)
        )

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = self.find(request, pk)
        return acts.withdraw(self, request, edition.article, edition)

    def restore(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        edition = self.find(request, pk)
        version = get_object_or_404(edition.versions, number=number)
        return acts.restore(self, request, version)

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return acts.delete_draft(self, request, self.find(request, object_id))

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        edition = self.find(request, object_id)
        context = {
            "title": _("History of “%s”") % title_of(edition),
            "edition": edition,
        }
        return super().history_view(request, object_id, context)

    def find(self, request: HttpRequest, pk: int | str) -> Edition:
        """Return the draft; 404 where there is none, 403 where it is another's."""
        edition = get_object_or_404(
            Edition.objects.select_related(
                "article__picture", "current_version", "changed_by", "created_by"
            ),
            pk=whole_number(pk),
        )
        permissions.require(
            permissions.can_write(request.user, edition),
            _("Only its author and editors can change this draft."),
        )
        return edition

    def show(
        self,
        request: HttpRequest,
        edition: Edition,
        form: EditionForm | None = None,
        publish_form: PublishForm | None = None,
        theirs: Edition | None = None,
    ) -> HttpResponse:
        """Return the page to write on, with the state and its acts beside the text."""
        languages = edition.article.editions.exclude(pk=edition.pk)
        return self.page(
            request,
            "edition/change_form.html",
            status=409 if theirs else 200,
            title=title_of(edition),
            edition=edition,
            form=form or EditionForm(instance=Edition.objects.get(pk=edition.pk)),
            publish_form=publish_form
            or PublishForm(edition=edition, initial=request.POST.dict()),
            theirs=theirs,
            warnings=[] if form else problems(edition),
            state=STATES[edition.state],
            language=get_language(edition.language),
            versions=edition.versions.defer("canonical")
            .select_related("published_by")
            .order_by("-number"),
            languages=[
                (one, get_language(one.language).english)
                for one in languages.order_by("language")
                if permissions.can_write(request.user, one)
            ],
            embeds=guide.embeds(),
            people=known_people(),
            can_publish=permissions.can_publish(request.user),
        )

    def _save(
        self,
        request: HttpRequest,
        edition: Edition,
        then: Callable[[Edition, bool], HttpResponse],
    ) -> HttpResponse:
        """Save the form; `then` gets the draft, and whether anything in it was new."""
        form = EditionForm(request.POST, instance=Edition.objects.get(pk=edition.pk))
        if not form.is_valid():
            return self.show(request, edition, form)
        try:
            saved = form.save_as(signed_in(request))
        except DraftChangedMeanwhile as meanwhile:
            theirs = meanwhile.theirs
            form = beside_theirs(form, theirs)
            return self.show(
                request, self.find(request, edition.pk), form, None, theirs
            )
        return then(form.instance, saved)


def _after_saving(request: HttpRequest, edition: Edition, saved: bool) -> HttpResponse:
    if saved:
        messages.success(request, _("The draft is saved."))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(page_of(edition))


def problems(edition: Edition) -> list[Problem]:
    """Return what would stop this draft from being published."""
    found = problems_of(edition, effects.render_draft(edition))
    return list(dict.fromkeys(found))


def page_of(edition: Edition) -> str:
    return reverse("admin:articles_edition_change", args=[edition.pk])
