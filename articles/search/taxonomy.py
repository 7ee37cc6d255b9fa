"""People, categories and series as search sources."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.extensions.registries import register_search_source
from articles.extensions.types import SearchResult, SearchSource
from articles.models import (
    Category,
    CategoryText,
    Contributor,
    ContributorText,
    ListCount,
    Series,
    SeriesText,
    choose_text,
)
from articles.search import index
from cjo.lib.languages import ready_languages
from cjo.lib.passages import foreign
from cjo.lib.turn import in_turn

Topic = Category | Series


class PersonSource(SearchSource):
    kind = "person"

    @property
    def heading(self) -> str:
        return _("Contributors")

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        return {
            list_of(person): _person_result(person, language)
            for person in _people(_listed(keys, language))
            if not person.hidden
        }

    def keys(self) -> list[str]:
        return [list_of(person) for person in Contributor.objects.order_by("pk")]

    @in_turn
    def index(self, keys: Iterable[str]) -> None:
        for person in _people(keys):
            index_taxon(person)


class TopicSource(SearchSource):
    """Categories and series, whose pages are under /t/.

    Like the masthead, it shows those that have something to read in the language.
    """

    kind = "topic"

    @property
    def heading(self) -> str:
        return _("Sections and series")

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        return {
            list_of(topic): _topic_result(topic, language)
            for topic in _topics(_listed(keys, language))
            if not topic.hidden
        }

    def keys(self) -> list[str]:
        topics: list[Topic] = [*Category.objects.all(), *Series.objects.all()]
        return [list_of(topic) for topic in topics]

    @in_turn
    def index(self, keys: Iterable[str]) -> None:
        for topic in _topics(keys):
            index_taxon(topic)


def list_of(taxon: Contributor | Topic) -> str:
    """Return the name of its list, such as `contributor-7`: its key in the search."""
    return f"{taxon._meta.model_name}-{taxon.pk}"


def index_taxon(taxon: Contributor | Topic) -> None:
    """Index a person, category or series in every ready language.

    Its names in all languages find it, and those of people merged into it. A hidden or
    merged one is found by none.
    """
    if taxon.hidden or (isinstance(taxon, Contributor) and taxon.merged_into_id):
        forget_taxon(taxon)
        return
    for language in ready_languages():
        if isinstance(taxon, Contributor):
            text = choose_text(taxon.texts.all(), language.code)
            every = ContributorText.objects.filter(
                Q(contributor=taxon) | Q(contributor__merged_into=taxon)
            )
            names = [text.name for text in every]
            # readers also type the family name of Meng Yu first
            names += [" ".join(reversed(name.split())) for name in names]
            index.store(
                PersonSource.kind,
                list_of(taxon),
                language.code,
                title=taxon.name_in(language.code)[0],
                abstract=f"{text.role}\n{text.biography}" if text else "",
                text="",
                names=[*names, taxon.native_name],
            )
        else:
            topic = _topic_text(taxon, language.code)
            index.store(
                TopicSource.kind,
                list_of(taxon),
                language.code,
                title=topic.name if topic else taxon.slug,
                abstract=topic.description if topic else "",
                text="",
                names=[text.name for text in taxon.texts.all()],
            )


def forget_taxon(taxon: Contributor | Topic) -> None:
    """Remove it from the search, before it is deleted."""
    is_person = isinstance(taxon, Contributor)
    kind = PersonSource.kind if is_person else TopicSource.kind
    index.remove(kind, list_of(taxon))


def register() -> None:
    register_search_source(PersonSource())
    register_search_source(TopicSource())


def _people(keys: Iterable[str]) -> QuerySet[Contributor]:
    people = Contributor.objects.filter(pk__in=_pks("contributor", keys))
    return people.prefetch_related("texts")


def _topics(keys: Iterable[str]) -> list[Topic]:
    every = list(keys)
    categories = Category.objects.filter(pk__in=_pks("category", every))
    series = Series.objects.filter(pk__in=_pks("series", every))
    return [
        *categories.prefetch_related("texts"),
        *series.prefetch_related("texts"),
    ]


def _pks(model: str, keys: Iterable[str]) -> list[int]:
    prefix = f"{model}-"
    return [int(key.removeprefix(prefix)) for key in keys if key.startswith(prefix)]


def _listed(keys: Iterable[str], language: str) -> list[str]:
    """Return the keys of those that have something to read in this language."""
    # the page of a person may show titles alone
    lists = {name: key for key in keys for name in (key, f"titles-{key}")}
    counts = ListCount.objects.filter(list__in=list(lists), language=language)
    filled = counts.filter(number__gt=0).values_list("list", flat=True)
    return list(dict.fromkeys(lists[name] for name in filled))


def _topic_text(topic: Topic, language: str) -> CategoryText | SeriesText | None:
    texts: Iterable[CategoryText | SeriesText] = topic.texts.all()
    return choose_text(texts, language)


def _person_result(person: Contributor, language: str) -> SearchResult:
    name, name_language = person.name_in(language)
    text: ContributorText | None = choose_text(person.texts.all(), language)
    return SearchResult(
        title=name,
        language=name_language,
        abstract=text.role if text else "",
        abstract_language=text.language if text else "",
        url=person.get_absolute_url(),
        detail=_native_name(person) if person.native_name != name else "",
    )


def _native_name(person: Contributor) -> str:
    attributes = foreign(person.native_language)
    return format_html("<span{}>{}</span>", attributes, person.native_name)


def _topic_result(topic: Topic, language: str) -> SearchResult:
    text = _topic_text(topic, language)
    return SearchResult(
        title=text.name if text else topic.slug,
        language=text.language if text else "en",
        abstract=text.description if text else "",
        url=topic.get_absolute_url(),
        detail=_("Series") if isinstance(topic, Series) else _("Section"),
    )
