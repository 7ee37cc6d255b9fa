"""The desk: Django's admin under this site's name, with the tasks in front."""

from functools import wraps
from typing import Any, cast

from django.contrib import admin
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.translation import gettext_lazy as _

# The menu at the head of the desk: a model and its label
MENU = (
    ("articles_edition", _("Drafts")),
    ("articles_article", _("Articles")),
    ("articles_picture", _("Pictures")),
    ("articles_contributor", _("People")),
    ("articles_category", _("Categories")),
    ("articles_series", _("Series")),
    ("articles_subject", _("Subjects")),
    ("articles_searchsynonym", _("Synonyms")),
    ("cases_case", _("Cases")),
    ("cases_collection", _("Collections")),
    ("cases_overview", _("Overviews")),
    ("cases_court", _("Courts")),
    ("cases_law", _("Laws")),
    ("cases_causeofaction", _("Causes of action")),
    ("cases_source", _("Sources")),
    ("articles_protectedname", _("Protected names")),
    ("articles_redaction", _("Withheld words")),
    ("articles_auditentry", _("Log")),
)


class ObserverAdminSite(admin.AdminSite):
    site_header = _("China Justice Observer: the desk")
    site_title = _("The desk")
    index_title = _("To do")
    # the menu at the head does its work, and without a script
    enable_nav_sidebar = False

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from articles.permissions import can_publish

        context = super().each_context(request)
        allowed = {
            f"{app['app_label']}_{model['object_name'].lower()}"
            for app in context["available_apps"]
            for model in app["models"]
        }
        context["menu"] = [
            {"label": label, "url": url, "here": request.path.startswith(url)}
            for name, label in MENU
            if name in allowed
            and (
                url := reverse(f"{self.name}:{name}_changelist", current_app=self.name)
            )
        ]
        if can_publish(request.user):
            url = reverse(f"{self.name}:invitations", current_app=self.name)
            here = request.path.startswith(url)
            context["menu"].append({"label": _("Accounts"), "url": url, "here": here})
        return context

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Return the rows that a form offers by name, with the keys that it sends."""
        from articles.admin.choosing import ChosenRowsView

        return ChosenRowsView.as_view(admin_site=self)(request)

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Lead to allauth's page, which asks for the second factor and counts."""
        if not request.user.is_authenticated:
            after = request.GET.get(REDIRECT_FIELD_NAME, reverse("admin:index"))
            return redirect_to_login(after)
        if not self.has_permission(request):
            raise PermissionDenied(_("Your account has no access to the desk."))
        return redirect("admin:index")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        return redirect("account_change_password")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Keep the text of a user who was signed out meanwhile: Django drops it."""
        allowed = super().admin_view(view, cacheable)

        @wraps(view)
        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            writes = request.method == "POST" and request.path != reverse(
                "admin:logout"
            )
            if writes and not request.user.is_authenticated:
                from cjo.views.errors import signed_out

                # a page that hands the text back, so that it can be copied
                return signed_out(request)
            return allowed(request, *args, **kwargs)

        return inner

    def get_urls(self) -> list[URLPattern | URLResolver]:
        # imported here: this class is made before the models are
        from articles.admin import invitation
        from cases.admin.outdated_articles import outdated_articles
        from cases.admin.waiting import list_duplicates

        view = self.admin_view
        return [
            path(
                "outdated-articles/", view(outdated_articles), name="outdated_articles"
            ),
            path("duplicates/", view(list_duplicates), name="duplicates"),
            path("accounts/", view(invitation.invitations), name="invitations"),
            path(
                "accounts/<int:pk>/link/",
                view(invitation.invite_again),
                name="invite_again",
            ),
            path(
                "accounts/<int:pk>/access/",
                view(invitation.block),
                name="invitation_block",
            ),
            *super().get_urls(),
        ]

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from django.contrib.auth.models import User

        from articles.admin.waiting import sections
        from articles.permissions import can_write_any
        from cases.admin.waiting import record_sections

        user = cast(User, request.user)
        return super().index(
            request,
            {
                "sections": [*sections(user), *record_sections(user)],
                "can_write": can_write_any(user),
                **(extra_context or {}),
            },
        )
