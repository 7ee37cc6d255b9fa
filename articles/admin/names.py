"""The names of articles, drafts, pictures and taxonomy at the desk."""

from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import (
    Article,
    Category,
    Contributor,
    Edition,
    Picture,
    Series,
    Subject,
    choose_text,
)
from articles.publishing.problems import Problem
from cjo.lib.languages import page_language


def title_of_edition(edition: Edition) -> str:
    return edition.title or _("Without a title")


def title_of_article(article: Article) -> str:
    """Return the title in the desk's language, else any title, else the address."""
    # prefetched by lists: a filter would ask the database again
    editions = list(article.editions.all())
    named = choose_text([row for row in editions if row.title], page_language())
    return named.title if named else article.slug


def name_of_taxon(taxon: Category | Contributor | Series) -> str:
    """Return the name in the desk's language, else any name, else the address."""
    if isinstance(taxon, Contributor):
        return taxon.name_in(page_language())[0]
    text: Any = choose_text(taxon.texts.all(), page_language())
    return str(text.name) if text else taxon.slug


def label_of_subject(subject: Subject) -> str:
    text = choose_text(subject.texts.all(), page_language())
    return text.label if text else subject.key


def describe_picture(picture: Picture) -> str:
    text = choose_text(picture.texts.all(), page_language())
    return text.alt if text else str(picture)


def linked(problem: Problem) -> SafeString | str:
    """Return the sentence; the row that it names is a link to its page at the desk."""
    named = problem.named
    if named is None:
        return problem.message
    model = next(m for m in apps.get_models() if m._meta.model_name == named.kind)
    # an address stays taken when its category is deleted
    if not model._default_manager.filter(pk=named.pk).exists():
        return problem.message
    page = f"admin:{model._meta.app_label}_{named.kind}_change"
    url = reverse(page, args=[named.pk])
    before, label, after = problem.message.partition(named.label)
    return format_html('{}<a href="{}">{}</a>{}', before, url, label, after)


def crumbs_of_article(article: Article) -> list[tuple[str, str]]:
    """Return the breadcrumbs above a page about a text of this article."""
    return [
        (_("Articles"), reverse("admin:articles_article_changelist")),
        (
            title_of_article(article),
            reverse("admin:articles_article_change", args=[article.pk]),
        ),
    ]
