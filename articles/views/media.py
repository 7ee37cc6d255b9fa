"""Pictures as files: named by their hash, so they never change."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.models import Picture
from articles.models.picture_files import path_named

_CONTENT_TYPES = {".jpg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponse:
    path = path_named(name)
    if path is None:
        raise Http404("Pictures are named by their hash.")
    if picture := Picture.objects.gone(path.stem):
        reason = (
            _("This picture was taken down.")
            if picture.is_taken_down
            else _("The text that showed this picture was withdrawn.")
        )
        return HttpResponse(
            reason, content_type="text/plain; charset=utf-8", status=410
        )
    try:
        content = path.read_bytes()
    except OSError:
        raise Http404("No such picture is kept here.") from None
    response = HttpResponse(content, content_type=_CONTENT_TYPES[path.suffix])
    response.headers["ETag"] = f'"{path.stem}"'
    # RFC 8246: a browser need not ask again, for other bytes have another name
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
