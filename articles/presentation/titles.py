"""Titles of the archive: articles elsewhere of which the site has no text."""

import re
from dataclasses import dataclass

from django.db.models import Prefetch

from articles.models import Byline, Edition, Version
from articles.models.edition import EditionQuerySet
from articles.presentation.items import printed_name
from cjo.lib.collation import sort_key
from cjo.lib.languages import page_language
from cjo.lib.safe_urls import safe_address

SHOWN = 500  # on a page: they are rows of one line
_LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<address>https?://[^\s()]+)\)")


@dataclass(frozen=True, slots=True)
class ArchiveTitle:
    """A title; `url` is the address of the original, "" where it is not known."""

    slug: str
    title: str
    language: str
    url: str
    version: Version
    bylines: list[dict[str, str]]


def archive_titles(editions: EditionQuerySet) -> list[ArchiveTitle]:
    """Return the newest first, then those without a date from A to Z: three queries.

    An article that is listed in several languages is named once: order the editions
    with the language of the page last.
    """
    rows = (
        editions.select_related("article", "current_version")
        .defer("body", "sources", "takeaways", "abstract")
        .prefetch_related(
            Prefetch(
                "current_version__bylines",
                Byline.objects.select_related("contributor").prefetch_related(
                    "contributor__texts"
                ),
            )
        )[:SHOWN]
    )
    titles = {edition.article_id: _title(edition) for edition in rows}
    language = page_language()
    return sorted(titles.values(), key=lambda title: _place(title, language))


def _place(title: ArchiveTitle, language: str) -> tuple[bool, int, tuple[bytes, str]]:
    dated = title.version.dated
    name = sort_key(title.title, language)
    return dated is None, -dated.toordinal() if dated else 0, name


def _title(edition: Edition) -> ArchiveTitle:
    version = edition.current_version
    if version is None:
        raise ValueError(f"{edition.pk} is in a list but was never published.")
    return ArchiveTitle(
        slug=edition.article.slug,
        title=version.title,
        language=edition.language,
        url=original_address(version),
        version=version,
        bylines=[_name(row, edition.language) for row in version.bylines.all()],
    )


def _name(row: Byline, language: str) -> dict[str, str]:
    """Return a name as printed; beside a foreign title, in the page's language."""
    printed, page = printed_name(row, row.contributor), page_language()
    name, named_in = row.contributor.name_in(page)
    if page == language or named_in != page:
        return printed
    return {**printed, "name": name, "name_language": named_in, "native_name": ""}


def original_address(version: Version) -> str:
    """Return where the article itself is, by its origin or a source of that title."""
    document = version.document
    base = document["is_based_on"]
    if base and base["url"]:
        return safe_address(base["url"])
    for link in _LINK.finditer(document["sources"]):
        if link["words"] == version.title:
            return safe_address(link["address"])
    return ""
