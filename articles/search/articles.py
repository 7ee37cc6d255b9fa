"""Articles as a search source: the words indexed of them, and their results."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.extensions.registries import register_search_source
from articles.extensions.types import SearchResult, SearchSource
from articles.models import Edition, SearchRow
from articles.rendering.wrapped_lines import joined_lines
from articles.search import index, pages
from cjo.lib.date_line import date_line_text
from cjo.lib.turn import in_turn

KIND = "article"


class ArticleSource(SearchSource):
    kind = KIND

    @property
    def heading(self) -> str:
        return _("Articles")

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        listed = (
            Edition.objects.listed(language)
            .filter(article__in=list(keys))
            .select_related("article", "current_version")
            .defer("body", "sources", "takeaways", "current_version__canonical")
        )
        return {str(edition.article_id): _result(edition) for edition in listed}

    def keys(self) -> list[str]:
        listed = Edition.objects.filter(listed_on__isnull=False).order_by("article")
        return list(map(str, listed.values_list("article", flat=True).distinct()))

    @in_turn
    def index(self, keys: Iterable[str]) -> None:
        articles = list(map(int, keys))
        editions = Edition.objects.filter(article__in=articles).select_related(
            "article", "current_version", "current_version__rendering"
        )
        languages: dict[int, list[str]] = {}
        for edition in editions.prefetch_related("current_version__bylines"):
            index_edition(edition)
            languages.setdefault(edition.article_id, []).append(edition.language)
        for article in articles:
            gone = SearchRow.objects.filter(kind=KIND, key=str(article))
            gone.exclude(language__in=languages.get(article, [])).delete()


def index_edition(edition: Edition) -> None:
    """Index the current Version of an edition; remove it where no list shows it."""
    if edition.article.is_page:
        pages.index_page(edition)
        return
    key, language = str(edition.article_id), edition.language
    version = edition.current_version
    # withdrawn or never published
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
        abstract=joined_lines(version.abstract, language),
        text="\n".join([version.rendering.plain_text, *names]),
        dated=version.dated,
    )


def register() -> None:
    register_search_source(ArticleSource())


def _result(edition: Edition) -> SearchResult:
    version = edition.current_version
    if version is None:  # `listed` holds no such edition
        raise ValueError(f"{edition} was never published.")
    detail = date_line_text(version, edition.language)
    if edition.article.is_listing:
        return SearchResult(
            title=version.title,
            language=edition.language,
            abstract=version.abstract,
            url=f"{reverse('titles')}#{edition.article.slug}",
            # Translators: Said of a search result: this site has only the title of the
            # article.
            detail=" · ".join(filter(None, [detail, _("Title only")])),
        )
    return SearchResult(
        title=version.title,
        language=edition.language,
        abstract=version.abstract,
        url=edition.get_absolute_url(),
        detail=detail,
    )
