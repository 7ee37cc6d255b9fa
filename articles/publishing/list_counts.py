"""The lists that an article is in: their names, surrogate keys and counts."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, ExtractYear, Greatest

from articles.models import Article, Byline, Edition, ListCount
from articles.models.edition import EditionQuerySet
from cjo.lib.languages import ready_languages

# The list of all articles: on the front page and in the feed of the whole site
EVERYTHING = "latest"
# The list of listings; `titles-category-3` are those of a category, and so on
TITLES = "titles"


def lists_of(article: Article, edition: Edition | None = None) -> set[str]:
    """Return the lists of an article: `latest`, `year-2024`, `category-3`…

    With an edition, also the lists of the people and the year of its current Version.
    A listing is in those of titles. Its change is one of the site too: `latest` is
    what pages depend on that show anything.
    """
    lists = _lists_of(article, edition)
    if not article.is_listing:
        return {EVERYTHING, *lists}
    return {EVERYTHING, TITLES, *map(titles_of, lists)}


def lists_counting(edition: Edition) -> set[str]:
    """Return the lists that hold a text as it is stored now, each counted once."""
    stored = Edition.objects.select_related("article", "current_version")
    edition = stored.get(pk=edition.pk)
    if edition.listed_on is None:
        return set()
    lists = _lists_of(edition.article, edition)
    if edition.article.is_listing:
        return {TITLES, *map(titles_of, lists)}
    return {EVERYTHING, *lists}


def titles_of(name: str) -> str:
    """Return the name of the list of titles that belongs to a list."""
    return f"{TITLES}-{name}"


def _lists_of(article: Article, edition: Edition | None) -> set[str]:
    lists = {f"category-{pk}" for pk in article.categories.values_list("pk", flat=True)}
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


def behind_key(language: str) -> str:
    """Return the key of all that says which translations are behind a correction."""
    return f"behind-{language}"


def editions_of(name: str, language: str) -> EditionQuerySet:
    if name == TITLES or name.startswith(f"{TITLES}-"):
        listed = Edition.objects.titles(language)
        name = name.removeprefix(TITLES).removeprefix("-")
        if name.startswith("category-"):
            # titles are few: to ask each edition of a large category finds them late
            category = int(name.removeprefix("category-"))
            return listed.filter(article__categories=category)
    else:
        listed = Edition.objects.news(language)
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


def numbers_with_titles(name: str) -> tuple[dict[str, int], dict[str, int]]:
    """Return the entries of a list, and the titles beside it, in each language."""
    lists = name, titles_of(name)
    numbers: dict[str, dict[str, int]] = {each: {} for each in lists}
    counts = ListCount.objects.filter(list__in=lists)
    for each, language, number in counts.values_list("list", "language", "number"):
        numbers[each][language] = number
    return numbers[lists[0]], numbers[lists[1]]


def languages_with_people() -> set[str]:
    names = Q(list__startswith="contributor-")
    names |= Q(list__startswith=titles_of("contributor-"))
    counts = ListCount.objects.filter(names, number__gt=0)
    return set(counts.values_list("language", flat=True))


def languages_with_titles() -> list[str]:
    """Return the languages whose archive of titles is not empty.

    Titles in English are shown in all of them.
    """
    numbers = numbers_of(TITLES)
    return [
        language.code
        for language in ready_languages()
        if numbers.get(language.code) or numbers.get("en")
    ]


def recount(lists: Iterable[str], language: str) -> None:
    _store(
        {
            (name, language): editions_of(name, language).count()
            for name in sorted(set(lists))
        }
    )


def count_change(before: set[str], edition: Edition) -> None:
    """Count a text in the lists that it came to, and no more in those that it left.

    To count their texts anew would take longer with each text that there is.
    """
    after, language = lists_counting(edition), edition.language
    for name in sorted(before ^ after):
        changed = Greatest(F("number") + (1 if name in after else -1), 0)
        known = ListCount.objects.filter(list=name, language=language)
        if not known.update(number=changed):
            recount([name], language)


def recount_everything() -> None:
    """Recount all lists, after an import: a few queries, however many texts."""
    numbers = dict.fromkeys(ListCount.objects.values_list("list", "language"), 0)
    listed = Edition.objects.filter(listed_on__isnull=False).order_by()
    are_titles = Q(article__kind=Article.Kind.LISTING)
    numbers |= _lengths(listed.exclude(are_titles), EVERYTHING, "{}")
    numbers |= _lengths(listed.filter(are_titles), TITLES, titles_of("{}"))
    _store(numbers)


def _lengths(
    listed: EditionQuerySet, everything: str, name_of: str
) -> dict[tuple[str, str], int]:
    """Return the length of each list of these editions, by its name and language."""
    byline = "current_version__bylines__contributor"
    owners = {
        "category": F("article__categories"),
        "series": F("article__series"),
        "year": ExtractYear("current_version__dated"),
        "contributor": Coalesce(f"{byline}__merged_into", byline),
    }
    numbers = {
        (everything, language): number
        for language, number in listed.values_list("language").annotate(Count("pk"))
    }
    for kind, owner in owners.items():
        owned = listed.annotate(owner=owner).filter(owner__isnull=False)
        rows = owned.values_list("language", "owner").annotate(
            Count("pk", distinct=True)
        )
        for language, key, number in rows:
            numbers[name_of.format(f"{kind}-{key}"), language] = number
    return numbers


def _store(numbers: Mapping[tuple[str, str], int]) -> None:
    ListCount.objects.bulk_create(
        [
            ListCount(list=name, language=language, number=number)
            for (name, language), number in numbers.items()
        ],
        update_conflicts=True,
        unique_fields=["list", "language"],
        update_fields=["number"],
    )


def count_titles_once() -> None:
    """Recount the lists of a site that counted titles among its texts so far."""
    listed = Edition.objects.filter(
        article__kind=Article.Kind.LISTING, listed_on__isnull=False
    )
    if listed.exists() and not ListCount.objects.filter(list=TITLES).exists():
        recount_everything()
