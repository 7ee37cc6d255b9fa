"""The context of an article's template, for published pages and for previews."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.feeds import feed_links
from articles.models import (
    Byline,
    ChangeType,
    Edition,
    Rendering,
    Version,
)
from articles.models.document import Document
from articles.pdf.warnings import no_pdf, signs_not_printed
from articles.presentation.citation import page_citation
from articles.presentation.description import shortened
from articles.presentation.items import printed_name
from articles.presentation.json_ld import open_graph, structured_data
from articles.presentation.marked_passages import marked_text
from articles.presentation.method import method_line, source_line
from articles.presentation.navigation import Section, navigation_of
from articles.presentation.notices import changes_of, since
from articles.presentation.origin import origin_line
from articles.presentation.summary import summary_line
from articles.presentation.titles import original_address
from articles.publishing import documents, effects, markdown_flaws
from articles.publishing.problems import Problem
from articles.rendering.pictures import lead_picture
from articles.views import around
from articles.views.lookup import PublishedEdition
from cjo.lib.links import absolute, localised, mail_to
from cjo.lib.page_meta import FeedLink, PageMeta
from cjo.lib.references import Meta, meta_of


@dataclass(frozen=True, slots=True)
class ShownText:
    """The text of a page: a Version as published, or a draft in the form of one."""

    edition: Edition
    version: Version
    rendering: Rendering
    document: Document
    bylines: list[dict[str, str]]
    is_preview: bool = False
    flaws: tuple[Problem, ...] = ()

    @classmethod
    def published(cls, edition: Edition, version: Version) -> "ShownText":
        printed = Byline.objects.filter(version=version).select_related("contributor")
        bylines = [printed_name(byline, byline.contributor) for byline in printed]
        return cls(edition, version, version.rendering, version.document, bylines)

    @classmethod
    def draft(cls, edition: Edition) -> "ShownText":
        """Render the saved draft as the Version it would become; store nothing."""
        rendered = effects.render_draft(edition)
        names = documents.byline_of(edition)
        now = timezone.now()
        document = documents.document_of_draft(
            edition,
            names,
            rendered.states,
            change={"type": ChangeType.FIRST, "note": ""},
            published_at=now,
        )
        version = effects.unsaved_version(edition, document, at=now)
        rendering = effects.unsaved_rendering(version, rendered)
        bylines = [
            printed_name(Byline(**name.printed), name.contributor) for name in names
        ]
        flaws = (
            *markdown_flaws.problems(edition, rendered),
            *markdown_flaws.warnings(rendered),
            *signs_not_printed(edition),
            *no_pdf(edition),
        )
        return cls(edition, version, rendering, document, bylines, True, flaws)


def article_context(
    request: HttpRequest, shown: ShownText, *, at_version: bool = False
) -> dict[str, Any]:
    """Return the context of `articles/article.html`.

    `at_version` is for `/v/N`, which exists in one language and is not indexed.
    """
    edition, version = shown.edition, shown.version
    article = edition.article
    category_ids = set() if article.is_page else around.category_ids_of(article)
    sections = navigation_of(request).sections_of(category_ids)
    translations = [] if shown.is_preview else around.languages_of(article)
    # a former version is shown as it was
    is_newest = edition.current_version_id == version.pk and not shown.is_preview
    marked = marked_text(version) if is_newest and not at_version else None
    older = newer = None
    if sections and not article.is_listing:
        older, newer = around.neighbours_in_category(edition, sections[0].pk)
    picture = lead_picture(shown.rendering.picture, shown.document)
    changes = changes_of(version)
    breadcrumbs = _breadcrumbs(sections, version.title)
    links = (
        {} if shown.is_preview else article_links(PublishedEdition(edition, version))
    )
    # of a text without an abstract, its beginning
    description = shortened(version.abstract or shown.rendering.plain_text)
    context: dict[str, Any] = {
        "page_meta": PageMeta(
            [edition.language], indexable=False, description=description
        )
        if at_version or shown.is_preview
        else PageMeta(
            languages=translations,
            feeds=[_feed_of(section) for section in sections],
            indexable=not article.is_listing,
            description=description,
        ),
        "edition": edition,
        "article": article,
        "version": version,
        "rendering": {
            "body_html": marked.body_html if marked else shown.rendering.body_html,
            "takeaways_html": marked.takeaways_html
            if marked
            else shown.rendering.takeaways_html,
            "sources_html": shown.rendering.sources_html,
            "outline": shown.rendering.outline,
            "minutes": shown.rendering.minutes,
            "picture": picture,
        },
        "document": shown.document,
        # a title alone was made by nobody here
        "method_line": ""
        if article.is_listing
        else method_line(version.method, shown.document["reviewed_by"]),
        "source_line": source_line(version),
        "summary_line": ""
        if version.has_text or article.is_listing
        else summary_line(version),
        "origin": origin_line(shown.document["is_based_on"]),
        "original_url": original_address(version) if article.is_listing else "",
        "bylines": shown.bylines,
        "categories": sections,
        # its neighbours are those in the category: when that changes, they may; a
        # hidden one may come into sight
        "list_keys": [f"category-{pk}-{edition.language}" for pk in category_ids],
        "series": around.series(edition),
        "related": around.related_to(edition),
        "previous": older,
        "next": newer,
        "breadcrumbs": breadcrumbs,
        "is_preview": shown.is_preview,
        "flaws": shown.flaws,
        "translations": translations,
        **links,
        "changes": changes,
        "notices": since(version, shown.document),
        "marked": marked,
        # the smallest that the page can do with
        "sheet": "site" if shown.is_preview else "beside" if marked else "article",
        # both texts stand there as they are now
        **(around.beside_links(edition, version, translations) if is_newest else {}),
    }
    if "cite_url" in links:
        context["citation_meta"] = _citation_meta(edition, version)
    if is_newest:
        context["open_graph"] = open_graph(edition, version)
        if not article.is_listing:  # no article of this site
            context["structured_data"] = structured_data(
                edition,
                version,
                bylines=shown.bylines,
                picture=picture,
                sections=[section.name for section in sections],
                breadcrumbs=breadcrumbs,
                translations=translations,
                corrections=changes.corrections,
            )
    return context


def article_links(published: PublishedEdition) -> dict[str, str]:
    """Return the addresses of the other forms of a text; of a former one, its own."""
    version = published.version
    version_url = published.version_url()
    # Translators: The subject of a mail in which a reader tells us of an error.
    subject = _("Error in “%(title)s”") % {"title": version.title}
    links = {
        "history_url": published.history_url,
        "version_url": version_url,
        "report_mailto": mail_to(
            settings.CONTACT_EMAIL, subject=subject, body=f"{absolute(version_url)}\n\n"
        ),
    }
    article = published.edition.article
    # the addresses of a listing's files answer too, but they hold no text to offer
    if not article.is_page and not article.is_listing:
        links |= {
            "cite_url": published.form_url("cite"),
            "pdf_url": published.form_url("pdf"),
            "text_url": published.form_url("text"),
        }
    return links


def _citation_meta(edition: Edition, version: Version) -> list[Meta]:
    """Return the meta elements for reference managers, with the PDF of this Version."""
    pdf = reverse("article_version_pdf", args=[edition.article.slug, version.number])
    return meta_of(
        page_citation(edition, version), absolute(localised(pdf, edition.language))
    )


def _feed_of(section: Section) -> FeedLink:
    return feed_links("topic_feed", section.slug, title=section.name)[0]


def _breadcrumbs(sections: list[Section], title: str) -> list[dict[str, str]]:
    # Translators: The first step of the breadcrumbs: the first page of this site.
    crumbs = [{"name": _("Front page"), "url": reverse("home")}]
    crumbs += [{"name": section.name, "url": section.url} for section in sections[:1]]
    return [*crumbs, {"name": title, "url": ""}]
