"""Loads made-up articles by the thousand, and goes on where a former run stopped."""

from collections.abc import Iterator

from django.conf import settings

from articles.models import Article, Stamp, Version
from articles.publishing import list_counts
from cases.models import Case
from cjo.demo.corpus.articles import SLUG, add_articles
from cjo.demo.corpus.cases import fill_cases
from cjo.demo.corpus.surroundings import surroundings
from cjo.demo.loading import loader
from cjo.demo.steps import LOADER
from cjo.lib.turn import in_turn

BATCH = 250  # articles in a transaction
_LOCAL = ("127.0.0.1", "localhost", "::1")


class ServesReaders(Exception):
    """The site serves readers, or people have published in it."""


def refuse_readers() -> None:
    """Raise ServesReaders unless this is a site for measuring."""
    if settings.SITE_HOST not in _LOCAL:
        raise ServesReaders(f"SITE_URL is {settings.SITE_URL}: readers may come there.")
    if Version.objects.exclude(published_by__username=LOADER).exists():
        raise ServesReaders("People have published texts in this database.")


def number_loaded() -> int:
    return Article.objects.filter(slug__startswith=SLUG).count()


def load_articles(number: int) -> Iterator[int]:
    """Make up articles until there are so many; yield how many each step added."""
    by, around = loader(), surroundings()
    for start in range(number_loaded(), number, BATCH):
        places = range(start, min(start + BATCH, number))
        add_articles(places, around, by)
        yield len(places)
    _finish()


def load_cases(number: int) -> None:
    """Make up cases, unless a former run did."""
    if not Case.objects.filter(slug__startswith="bench-").exists():
        fill_cases(number, loader())


@in_turn
def _finish() -> None:
    list_counts.recount_everything()
    Stamp.objects.touch(())
