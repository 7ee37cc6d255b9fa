"""Articles as a search source: the words indexed of them, and their results."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import BigIntegerField, Exists, OuterRef
from django.db.models.functions import Cast

from articles.extensions.registries import register_search_source
from articles.extensions.types import SearchResult
from articles.models import Edition, SearchRow
from articles.search import index
from cjo.lib.locales import date_text

KIND = "article"


class ArticleSource:
    kind = KIND

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        listed = (
            Edition.objects.listed(language)
            .filter(article__in=list(keys))
            .select_related("article", "current_version")
            .defer("body", "sources", "takeaways", "current_version__canonical")
        )
        return {str(edition.article_id): _result(edition) for edition in listed}


def index_edition(edition: Edition) -> None:
    """Index the current Version of an edition; remove it where no list shows it."""
    key, language = str(edition.article_id), edition.language
    version = edition.current_version
    # withdrawn, a page, or never published
    if version is None or edition.listed_on is None:
        index.remove(KIND, key, language)
        return
    # readers look for people too
    names = [f"{byline.name} {byline.native_name}" for byline in version.bylines.all()]
    index.store(
        KIND,
        key,
        language,
        title=version.title,
        abstract=version.abstract,
        text="\n".join([version.rendering.plain_text, *names]),
        dated=version.dated,
    )


def listed_ids() -> list[int]:
    listed = Edition.objects.filter(listed_on__isnull=False)
    return list(listed.order_by("pk").values_list("pk", flat=True))


def index_editions(ids: Iterable[int]) -> None:
    editions = Edition.objects.filter(pk__in=list(ids)).select_related(
        "current_version", "current_version__rendering"
    )
    with transaction.atomic():
        for edition in editions.prefetch_related("current_version__bylines"):
            index_edition(edition)


def forget_unlisted() -> None:
    listed = Edition.objects.filter(
        article=Cast(OuterRef("key"), BigIntegerField()),
        language=OuterRef("language"),
        listed_on__isnull=False,
    )
    SearchRow.objects.filter(~Exists(listed), kind=KIND).delete()


def register() -> None:
    register_search_source(ArticleSource())


def _result(edition: Edition) -> SearchResult:
    version = edition.current_version
    if version is None:  # `listed` holds no such edition
        raise ValueError(f"{edition} was never published.")
    return SearchResult(
        title=version.title,
        language=edition.language,
        abstract=version.abstract,
        url=edition.get_absolute_url(),
        kind=KIND,
        detail=date_text(version.dated, version.dated_precision, edition.language),
    )
