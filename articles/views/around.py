"""The links around an article, outside its hash: series, related items, neighbours."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import F
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Edition,
    Reason,
    Related,
    SubjectText,
    Version,
    choose_text,
)
from articles.presentation.description import first_sentences
from articles.presentation.series import series_line
from cjo.lib.languages import Language, get_language
from cjo.lib.passages import foreign, isolated

RELATED_SHOWN = 3
_ON_CARD = 200  # characters of an abstract on a card: its first sentences
# A sign of these takes three bytes, and a first view has no room for abstracts too
_TITLES_ALONE = {"zh-hans", "ja"}


@dataclass(frozen=True, slots=True)
class Link:
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class RelatedArticle:
    title: str
    abstract: str
    url: str
    reason: SafeString | str


def category_ids_of(article: Article) -> set[int]:
    return set(article.categories.order_by().values_list("pk", flat=True))


def languages_of(article: Article) -> list[str]:
    """Return the languages in which readers find the article."""
    editions = Edition.objects.open().filter(article=article)
    return list(editions.order_by("language").values_list("language", flat=True))


def beside_links(
    edition: Edition, version: Version, languages: Collection[str]
) -> dict[str, str]:
    """Return the link of a text to itself in two languages: one, for all are many.

    A translation leads to itself beside its source, any other text beside one of its
    `languages`; that page leads to the others.
    """
    if edition.article.is_listing:
        return {}
    source = version.document["translated_from"]
    if source and source["language"] in languages:
        url = edition.url_of("beside", source["language"])
        return {"beside_source_url": url, "beside_line": ""}
    others = [code for code in languages if code != edition.language]
    # the courts write Chinese
    others.sort(key=lambda code: {"zh-hans": 0, "en": 1}.get(code, 2))
    return {"beside_source_url": "", "beside_line": beside_line(edition, others[:1])}


def beside_line(edition: Edition, languages: Collection[str]) -> SafeString | str:
    """Return links to a text beside itself in these languages; "" for none."""
    if not languages:
        return ""
    links = ((_beside_link(edition, get_language(code)),) for code in languages)
    # Translators: {languages} are links to pages where the text stands in two columns,
    # with the names of languages by which each calls itself.
    line = _("Side by side with: {languages}")
    return format_html(line, languages=format_html_join(" · ", "{}", links))


def _beside_link(edition: Edition, language: Language) -> SafeString:
    return format_html(
        '<a href="{}"{}>{}</a>',
        edition.url_of("beside", language.code),
        foreign(language.code),
        language.endonym,
    )


def series(edition: Edition) -> SafeString | str:
    """Return the line on the series as HTML; empty for none, or a hidden series."""
    series = edition.article.series
    if series is None or series.hidden:
        return ""
    text = choose_text(series.texts.all(), edition.language)
    return series_line(
        text.name if text else series.slug,
        series.get_absolute_url(),
        edition.article.series_part,
        series.total,
    )


def related_to(edition: Edition) -> list[RelatedArticle]:
    if edition.article.is_page or edition.article.is_listing:
        return []
    titles_alone = edition.language in _TITLES_ALONE
    rows = (
        Related.objects.readable_in(edition.language)
        .filter(article=edition.article)
        .annotate(
            label=SubjectText.objects.filter(
                subject__withdrawn_on__isnull=True
            ).label_in(edition.language, "subject"),
        )
        .order_by("position", "-other")
        .values_list(
            F("other__editions__current_version__title"),
            F("other__editions__current_version__abstract"),
            F("other__slug"),
            "reason",
            "label",
        )[:RELATED_SHOWN]
    )
    return [
        RelatedArticle(
            title,
            "" if titles_alone else first_sentences(abstract, _ON_CARD),
            reverse("article", args=[slug]),
            _reason(reason, label),
        )
        for title, abstract, slug, reason, label in rows
    ]


def _reason(reason: str, label: str | None) -> SafeString | str:
    words = str(Reason(reason).label)
    if not label:
        return words
    # Translators: Above a list of articles: reason is such as “On the same case”,
    # subject the title of that case.
    sentence = escape(_("%(reason)s: %(subject)s"))
    # safe: both words and sentence are escaped
    return SafeString(sentence % {"reason": escape(words), "subject": isolated(label)})


def neighbours_in_category(
    edition: Edition, category_id: int
) -> tuple[Link | None, Link | None]:
    """Return the links to the next older and the next newer text of a category."""
    if edition.listed_on is None:
        return None, None
    others = Edition.objects.news(edition.language).in_category(category_id)
    place = edition.listed_on, edition.pk
    parts = others.older_than(*place), others.newer_than(*place)
    older, newer = (
        _link(part.values_list("current_version__title", "article__slug").first())
        for part in parts
    )
    return older, newer


def _link(row: tuple[str | None, str] | None) -> Link | None:
    if row is None:
        return None
    title, slug = row
    return Link(title or "", reverse("article", args=[slug]))
