"""Articles at the desk: begun, arranged, moved, begun in another language."""

from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions, publishing
from articles.admin.act_forms import MoveForm
from articles.admin.article_forms import ArrangeForm, BeginForm, LanguageForm
from articles.admin.contributions import (
    ContributionRows,
    contributions_of,
    contributions_sent,
    removed_contributions,
)
from articles.admin.desk import DeskAdmin, signed_in, whole_number
from articles.admin.edition import page_of
from articles.admin.filters import STATES
from articles.admin.held import is_held
from articles.admin.history import log_refusal
from articles.admin.meanwhile import show_theirs
from articles.admin.names import describe_picture, linked, title_of_article
from articles.admin.withdraw import withdraw
from articles.models import Article, Edition, Revision, SlugTaken
from articles.publishing.problems import PublishingRefused, RowChangedMeanwhile
from articles.publishing.revisions import revision_of
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import date_text
from cjo.lib.turn import in_turn


@admin.register(Article)
class ArticleAdmin(DeskAdmin[Article]):
    """An article is changed by articles.publishing, never by its model."""

    list_display = ("title", "kind_of", "date", "texts")
    list_filter = ("kind", "categories", "series")
    search_fields = ("slug", "editions__title")
    ordering = ("-created_at",)

    # Contributors open the page to add a language; POST asks for more rights
    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_write_any(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_write_any(request.user)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        articles = Article.objects.prefetch_related(
            Prefetch(
                "editions",
                # a list of fifty articles would read megabytes of text
                Edition.objects.defer("body", "sources", "takeaways").order_by("pk"),
            )
        )
        if permissions.can_publish(request.user):
            return articles
        # Exists, not a join: an article has a text in each language
        own = permissions.writable(request.user).filter(article=OuterRef("pk"))
        return articles.filter(Exists(own))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/add-language/",
                view(self.add_language),
                name="article_add_language",
            ),
            path("<int:pk>/move/", view(self.move), name="article_move"),
            path("<int:pk>/withdraw/", view(self.withdraw), name="article_withdraw"),
            *super().get_urls(),
        ]

    @admin.display(description=gettext_lazy("article"), ordering="slug")
    def title(self, article: Article) -> SafeString:
        return format_html(
            '{}<br><small class="quiet">{}</small>',
            title_of_article(article),
            article.slug,
        )

    def name_of(self, row: Any) -> str:
        return title_of_article(row)

    @admin.display(description=gettext_lazy("kind"), ordering="kind")
    def kind_of(self, article: Article) -> str:
        # the choice “Listing: only title, date or people are known” explains itself
        return article.get_kind_display().partition(":")[0]

    @admin.display(description=gettext_lazy("date"), ordering="dated")
    def date(self, article: Article) -> SafeString:
        text = date_text(article.dated, article.dated_precision, page_language())
        return format_html('<span class="nowrap">{}</span>', text or "–")

    @admin.display(description=gettext_lazy("languages"))
    def texts(self, article: Article) -> SafeString:
        return format_html_join(
            "",
            '<span class="state {}">{}: {}</span> ',
            (
                (
                    edition.state,
                    get_language(edition.language).english,
                    STATES[edition.state],
                )
                for edition in article.editions.all()
            ),
        )

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Begin an article with its first text, then lead on to write it."""
        may_publish = permissions.can_publish(request.user)
        form = BeginForm(request.POST or None, may_publish=may_publish)
        if form.is_valid():
            try:
                edition = _begin(request, form)
                messages.success(request, _("The article is begun."))
                return redirect(page_of(edition))
            # the form saw it free: somebody else was faster
            except (SlugTaken, IntegrityError):
                form.add_error("slug", _("Somebody else has just taken this address."))
        return self.page(
            request, "article/add_form.html", title=_("Begin an article"), form=form
        )

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        article = self.find(request, object_id)
        if request.method != "POST":
            return self.show(request, article)
        permissions.require(
            permissions.can_publish(request.user),
            _("Only editors can arrange articles."),
        )
        # a fresh row: validating a ModelForm writes into its instance
        form = ArrangeForm(request.POST, instance=Article.objects.get(pk=article.pk))
        people = ContributionRows(
            contributions_sent(request.POST, article), instance=article
        )
        opened = whole_number(request.POST.get("revision", ""))
        valid = form.is_valid() and people.is_valid()
        if is_held(request) or not valid:
            return self.show(
                request, article, revision=opened, form=form, people=people
            )
        # another tab is not refused because of a save that changed nothing
        if not (form.has_changed() or people.has_changed()):
            messages.info(request, _("Nothing was changed."))
            return redirect("admin:articles_article_change", article.pk)
        try:
            publishing.update_article(
                article,
                by=signed_in(request),
                revision=opened,
                contributions=contributions_of(people),
                **form.arrangement(article),
            )
        except RowChangedMeanwhile as meanwhile:
            return self._show_theirs(request, article.pk, meanwhile.theirs)
        messages.success(request, _("The article is saved."))
        _say_what_waits(request, article)
        return redirect("admin:articles_article_change", article.pk)

    def _show_theirs(
        self, request: HttpRequest, pk: int, theirs: Revision
    ) -> HttpResponse:
        """Return the refused form, with the stored value at each field that differs."""
        article = self.find(request, pk)
        form = ArrangeForm(request.POST, instance=Article.objects.get(pk=pk))
        sent = contributions_sent(request.POST, article)
        people = ContributionRows(sent, instance=article)
        return self.show(
            request,
            article,
            # the editor now sees theirs: the next save may replace it
            revision=theirs.number,
            form=form,
            people=people,
            theirs=theirs,
            differing=show_theirs([form, *people.initial_forms]),
            removed=removed_contributions(request.POST, article),
        )

    def add_language(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.find(request, pk)
        form = LanguageForm(request.POST or None, article=article)
        if not form.is_valid():
            return self.show(request, article, language_form=form)
        try:
            edition = publishing.add_language(
                article,
                form.cleaned_data["language"],
                by=signed_in(request),
                source=form.cleaned_data["source"],
            )
        except IntegrityError:
            form.add_error("language", _("Somebody else has just begun this language."))
            return self.show(request, article, language_form=form)
        return redirect(page_of(edition))

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        article = self.find(request, pk)
        permissions.require(
            permissions.can_publish(request.user), _("Only editors can do this.")
        )
        form = MoveForm(request.POST or None, space="a", row=article)
        if is_held(request) or not form.is_valid():
            return self.show(request, article, move_form=form)
        try:
            publishing.change_slug(
                article, form.cleaned_data["slug"], by=signed_in(request)
            )
        except SlugTaken:
            form.add_error("slug", _("Somebody else has just taken this address."))
            return self.show(request, article, move_form=form)
        except PublishingRefused as refused:
            log_refusal(request, article, refused)
            form.add_error("slug", linked(refused.problems[0]))
            return self.show(request, article, move_form=form)
        messages.success(
            request, _("The article has a new address. The old one leads to it.")
        )
        return redirect("admin:articles_article_change", pk)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        return withdraw(self, request, self.find(request, pk))

    def find(self, request: HttpRequest, pk: int | str) -> Article:
        """Return the article; 404 unless this user may see it at the desk."""
        return get_object_or_404(self.get_queryset(request), pk=whole_number(pk))

    def show(
        self,
        request: HttpRequest,
        article: Article,
        *,
        revision: int | None = None,
        form: ArrangeForm | None = None,
        people: Any = None,
        language_form: LanguageForm | None = None,
        move_form: MoveForm | None = None,
        theirs: Revision | None = None,
        **context: Any,
    ) -> HttpResponse:
        """Return the page of an article: its texts, and everything around them."""
        # counted before the rows are read: a save in between is then refused
        if revision is None:
            revision = revision_of(article)
        # the row in hand may hold values that were refused
        fresh = Article.objects.select_related("picture").get(pk=article.pk)
        readable = permissions.writable(request.user).filter(article=article)
        return self.page(
            request,
            "article/change_form.html",
            title=title_of_article(article),
            # 409 Conflict (RFC 9110, 15.5.10): the article is not as the form knew it
            status=409 if theirs else 200,
            article=fresh,
            revision=revision,
            theirs=theirs,
            editions=[
                (edition, get_language(edition.language), STATES[edition.state])
                for edition in readable.select_related("current_version", "changed_by")
            ],
            form=form or ArrangeForm(instance=fresh),
            people=people or ContributionRows(instance=fresh),
            language_form=language_form or LanguageForm(article=fresh),
            move_form=move_form or MoveForm(space="a", row=fresh),
            picture_shows=describe_picture(fresh.picture) if fresh.picture else "",
            is_published=Edition.objects.published().filter(article=fresh).exists(),
            can_publish=permissions.can_publish(request.user),
            **context,
        )


@in_turn
def _begin(request: HttpRequest, form: BeginForm) -> Edition:
    user, values = signed_in(request), form.cleaned_data
    article = publishing.create_article(
        by=user,
        slug=values["slug"],
        kind=values["kind"],
        dated=values["dated"],
        dated_precision=values["dated_precision"],
    )
    edition = publishing.add_language(article, values["language"], by=user)
    if values["title"]:
        publishing.save_draft(edition, by=user, title=values["title"])
    return edition


def _say_what_waits(request: HttpRequest, article: Article) -> None:
    # Date, people and picture are frozen in versions (see docs/editing.md)
    waiting = Edition.objects.published().filter(article=article, differs=True)
    names = [
        get_language(code).english
        for code in waiting.values_list("language", flat=True)
    ]
    if names:
        messages.info(
            request,
            _(
                "Readers see the new date, people and picture when you publish these "
                "texts: %(languages)s."
            )
            % {"languages": ", ".join(names)},
        )
