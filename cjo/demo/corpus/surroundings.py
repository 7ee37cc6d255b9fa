"""The rows around made-up articles: categories, people, and subjects they mention."""

from dataclasses import dataclass, field

from articles.models import (
    Address,
    Category,
    CategoryText,
    Contributor,
    ContributorText,
    Subject,
)
from articles.publishing.taxonomy import space_of
from articles.search.taxonomy import index_taxon
from cjo.demo.corpus.reference import make_reference
from cjo.demo.corpus.words import LANGUAGES, Writer

PREFIX = "made-up"  # of every slug
CATEGORIES = 8
FIRST_PEOPLE, ARTICLES_A_PERSON = 20, 100


@dataclass(slots=True)
class Surroundings:
    """The rows that an article may belong to or name: more people with more articles.

    `subjects` are the keys of courts, provisions and cases, each in a list of its own.
    """

    categories: list[Category]
    people: list[Contributor] = field(default_factory=list)
    subjects: list[list[int]] = field(default_factory=list)

    def people_of(self, place: int) -> list[Contributor]:
        """Return the people that an article may be by, making those that lack."""
        number = FIRST_PEOPLE + place // ARTICLES_A_PERSON
        self.people += [_person(each) for each in range(len(self.people), number)]
        return self.people[:number]


def surroundings() -> Surroundings:
    """Return the surroundings; make those that no former run has made."""
    make_reference()
    known = Contributor.objects.filter(slug__startswith=f"{PREFIX}-person-")
    kinds = (Subject.Kind.COURT, Subject.Kind.PROVISION, Subject.Kind.CASE)
    subjects = (
        list(
            Subject.objects.filter(kind=kind)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        for kind in kinds
    )
    return Surroundings(
        [_category(place) for place in range(CATEGORIES)],
        list(known.order_by("pk").prefetch_related("texts")),
        [keys for keys in subjects if keys],
    )


def _category(place: int) -> Category:
    category, is_new = Category.objects.get_or_create(
        slug=f"{PREFIX}-category-{place}", defaults={"position": 1000 + place}
    )
    if is_new:
        _name(category, CategoryText, "category", place)
    return category


def _person(place: int) -> Contributor:
    person = Contributor.objects.create(slug=f"{PREFIX}-person-{place}")
    _name(person, ContributorText, "contributor", place)
    return Contributor.objects.prefetch_related("texts").get(pk=person.pk)


def _name(
    row: Category | Contributor,
    texts: type[CategoryText] | type[ContributorText],
    owner: str,
    place: int,
) -> None:
    for language in LANGUAGES:
        name = Writer(f"{owner} {place}", language).words(2)
        texts._default_manager.create(
            **{owner: row, "language": language, "name": name}
        )
    Address.objects.claim(space_of(row), row.slug, row)
    index_taxon(row)
