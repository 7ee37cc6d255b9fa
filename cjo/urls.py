"""Every address of the site. Follow a name here to its view, template and test."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, register_converter
from django.urls.converters import StringConverter

from articles.admin.invitation import AcceptView
from articles.views import integrity
from articles.views.media import media
from articles.views.preview import preview
from cjo import sitemaps
from cjo.views import feeds, home, machines


class SlugConverter(StringConverter):
    regex = "[a-z0-9-]{1,200}"


class NumberConverter:
    # Without leading zeros, so that a page has one address; small enough for a column
    regex = "[1-9][0-9]{0,6}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class YearConverter(NumberConverter):
    regex = "[12][0-9]{3}"


register_converter(SlugConverter, "plain")
register_converter(NumberConverter, "number")
register_converter(YearConverter, "year")

urlpatterns = [
    path("admin/invitation/<uidb64>/<token>/", AcceptView.as_view(), name="invitation"),
    path("admin/account/", include("cjo.accounts.urls")),
    path("admin/", admin.site.urls),
    path("media/<str:name>", media, name="media"),
    path("preview/<str:token>", preview, name="preview"),
    path("integrity.json", integrity.head, name="integrity_head"),
    path("integrity.jsonl", integrity.entries, name="integrity_entries"),
    path("healthz", machines.healthz, name="healthz"),
    path("readyz", machines.readyz, name="readyz"),
    path("robots.txt", machines.robots, name="robots"),
    *sitemaps.urlpatterns,
    # Only these have a prefix of a language
    *i18n_patterns(
        path("", home.home, name="home"),
        path("feeds", feeds.feeds, name="feeds"),
        path("feeds.opml", feeds.feeds_opml, name="feeds_opml"),
        path("", include("articles.urls")),
        path("", include("cases.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "cjo.views.errors.bad_request"
handler403 = "cjo.views.errors.forbidden"
handler404 = "cjo.views.errors.not_found"
handler500 = "cjo.views.errors.server_error"
