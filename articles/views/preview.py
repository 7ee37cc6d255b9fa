"""Preview: the saved draft in the template that readers see, for its writers."""

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import permissions
from articles.models import Edition
from articles.views.context import ShownText, article_context
from cjo.lib.page_meta import PageMeta

SECONDS = 3600
_SALT = "articles.preview"


def preview_token(edition: Edition) -> str:
    """Return the signed last part of a preview address, valid for an hour."""
    return signing.dumps(edition.pk, salt=_SALT)


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    response = _preview(request, token)
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _preview(request: HttpRequest, token: str) -> HttpResponse:
    # the token alone opens nothing, for it stays in the history of a browser
    user = request.user
    if not (isinstance(user, User) and user.is_staff):
        return redirect_to_login(request.path)
    try:
        pk = signing.loads(token, salt=_SALT, max_age=SECONDS)
    except signing.SignatureExpired:
        context = {
            "page_meta": PageMeta(indexable=False),
            "page_title": _("This preview has run out"),
        }
        return render(request, "articles/preview_expired.html", context, status=410)
    except signing.BadSignature:
        raise Http404("No preview has this address.") from None
    edition = get_object_or_404(
        Edition.objects.select_related(
            "article__series", "article__picture", "current_version", "reviewed_by"
        ),
        pk=pk,
    )
    permissions.require(
        permissions.can_write(user, edition),
        _("Only its author and editors can see this draft."),
    )
    template = "page" if edition.article.is_page else "article"
    with translation.override(edition.language):
        context = article_context(request, ShownText.draft(edition))
        context["edit_url"] = reverse("admin:articles_edition_change", args=[pk])
        return render(request, f"articles/{template}.html", context)
