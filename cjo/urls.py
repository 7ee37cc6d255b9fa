"""Every address of the site. Follow a name here to its view, template and test."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path, register_converter

from articles.views.media import media
from articles.views.preview import preview
from cjo import converters, sitemaps, views

register_converter(converters.SlugConverter, "plain")
register_converter(converters.NumberConverter, "number")
register_converter(converters.YearConverter, "year")

urlpatterns = [
    path("admin/", admin.site.urls),
    path("media/<str:name>", media, name="media"),
    path("preview/<str:token>", preview, name="preview"),
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    *sitemaps.urlpatterns,
    *i18n_patterns(
        path("", views.home, name="home"),
        path("feeds", views.feeds, name="feeds"),
        path("", include("articles.urls")),
        path("", include("cases.urls")),
        prefix_default_language=False,
    ),
]
handler400 = "cjo.views.bad_request"
handler403 = "cjo.views.forbidden"
handler404 = "cjo.views.not_found"
handler500 = "cjo.views.server_error"
