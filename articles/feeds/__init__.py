"""Feeds: the site, a section, a person, a court, a law, cases, corrections.

Each as RSS, Atom and JSON Feed, in full text. Addresses are in `urls`, apart from the
rest, so that a view can ask for `explained` before the addresses are read.
"""

from articles.feeds.directory import Explained, explained, feed_links

__all__ = ["Explained", "explained", "feed_links"]
