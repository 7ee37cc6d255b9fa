"""Drafts at the desk: the list, the page to write on, saving and preview."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin import edition_acts, embed_help
from articles.admin.act_forms import ChangeForm
from articles.admin.desk import Crumbs, DeskAdmin, signed_in, whole_number
from articles.admin.edition_form import EditionForm, change_form
from articles.admin.edition_source import newer_source
from articles.admin.filters import STATES, LanguageFilter, StateFilter, WaitingFilter
from articles.admin.names import crumbs_of_article, title_of_edition
from articles.admin.withdraw import withdraw
from articles.models import Edition
from articles.models.edition import EditionQuerySet
from articles.publishing.problems import DraftChangedMeanwhile
from articles.views.preview import preview_token
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import moment_element


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
        # texts are long, and the list prints none
        return permissions.writable(request.user).defer("body", "sources", "takeaways")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/publish/", view(self.publish), name="edition_publish"),
            path("<int:pk>/preview/", view(self.preview), name="edition_preview"),
            path(
                "<int:pk>/follow/<int:source>/",
                view(self.follow),
                name="edition_follow",
            ),
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
        return title_of_edition(edition)

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
    def saved(self, edition: Edition) -> SafeString:
        return moment_element(edition.changed_at, page_language())

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
        # a bookmark or a reload opens the preview of the draft as it was saved
        if request.method != "POST":
            return redirect(shown)
        return self._save(request, edition, lambda draft, saved: redirect(shown))

    def publish(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Save, then publish; a draft that is refused stays saved."""
        edition = self.find(request, pk)
        permissions.require(
            permissions.can_publish(request.user), _("Only editors can publish.")
        )
        if request.method != "POST":
            return redirect(page_of(edition))
        return self._save(
            request,
            edition,
            lambda draft, saved: edition_acts.publish(self, request, draft),
        )

    def follow(self, request: HttpRequest, pk: int, source: int) -> HttpResponse:
        """Save the draft as a translation of `source`, a newer version of its source.

        It is the version that the translator saw, not one published since.
        """
        edition = self.find(request, pk)
        if request.method != "POST":
            return redirect(page_of(edition))
        data = request.POST.copy()
        data["translated_from"] = str(source)
        return self._save(
            request,
            edition,
            lambda draft, saved: _after_following(request, draft),
            data=data,
        )

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        edition = self.find(request, pk)
        return withdraw(self, request, edition.article, edition)

    def restore(self, request: HttpRequest, pk: int, number: int) -> HttpResponse:
        edition = self.find(request, pk)
        version = get_object_or_404(edition.versions, number=number)
        return edition_acts.restore(self, request, version)

    def delete_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        return edition_acts.delete_draft(self, request, self.find(request, object_id))

    def history_view(
        self,
        request: HttpRequest,
        object_id: str,
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        edition = self.find(request, object_id)
        title = _("History: %(title)s") % {"title": title_of_edition(edition)}
        context = {
            "title": title,
            "crumbs": self.crumbs_of(edition),
            "versions": edition.versions.defer("canonical")
            .select_related("published_by")
            .order_by("-number"),
        }
        return super().history_view(request, object_id, context)

    def find(self, request: HttpRequest, pk: int | str) -> Edition:
        """Return the draft; 404 if there is none, 403 if it belongs to another."""
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

    def crumbs_of(self, edition: Edition) -> Crumbs:
        """Return the breadcrumbs above a page about a draft."""
        return [
            *crumbs_of_article(edition.article),
            (edition.get_language_display(), page_of(edition)),
        ]

    def show(
        self,
        request: HttpRequest,
        edition: Edition,
        form: EditionForm | None = None,
        publish_form: ChangeForm | None = None,
        theirs: Edition | None = None,
    ) -> HttpResponse:
        """Return the page to write on; `theirs` is a draft saved by somebody else."""
        others = edition.article.editions.exclude(pk=edition.pk)
        # a form that was refused shows its problems at the fields
        problems, warnings = (
            ([], []) if form else edition_acts.problems_and_warnings(edition)
        )
        return self.page(
            request,
            "edition/change_form.html",
            # 409 Conflict (RFC 9110, 15.5.10): the draft is not as the form knew it
            status=409 if theirs else 200,
            crumbs=crumbs_of_article(edition.article),
            here=edition.get_language_display(),
            title=title_of_edition(edition),
            edition=edition,
            form=form or EditionForm(instance=Edition.objects.get(pk=edition.pk)),
            publish_form=publish_form
            or change_form(edition, initial=request.POST.dict()),
            theirs=theirs,
            newer=newer_source(edition),
            problems=problems,
            warnings=warnings,
            state=STATES[edition.state],
            language=get_language(edition.language),
            versions=edition.versions.defer("canonical")
            .select_related("published_by")
            .order_by("-number"),
            others=[
                (other, get_language(other.language).english)
                for other in others.order_by("language")
                if permissions.can_write(request.user, other)
            ],
            embeds=embed_help.embeds(),
            can_publish=permissions.can_publish(request.user),
        )

    def _save(
        self,
        request: HttpRequest,
        edition: Edition,
        then: Callable[[Edition, bool], HttpResponse],
        data: QueryDict | None = None,
    ) -> HttpResponse:
        """Save the form; `then` gets the draft, and whether anything was changed.

        `data` is what the form was sent with, where an act adds to it.
        """
        # a fresh row: validating a ModelForm writes into its instance
        form = EditionForm(
            data or request.POST, instance=Edition.objects.get(pk=edition.pk)
        )
        is_whole = form.is_valid()
        if "revision" not in form.cleaned_data:
            return self.show(request, edition, form)
        try:
            saved = form.save_as(signed_in(request))
        except DraftChangedMeanwhile as meanwhile:
            form = form.with_theirs(meanwhile.theirs)
            edition = self.find(request, edition.pk)
            return self.show(request, edition, form, theirs=meanwhile.theirs)
        if not is_whole:
            # a value that no draft can hold keeps no other from being saved
            messages.warning(
                request,
                _(
                    "The draft is saved, except for the marked fields. Their values "
                    "are still in the form, and are not saved yet."
                ),
            )
            form = form.at_revision(form.instance.revision)
            return self.show(request, self.find(request, edition.pk), form)
        return then(form.instance, saved)


def _after_saving(request: HttpRequest, edition: Edition, saved: bool) -> HttpResponse:
    if saved:
        messages.success(request, _("The draft is saved."))
    else:
        messages.info(request, _("Nothing was changed."))
    return redirect(page_of(edition))


def _after_following(request: HttpRequest, edition: Edition) -> HttpResponse:
    source = edition.translated_from
    message = _(
        "The draft is saved as a translation of version %(number)s. Readers see it so "
        "when you publish it."
    )
    messages.success(request, message % {"number": source.number if source else 0})
    return redirect(page_of(edition))


def page_of(edition: Edition) -> str:
    return reverse("admin:articles_edition_change", args=[edition.pk])
