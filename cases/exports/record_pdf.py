"""A record on paper: one of its versions as a PDF, in the words of its page."""

import hashlib
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from articles.pdf.document import PrintedDocument
from articles.pdf.edition import MASTHEAD
from articles.pdf.faces import missing_packages
from articles.pdf.failures import record_name
from articles.pdf.from_html import from_tree, named_lines
from articles.pdf.imprint import imprint_of
from articles.pdf.store import kept_or_made
from articles.pdf.typesetting import typeset
from articles.pdf.words import Words
from articles.presentation.citation import site_name
from articles.presentation.method import method_line
from articles.presentation.withheld import withheld_line
from articles.rendering.revisions import PDF_FORMAT
from articles.rendering.tree import parse
from cases.exports.citation import citation_of
from cases.exports.printed_kinds import context_of
from cases.models import RecordVersion
from cases.presentation.certainty import definition_url, is_former_scale
from cases.presentation.changes import changes_of
from cases.presentation.text import method_of, shown_language
from cjo.lib.languages import get_language
from cjo.lib.links import absolute


def print_record(
    version: RecordVersion, history: Sequence[RecordVersion], key: str, language: str
) -> bytes:
    """Return a version as a PDF: made at the first demand, then kept.

    `history` are all versions of the record, and `key` is the slug that it has today.
    Raises TypesettingFailed where no PDF can be made now.
    """
    with translation.override(language):
        citation = citation_of(version, language)
        html = _html(version, history, key, language)
    # all that is printed is in the HTML
    made_from = [version.hash, str(PDF_FORMAT), settings.SITE_URL, language, html]
    made_from += missing_packages()
    return kept_or_made(
        hashlib.sha256("\n".join(made_from).encode()).hexdigest(),
        lambda: typeset(printed_record(html, version, citation.url, language)),
        version=record_name(version.pk, language),
    )


def printed_record(
    html: str, version: RecordVersion, address: str, language: str
) -> PrintedDocument:
    """Return all that the PDF prints, from the HTML of `cases/pdf/sheet.html`."""
    named, body, sources = parse(html).findall("section")
    words = Words(named_lines(named, base_url=address))
    text = from_tree(body, base_url=address)
    return {
        "language": language,
        "masthead": MASTHEAD,
        "kicker": words.text("kicker"),
        "title": words.text("title"),
        "second_titles": words.lines("second_title"),
        "abstract": words.text("abstract"),
        "authors": [site_name(language)],
        "byline": words.lines("byline"),
        "dateline": "",
        "based_on": [],
        "truth": words.line("truth"),
        "notices": words.lines("notice"),
        "takeaways": [],
        "picture": None,
        "blocks": text["blocks"],
        "notes": text["notes"],
        "sources": from_tree(sources, base_url=address)["blocks"],
        "imprint": words.lines("imprint"),
        "address": address,
        "published_at": version.published_at,
        "labels": {
            "takeaways": "",
            "sources": words.text("sources"),
            "version": words.text("version"),
            "page": words.text("page"),
        },
    }


def _html(
    version: RecordVersion, history: Sequence[RecordVersion], key: str, language: str
) -> str:
    texts = version.snapshot["texts"]
    citation, method = citation_of(version, language), method_of(texts, language)
    definition = definition_url(
        "", is_former=is_former_scale(version.snapshot["sources"])
    )
    context: dict[str, Any] = {
        **context_of(version, key, language),
        "endonym": get_language(shown_language(texts, language)).endonym,
        "method": method,
        "method_line": method_line(method),
        "withheld": withheld_line(version),
        "changes": changes_of(version, history, language).lines,
        "definition_url": absolute(definition),
        "imprint": imprint_of(
            version, language, address=citation.url, citation=citation
        ),
    }
    return render_to_string(f"cases/pdf/{version.kind}.html", context)
