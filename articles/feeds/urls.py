"""Addresses of feeds, beneath those of the pages that they follow."""

from django.urls import URLPattern, path

from articles.feeds import channels
from articles.feeds.channels import Find
from articles.feeds.formats import Atom, JsonFeed, Rss
from articles.feeds.views import ChannelFeed


def feed_urls(beneath: str, find: Find, route: str) -> list[URLPattern]:
    return [
        path(
            f"{beneath}feed.{kind.extension}",
            ChannelFeed(find, kind),
            name=f"{route}_{kind.extension}",
        )
        for kind in (Rss, Atom, JsonFeed)
    ]


urlpatterns = [
    *feed_urls("", channels.everything, "feed"),
    *feed_urls("t/<plain:slug>/", channels.topic, "topic_feed"),
    *feed_urls("contributors/<plain:slug>/", channels.contributor, "contributor_feed"),
    *feed_urls("courts/<plain:slug>/", channels.court, "court_feed"),
    *feed_urls("laws/<plain:slug>/", channels.law, "law_feed"),
    *feed_urls("corrections/", channels.corrections, "corrections_feed"),
]
