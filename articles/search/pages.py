"""Pages, such as the corrections policy, as a search source."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from articles.extensions.registries import register_search_source
from articles.extensions.types import SearchResult, SearchSource
from articles.models import Article, Edition
from articles.rendering.wrapped_lines import joined_lines
from articles.search import index
from cjo.lib.turn import in_turn

KIND = "page"


class PageSource(SearchSource):
    kind = KIND

    @property
    def heading(self) -> str:
        return _("Pages about this site")

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        pages = (
            Edition.objects.published()
            .in_language(language)
            .filter(article__in=list(keys), article__kind=Article.Kind.PAGE)
            .for_reading()
        )
        return {
            str(edition.article_id): SearchResult(
                title=edition.current_version.title,
                language=language,
                abstract=edition.current_version.abstract,
                url=edition.get_absolute_url(),
                detail="",
            )
            for edition in pages
            if edition.current_version
        }

    def keys(self) -> list[str]:
        pages = Article.objects.filter(kind=Article.Kind.PAGE).order_by("pk")
        return list(map(str, pages.values_list("pk", flat=True)))

    @in_turn
    def index(self, keys: Iterable[str]) -> None:
        editions = Edition.objects.filter(article__in=list(map(int, keys)))
        for edition in editions.select_related(
            "article", "current_version", "current_version__rendering"
        ):
            index_page(edition)


def index_page(edition: Edition) -> None:
    """Index the current Version of a page; remove it where readers cannot open it."""
    key, language = str(edition.article_id), edition.language
    version = edition.current_version
    if version is None or edition.is_withdrawn:
        index.remove(KIND, key, language)
        return
    index.store(
        KIND,
        key,
        language,
        title=version.title,
        abstract=joined_lines(version.abstract, language),
        text=version.rendering.plain_text,
    )


def register() -> None:
    register_search_source(PageSource())
