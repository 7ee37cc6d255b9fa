"""Addresses of feeds, beneath those of the pages that they follow."""

from django.urls import URLPattern, path

from articles.feeds import channels
from articles.feeds.channels import Find
from articles.feeds.formats import Atom, Rss
from articles.feeds.views import ChannelFeed


def _both(beneath: str, find: Find, route: str) -> list[URLPattern]:
    return [
        path(
            f"{beneath}feed.{kind.extension}",
            ChannelFeed(find, kind),
            name=f"{route}_{kind.extension}",
        )
        for kind in (Rss, Atom)
    ]


urlpatterns = [
    *_both("", channels.everything, "feed"),
    *_both("t/<plain:slug>/", channels.topic, "topic_feed"),
    *_both("contributors/<plain:slug>/", channels.contributor, "contributor_feed"),
    *_both("courts/<plain:slug>/", channels.court, "court_feed"),
    *_both("laws/<plain:slug>/", channels.law, "law_feed"),
    *_both("corrections/", channels.corrections, "corrections_feed"),
]
