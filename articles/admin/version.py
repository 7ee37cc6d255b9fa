"""Versions at the desk: they can be read, and never changed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import DeskAdmin, whole_number
from articles.admin.filters import LanguageFilter
from articles.admin.names import crumbs_of_article
from articles.models import Version
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import moment_element


@admin.register(Version)
class VersionAdmin(DeskAdmin[Version]):
    list_title = gettext_lazy("Published versions")
    list_display = ("title", "number", "in_language", "change", "published")
    list_filter = ("change_type", LanguageFilter, "method")
    search_fields = ("title", "edition__article__slug", "hash")
    ordering = ("-published_at",)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if isinstance(obj, Version):
            return permissions.can_write(request.user, obj.edition)
        return permissions.can_write_any(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Version]:
        readable = permissions.writable(request.user)
        # the canonical JSON holds the whole text
        return Version.objects.filter(edition__in=readable).defer("canonical")

    @admin.display(description=gettext_lazy("language"), ordering="language")
    def in_language(self, version: Version) -> str:
        return get_language(version.language).english

    @admin.display(description=gettext_lazy("published"), ordering="published_at")
    def published(self, version: Version) -> SafeString:
        return moment_element(version.published_at, page_language())

    @admin.display(description=gettext_lazy("change"), ordering="change_type")
    def change(self, version: Version) -> str:
        return version.get_change_type_display()

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        version = get_object_or_404(
            Version.objects.select_related("edition__article", "published_by"),
            pk=whole_number(object_id),
        )
        permissions.require(
            self.has_view_permission(request, version),
            _("Only its author and editors can see this."),
        )
        return self.page(
            request,
            "version/change_form.html",
            crumbs=[
                *crumbs_of_article(version.edition.article),
                (
                    version.edition.get_language_display(),
                    reverse("admin:articles_edition_change", args=[version.edition_id]),
                ),
            ],
            here=_("Version %(number)s") % {"number": version.number},
            title=version.title,
            version=version,
            edition=version.edition,
            document=version.document,
            people=[
                _("%(name)s (%(part)s)")
                % {"name": byline.name, "part": byline.get_role_display()}
                for byline in version.bylines.all()
            ],
            language=get_language(version.language),
            mentions=version.mentions.select_related("subject").order_by(
                "role", "subject__kind", "subject__key"
            ),
        )
