"""The fixed words of a PDF, from one template, in the language of the text.

Web pages and paper share their sentences, from `articles.presentation`; the template
is read back as runs.
"""

from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Role, Version
from articles.models.document import Document, PrintedName
from articles.pdf.blocks import Run
from articles.pdf.from_html import named_lines
from articles.pdf.imprint import imprint_of
from articles.presentation.citation import citation_of
from articles.presentation.method import method_line, source_line
from articles.presentation.origin import origin_line
from articles.presentation.summary import summary_line
from articles.rendering.pictures import lead_picture
from articles.rendering.tree import parse
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import list_html
from cjo.lib.passages import foreign

TEMPLATE = "articles/article_pdf.html"


class Words:
    def __init__(self, lines: dict[str, list[list[Run]]]) -> None:
        self._lines = lines

    def lines(self, name: str) -> list[list[Run]]:
        return self._lines.get(name, [])

    def line(self, name: str) -> list[Run]:
        return next(iter(self.lines(name)), [])

    def text(self, name: str) -> str:
        return "".join(run["text"] for run in self.line(name))


def words_of(version: Version, *, address: str, notices: str = "") -> Words:
    """Return the words, in the active language.

    `notices` are paragraphs of HTML above the text: the lines `notice`.
    """
    document, language = version.document, get_language(version.language)
    is_listing = version.edition.article.is_listing
    context = {
        "document": document,
        "endonym": language.endonym,
        "byline": [
            _byline(role, _names(people)) for role, people in _by_role(document)
        ],
        "method_line": method_line(document["method"], document["reviewed_by"]),
        "picture": lead_picture(version.rendering.picture, document),
        "origin": origin_line(document["is_based_on"]),
        "source_line": source_line(version),
        "summary_line": "" if version.has_text or is_listing else summary_line(version),
        "is_listing": is_listing,
        "imprint": imprint_of(
            version,
            language.code,
            address=address,
            # of a listing only the title is known: there is no text to cite
            citation=None if is_listing else citation_of(version),
        ),
    }
    html = render_to_string(TEMPLATE, context) + notices
    return Words(named_lines(parse(html), base_url=address))


def _by_role(document: Document) -> Iterable[tuple[str, list[PrintedName]]]:
    roles: dict[str, list[PrintedName]] = {}
    for name in document["byline"]:
        roles.setdefault(name["role"], []).append(name)
    return roles.items()


def _byline(role: str, names: SafeString) -> SafeString:
    sentences = {
        # Translators: A line under the title; {names} are the authors, as a list.
        Role.AUTHOR: _("By {names}"),
        # Translators: A line under the title; {names} are the translators, as a list.
        Role.TRANSLATOR: _("Translated by {names}"),
        # Translators: A line under the title; {names} are the editors, as a list.
        Role.EDITOR: _("Edited by {names}"),
        Role.BASIS: _("Based on work of {names}"),
    }
    return format_html(
        # Translators: A line under the title; {names} are people with other roles, as a
        # list.
        sentences.get(Role(role), _("Contributors: {names}")),
        names=names,
    )


def _names(people: Iterable[PrintedName]) -> SafeString:
    return list_html(map(_name, people), page_language())


def _name(person: PrintedName) -> SafeString:
    name = _in_language(person["name"], person["name_language"])
    if not person["native_name"]:
        return name
    native = _in_language(person["native_name"], person["native_language"])
    return format_html("{} {}", name, native)


def _in_language(name: str, language: str) -> SafeString:
    return format_html("<span{}>{}</span>", foreign(language), name)
