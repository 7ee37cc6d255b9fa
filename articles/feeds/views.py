"""The answer for a feed: unchanged (one query), or the whole of it."""

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import SyndicationFeed
from django.utils.translation import gettext as _

from articles.extensions.entry import Entry
from articles.feeds.channels import Channel, Find, Slice
from articles.feeds.formats import Atom, JsonFeed, Rss
from articles.models import IntegrityEntry
from articles.presentation.json_ld import REUSE_PAGE
from articles.rendering.revisions import FEED_FORMAT, RENDERER
from cjo.lib.caching import public
from cjo.lib.languages import get_language, page_language
from cjo.lib.links import absolute, localised
from cjo.lib.locales import CHINA_OFFSET

# The time of a feed in which nothing ever changed: it may not be the time of asking
BEGAN = dt.datetime(2026, 1, 1, tzinfo=CHINA_OFFSET)


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page of a feed: the newest entries, or those after a place in the archive."""

    channel: Channel
    before: str
    slice: Slice

    def url(self, extension: str, before: str = "") -> str:
        url = self.channel.feed_url(extension)
        return f"{url}?{urlencode({'before': before})}" if before else url


if TYPE_CHECKING:
    _Feed = Feed[Entry, FeedPage]
else:
    _Feed = Feed


class ChannelFeed(_Feed):
    """A channel in one format. Every address comes from SITE_URL, none from a Host."""

    def __init__(self, find: Find, feed_type: type[Atom | Rss | JsonFeed]) -> None:
        self.find = find
        self.feed_type = feed_type
        self.extension = feed_type.extension
        self.content_type = feed_type.content_type

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        channel = self.find(page_language(), **kwargs)
        before = request.GET.get("before", "")
        etag = self._etag(channel, before)
        seconds = int(channel.changed.timestamp()) if channel.changed else None
        response = get_conditional_response(request, etag, seconds)
        if response is not None and response.status_code != 304:
            return response
        if response is None:
            page = FeedPage(channel, before, channel.slice(before))
            feed = self.get_feed(page, request)
            response = HttpResponse(content_type=self.content_type)
            feed.write(response, "utf-8")
        public(response, channel.keys, channel.changed)
        response.headers["ETag"] = etag
        return response

    def _etag(self, channel: Channel, before: str) -> str:
        parts = [
            FEED_FORMAT,
            RENDERER,
            channel.tag,
            channel.feed_url(self.extension),
            before,
            channel.changed.isoformat() if channel.changed else "never",
        ]
        digest = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()
        return f'"{digest[:32]}"'

    def get_feed(self, obj: FeedPage, request: HttpRequest) -> SyndicationFeed:
        feed = super().get_feed(obj, request)
        feed.feed["language"] = get_language(obj.channel.language).tag
        return feed

    def title(self, page: FeedPage) -> str:
        return page.channel.title

    def description(self, page: FeedPage) -> str:
        return page.channel.description

    def link(self, page: FeedPage) -> str:
        return page.channel.page_url

    def feed_url(self, page: FeedPage) -> str:
        return page.url(self.extension, page.before)

    def feed_guid(self, page: FeedPage) -> str:
        return page.channel.tag

    def author_link(self, page: FeedPage) -> str:
        return absolute(localised("/", page.channel.language))

    def feed_copyright(self, page: FeedPage) -> str:
        path = localised(reverse("page", args=[REUSE_PAGE]), page.channel.language)
        # Translators: At the end of a feed: “it” is what the feed contains; address is
        # a web address.
        return _("How it may be reused: %(address)s") % {"address": absolute(path)}

    def feed_extra_kwargs(self, obj: FeedPage) -> dict[Any, Any]:
        changed = (obj.channel.changed or BEGAN).astimezone(CHINA_OFFSET)
        following = obj.slice.next
        return {
            "changed": changed.replace(microsecond=0),
            "first_url": obj.url(self.extension) if obj.before or following else "",
            "next_url": obj.url(self.extension, following) if following else "",
        }

    def items(self, page: FeedPage) -> list[Entry]:
        entries = page.slice.entries
        logged = IntegrityEntry.objects.of_versions([each.version for each in entries])
        return [replace(each, logged=logged.get(each.version)) for each in entries]

    def item_title(self, item: Entry) -> str:
        return item.title

    def item_description(self, item: Entry) -> str:
        return item.summary

    def item_link(self, item: Entry) -> str:
        return item.url

    def item_extra_kwargs(self, item: Entry) -> dict[Any, Any]:
        return {"entry": item}
