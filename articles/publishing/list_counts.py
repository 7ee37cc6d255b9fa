"""The lists that an article is in: their names, surrogate keys and counts."""

from collections.abc import Iterable

from articles.models import Article, Byline, Edition, ListCount
from articles.models.edition import EditionQuerySet

# The list of all articles: on the front page and in the feed of the whole site
EVERYTHING = "latest"


def lists_of(article: Article, edition: Edition | None = None) -> set[str]:
    """Return the lists of an article: `latest`, `year-2024`, `category-3`…

    With an edition, also the lists of the people and the year of its current Version.
    """
    lists = {EVERYTHING}
    lists |= {
        f"category-{pk}" for pk in article.categories.values_list("pk", flat=True)
    }
    if article.series_id:
        lists.add(f"series-{article.series_id}")
    version = edition.current_version if edition else None
    if version is not None:
        if version.dated:
            lists.add(f"year-{version.dated.year}")
        people = Byline.objects.filter(version=version)
        rows = people.values_list("contributor", "contributor__merged_into")
        lists |= {f"contributor-{merged or pk}" for pk, merged in rows}
    return lists


def keys_of(lists: Iterable[str], language: str) -> set[str]:
    return {f"{name}-{language}" for name in lists}


def editions_of(name: str, language: str) -> EditionQuerySet:
    listed = Edition.objects.listed(language)
    kind, _hyphen, number = name.partition("-")
    match kind:
        case "category":
            return listed.in_category(int(number))
        case "series":
            return listed.in_series(int(number))
        case "contributor":
            return listed.by_contributor(int(number))
        case "year":
            return listed.in_year(int(number))
        case _:
            return listed


def numbers_of(name: str) -> dict[str, int]:
    """Return how many entries a list has in each language."""
    counts = ListCount.objects.filter(list=name)
    return dict(counts.values_list("language", "number"))


def languages_with_people() -> set[str]:
    counts = ListCount.objects.filter(list__startswith="contributor-", number__gt=0)
    return set(counts.values_list("language", flat=True))


def recount(lists: Iterable[str], language: str) -> None:
    ListCount.objects.bulk_create(
        [
            ListCount(
                list=name, language=language, number=editions_of(name, language).count()
            )
            for name in sorted(set(lists))
        ],
        update_conflicts=True,
        unique_fields=["list", "language"],
        update_fields=["number"],
    )


def recount_everything() -> None:
    """Recount all lists, after an import."""
    lists: dict[str, set[str]] = {}
    for edition in Edition.objects.published().select_related(
        "article", "current_version"
    ):
        lists.setdefault(edition.language, set()).update(
            lists_of(edition.article, edition)
        )
    for language, names in lists.items():
        known = ListCount.objects.filter(language=language)
        recount(names | set(known.values_list("list", flat=True)), language)
