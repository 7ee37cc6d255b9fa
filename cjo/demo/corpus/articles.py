"""Made-up articles, a few hundred in one transaction: the rows that publishing writes.

Every article is made from its place alone, so that a run that was ended goes on where
it stopped. A few bodies serve all texts: they are rendered and folded once.
"""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.models import (
    Act,
    Address,
    Article,
    AuditEntry,
    Byline,
    ChangeType,
    Contribution,
    Edition,
    Mention,
    Method,
    Reason,
    Related,
    Rendering,
    SearchRow,
    Stamp,
    Version,
)
from articles.publishing import documents, effects, integrity
from articles.rendering import Rendered, TextToRender, newest_state, render
from articles.search import index
from articles.search.articles import KIND
from cjo.demo.corpus.surroundings import PREFIX, Surroundings
from cjo.demo.corpus.words import LANGUAGES, Writer
from cjo.lib.turn import in_turn

SLUG = f"{PREFIX}-article-"
BODIES = 40
RELATED = 3
_FIRST_DAY, _DAYS = dt.date(2006, 1, 1), 7000
# One article in ten was published again, one in a hundred is a title alone
_CHANGES = (ChangeType.TYPO, ChangeType.UPDATE, ChangeType.CORRECTION)
_CHANGED, _LISTING = 10, 100


@dataclass(frozen=True, slots=True)
class _Body:
    markdown: str
    rendered: Rendered
    folded: str  # as the column `text` of a search row


@cache
def _body(number: int, language: str) -> _Body:
    markdown = Writer(f"body {number}", language).text() if number else ""
    text = TextToRender(language, markdown, [], "")
    rendered = render(text, newest_state)
    row = index.unsaved_row(
        KIND, "", language, title="", abstract="", text=rendered.plain_text
    )
    return _Body(markdown, rendered, row.text)


@dataclass(slots=True)
class _Text:
    """An article in a language, with what each of its versions says."""

    edition: Edition
    contributions: list[Contribution]
    chance: random.Random
    changes: list[ChangeType]
    body: _Body
    titles: list[str]

    @classmethod
    def of(
        cls,
        article: Article,
        contributions: list[Contribution],
        language: str,
        source: Version | None,
        by: User,
    ) -> "_Text":
        writer = Writer(f"{article.slug} {language}", language)
        chance = writer.chance
        is_changed = chance.randrange(_CHANGED) == 0
        changes = [ChangeType.FIRST, *([chance.choice(_CHANGES)] if is_changed else [])]
        titles = [writer.words(8) for _ in changes]
        # the first body is empty
        body = _body(0 if article.is_listing else chance.randint(1, BODIES), language)
        edition = Edition(
            article=article,
            language=language,
            title=titles[-1],
            abstract=writer.sentence(24),
            body=body.markdown,
            method=Method.HUMAN if source else Method.ORIGINAL,
            translated_from=source,
            listed_on=article.dated,
            differs=False,
            tag=f"tag:{settings.TAG_AUTHORITY},2026:{language}/{article.slug}",
            created_by=by,
            changed_by=by,
        )
        return cls(edition, contributions, chance, changes, body, titles)

    def version(self, number: int, at: dt.datetime, by: User) -> Version:
        edition, change = self.edition, self.changes[number - 1]
        edition.title = self.titles[number - 1]
        note = "" if change == ChangeType.FIRST else f"Made-up change {number}."
        document = documents.document_of_draft(
            edition,
            documents.names_in(edition.language, self.contributions),
            [],
            change={"type": change, "note": note},
            published_at=at,
        )
        version = effects.unsaved_version(edition, document, at=at)
        version.published_by = by
        return version

    def byline(self, version: Version) -> list[Byline]:
        names = documents.names_in(self.edition.language, self.contributions)
        return effects.unsaved_byline(version, names)

    def search_row(self) -> SearchRow:
        edition = self.edition
        row = index.unsaved_row(
            KIND,
            str(edition.article_id),
            edition.language,
            title=edition.title,
            abstract=edition.abstract,
            text="\n".join(each.contributor.slug for each in self.contributions),
            dated=edition.article.dated,
        )
        row.text = f"{self.body.folded}{row.text}"
        return row


@in_turn
def add_articles(places: Sequence[int], around: Surroundings, by: User) -> None:
    """Publish the articles of these places, which follow those that are there."""
    articles = Article.objects.bulk_create(_article(place) for place in places)
    Address.objects.bulk_create(
        Address(space="a", slug=each.slug, kind="article", object_id=each.pk)
        for each in articles
    )
    sources: dict[int, Version] = {}
    contributions = _contributions(articles, places, around)
    for language in LANGUAGES:
        texts = [
            _Text.of(
                article,
                contributions[article.pk],
                language,
                sources.get(article.pk),
                by,
            )
            for article in articles
        ]
        _publish(texts, around, by)
        for text in texts:
            if text.edition.current_version:
                sources[text.edition.article_id] = text.edition.current_version
    _relate(articles, places, around)


def _article(place: int) -> Article:
    chance = random.Random(f"article {place}")
    return Article(
        kind=Article.Kind.LISTING
        if chance.randrange(_LISTING) == 0
        else Article.Kind.ARTICLE,
        slug=f"{SLUG}{place}",
        dated=_FIRST_DAY + dt.timedelta(chance.randrange(_DAYS)),
    )


def _contributions(
    articles: Sequence[Article], places: Sequence[int], around: Surroundings
) -> dict[int, list[Contribution]]:
    """Store categories and people of articles; return the latter by article."""
    contributions: dict[int, list[Contribution]] = {}
    categories = []
    link = Article.categories.through
    for article, place in zip(articles, places, strict=True):
        chance = random.Random(f"around {place}")
        contributions[article.pk] = [
            Contribution(article=article, contributor=person, position=position)
            for position, person in enumerate(
                chance.sample(around.people_of(place), chance.choice((1, 1, 2)))
            )
        ]
        categories += [
            link(article_id=article.pk, category_id=category.pk)
            for category in chance.sample(around.categories, chance.choice((1, 1, 2)))
        ]
    link._default_manager.bulk_create(categories)
    Contribution.objects.bulk_create(
        each for of_article in contributions.values() for each in of_article
    )
    return contributions


def _publish(texts: Sequence[_Text], around: Surroundings, by: User) -> None:
    Edition.objects.bulk_create(text.edition for text in texts)
    for number in (1, 2):
        _add_versions(
            [text for text in texts if len(text.changes) >= number], number, around, by
        )
    newest = Version.objects.filter(edition=OuterRef("pk")).order_by("-number")
    editions = Edition.objects.filter(pk__in=[text.edition.pk for text in texts])
    editions.update(current_version=Subquery(newest.values("pk")[:1]))
    rows = [text.search_row() for text in texts]
    SearchRow.objects.bulk_create(rows)
    words = SearchRow(
        language=rows[0].language,
        text=" ".join(f"{row.title}{row.abstract}" for row in rows),
    )
    index.store_words(words)
    Stamp.objects.touch(key for text in texts for key in text.edition.cache_keys)


def _add_versions(
    texts: Sequence[_Text], number: int, around: Surroundings, by: User
) -> None:
    at = timezone.now()
    versions = []
    for text in texts:
        previous = text.edition.current_version
        at = max(at, previous.published_at) if previous else at
        at += dt.timedelta(microseconds=1)
        versions.append(text.version(number, at, by))
    Version.objects.bulk_create(versions)
    published = list(zip(texts, versions, strict=True))
    for text, version in published:
        text.edition.current_version = version
    Byline.objects.bulk_create(
        name for text, version in published for name in text.byline(version)
    )
    renderings = Rendering.objects.bulk_create(
        effects.unsaved_rendering(version, text.body.rendered)
        for text, version in published
    )
    Mention.objects.bulk_create(
        mention
        for text, version in published
        for mention in _mentions(text, version, around)
    )
    integrity.enter(
        row for pair in zip(versions, renderings, strict=True) for row in pair
    )
    AuditEntry.objects.bulk_create(_audit_entry(version, by) for version in versions)


def _mentions(text: _Text, version: Version, around: Surroundings) -> Iterator[Mention]:
    for keys in around.subjects:
        for subject in text.chance.sample(keys, min(2, len(keys))):
            yield Mention(version=version, subject_id=subject, role=Mention.Role.CITED)


def _audit_entry(version: Version, by: User) -> AuditEntry:
    return AuditEntry(
        user=by,
        username=by.get_username(),
        act=Act.PUBLISHED,
        model=Edition._meta.label_lower,
        object_id=str(version.edition_id),
        object_name=str(version.edition)[:200],
        message=f"Published version {version.number} ({version.change_type}).",
    )


def _relate(
    articles: Sequence[Article], places: Sequence[int], around: Surroundings
) -> None:
    """Relate articles of a transaction to one another: computing it takes too long."""
    rows: list[Any] = []
    for article, place in zip(articles, places, strict=True):
        chance = random.Random(f"related {place}")
        others = [other for other in articles if other is not article]
        rows += [
            Related(
                article=article, other=other, reason=Reason.CATEGORY, position=position
            )
            for position, other in enumerate(
                chance.sample(others, min(RELATED, len(others))), 1
            )
        ]
    Related.objects.bulk_create(rows)
