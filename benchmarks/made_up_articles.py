"""Made-up articles whose versions mention made-up cases, provisions and courts."""

import datetime as dt
import os
from collections.abc import Callable
from typing import Any

import django

# before the imports below: models need a configured Django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
django.setup()

from django.db.models import OuterRef, Subquery

from articles.models import (
    Article,
    Edition,
    Mention,
    Subject,
    Version,
)
from articles.models.document import canonical, digest
from benchmarks.made_up import (
    CHANCE,
    NOW,
    Reference,
    put,
    words,
)

MENTIONS_IN_VERSION, VERSIONS_OF_EDITION = 10, 2


def fill_mentions(number: int, reference: Reference, by: Any) -> None:
    """Write articles whose versions have this number of mentions in total."""
    editions = number // (MENTIONS_IN_VERSION * VERSIONS_OF_EDITION)
    days = [
        dt.date(2010, 1, 1) + dt.timedelta(CHANCE.randrange(5400))
        for _ in range(editions)
    ]
    articles = put(
        Article,
        (
            Article(slug=f"bench-article-{place}", dated=day, dated_precision="day")
            for place, day in enumerate(days)
        ),
        editions,
    )
    rows = put(Edition, (_edition(article, by) for article in articles), editions)
    versions = put(
        Version,
        (
            _article_version(row, number, by)
            for row in rows
            for number in range(1, VERSIONS_OF_EDITION + 1)
        ),
        editions * VERSIONS_OF_EDITION,
    )
    newest = Version.objects.filter(
        edition=OuterRef("pk"), number=VERSIONS_OF_EDITION
    ).values("pk")
    Edition.objects.filter(article__slug__startswith="bench-").update(
        current_version=Subquery(newest[:1])
    )
    subjects = _mentioned(reference)
    mentions = (
        mention for version in versions for mention in _mentions(version, subjects)
    )
    put(Mention, mentions, number)


def _edition(article: Article, by: Any) -> Edition:
    return Edition(
        article=article,
        language="en",
        title=words(7),
        abstract=words(25),
        listed_on=article.dated,
        tag=f"tag:bench.example,2024:{article.slug}",
        created_by=by,
        changed_by=by,
    )


def _article_version(edition: Edition, number: int, by: Any) -> Version:
    text = canonical({"made up": edition.title, "number": number, "body": words(300)})
    return Version(
        edition=edition,
        language="en",
        number=number,
        canonical=text,
        hash=digest(text + edition.tag),  # not a real hash, but a unique one
        title=edition.title,
        abstract=edition.abstract,
        dated=edition.article.dated,
        dated_precision="day",
        method="original",
        has_text=True,
        change_type="first" if number == 1 else "typo",
        published_at=NOW,
        published_by=by,
        updated_at=NOW,
    )


def _mentioned(reference: Reference) -> list[list[Subject]]:
    # Cases are subjects already; provisions and courts become subjects here
    cases = Subject.objects.filter(kind="case", key__startswith="bench-")
    provisions = put(
        Subject,
        (
            Subject(kind="provision", key=provision.key, url=f"/laws/{provision.key}")
            for provision in reference.provisions
        ),
        len(reference.provisions),
    )
    courts = put(
        Subject,
        (
            Subject(kind="court", key=court.slug, url=f"/courts/{court.slug}")
            for court in reference.courts
        ),
        len(reference.courts),
    )
    return [list(cases), provisions, courts]


def _mentions(version: Version, subjects: list[list[Subject]]) -> list[Mention]:
    # Six cases, three provisions and a court: MENTIONS_IN_VERSION together
    picked: list[Callable[[], list[Subject]]] = [
        lambda: CHANCE.sample(subjects[0], 6),
        lambda: CHANCE.sample(subjects[1], 3),
        lambda: CHANCE.sample(subjects[2], 1),
    ]
    roles = Mention.Role.values
    return [
        Mention(version=version, subject=subject, role=CHANCE.choice(roles))
        for pick in picked
        for subject in pick()
    ]
