"""Measure the pages of a filled database, one request at a time, and publishing."""

import argparse
import json
import os
import statistics
import time
import uuid
from collections.abc import Callable
from typing import Any

import django

# before the imports below: models need a configured Django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
django.setup()

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

# Imported as a server does, for its settings of Python's garbage collector
import cjo.wsgi  # noqa: F401
from articles.models import Category, Edition, Stamp
from articles.publishing import (
    add_language,
    create_article,
    publish,
    save_draft,
    update_article,
)
from benchmarks.growth_pages import CHANCE, Address, Site, desk_pages, reader_pages
from cjo.demo.corpus.words import Writer
from cjo.demo.loading import loader

ROUNDS = 3
_SLOW = 0.005  # seconds: a query that is worth looking at


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--requests", type=int, default=40, help="in each round")
    parser.add_argument("--only", default="", help="pages whose name begins so")
    parser.add_argument("--queries", action="store_true", help="print slow queries")
    options = parser.parse_args()
    site = Site.counted()
    reader = Client(SERVER_NAME="127.0.0.1")
    editor = Client(SERVER_NAME="127.0.0.1")
    editor.force_login(_editor())
    for client, pages in ((reader, reader_pages(site)), (editor, desk_pages(site))):
        for name, address in pages.items():
            if name.startswith(options.only):
                _print(name, _measured(client, address, options))
    if "publishing".startswith(options.only):
        _print("publishing", _rounds(_publish, options.requests))


def _print(name: str, figures: dict[str, Any]) -> None:
    print(json.dumps({"page": name, **figures}), flush=True)


def _editor() -> User:
    user = loader()
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)
    return user


def _measured(
    client: Client, address: Address, options: argparse.Namespace
) -> dict[str, Any]:
    # not measured: fills caches, and counts queries, which would slow a measurement
    slow: dict[str, float] = {}
    most = 0
    for _ in range(5):
        with CaptureQueriesContext(connection) as queries:
            _get(client, address())
        most = max(most, len(queries))
        for query in queries:
            seconds = float(query["time"])
            if options.queries and seconds > _SLOW:
                slow[query["sql"]] = max(seconds, slow.get(query["sql"], 0))
    figures = _rounds(lambda: _get(client, address()), options.requests)
    return {**figures, "queries": most, **({"slow": slow} if slow else {})}


def _get(client: Client, address: str) -> float:
    """Return the seconds that a page takes after a change of the site."""
    Stamp.objects.touch(())
    start = time.perf_counter()
    answer = client.get(address)
    list(answer)
    seconds = time.perf_counter() - start
    assert answer.status_code in (200, 404), (address, answer.status_code)
    return seconds


def _rounds(act: Callable[[], float], number: int) -> dict[str, float]:
    """Return p50 and p99 in milliseconds of the fastest round.

    Other programs on the machine make a round slower and never faster.
    """
    rounds = [sorted(act() for _ in range(number)) for _ in range(ROUNDS)]
    halves = [statistics.median(times) for times in rounds]
    tops = [statistics.quantiles(times, n=100)[98] for times in rounds]
    return {"p50": min(halves) * 1000, "p99": min(tops) * 1000}


def _publish() -> float:
    """Return the seconds that it takes to publish a new text."""
    by, writer = loader(), Writer(str(CHANCE.random()), "en")
    article = create_article(
        by=by, slug=f"published-{uuid.uuid4()}", dated="2025-03-01"
    )
    categories = Category.objects.filter(slug__startswith="made-up")[:2]
    update_article(article, by=by, categories=categories)
    edition: Edition = add_language(article, "en", by=by)
    edition = save_draft(
        edition,
        by=by,
        title=writer.words(8),
        abstract=writer.sentence(24),
        body=writer.text(),
    )
    start = time.perf_counter()
    publish(edition, by=by)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
