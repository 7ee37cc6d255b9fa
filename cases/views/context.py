"""The context that the pages of all records share: version, history, articles."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import ANNOUNCED, IntegrityEntry
from articles.presentation.description import shortened
from articles.presentation.method import method_line
from articles.presentation.published import history_lines
from articles.presentation.withheld import withheld_line
from cases.exports.citation import citation_of, version_address
from cases.models import RecordVersion
from cases.presentation.changes import changes_of
from cases.presentation.cited_by import cited_by
from cases.presentation.text import method_of, shown_language
from cases.views.lookup import PublishedRecord
from cjo.lib.languages import get_language, page_language
from cjo.lib.links import mail_to
from cjo.lib.page_meta import PageMeta
from cjo.lib.references import meta_of, text_of


def record_context(
    request: HttpRequest, shown: PublishedRecord, title: str, description: str
) -> dict[str, Any]:
    """Return the context of `cases/_frame.html`.

    Without a `description`, search engines get the sentence that cites the record.
    """
    version, history = shown.version, shown.history()
    language, texts = page_language(), version.snapshot["texts"]
    method = method_of(texts, language)
    changes = changes_of(version, [state.version for state in history], language)
    return {
        "page_title": title,
        "page_meta": PageMeta(
            canonical=shown.url,
            description=shortened(
                description or text_of(citation_of(version, language))
            ),
        ),
        "version": version,
        "is_current": shown.is_current,
        "is_newest": shown.is_newest,
        "shown_number": 0 if shown.is_current else version.number,
        # the other notes are among the changes
        "note": "" if version.change_type in ANNOUNCED else shown.note,
        "changes": changes.reached,
        "behind": changes.behind,
        "withheld": withheld_line(version),
        "url": shown.url,
        "version_url": shown.version_url(),
        "history_url": shown.history_url,
        "cite_url": reverse(f"{shown.kind}_cite", args=[shown.key])
        if shown.is_current
        else shown.cite_url(),
        "pdf_url": shown.pdf_url,
        "citation_meta": meta_of(citation_of(version, language)),
        "versions": history_lines(history),
        "entry": None
        if shown.is_current
        else IntegrityEntry.objects.of_version(version.hash),
        "cited_by": cited_by(request, shown.kind, shown.key, language),
        "method": method,
        "method_line": method_line(method),
        "text_language": get_language(shown_language(texts, language)),
        "report_mailto": _mail(version, title),
        "breadcrumbs": [
            {"name": _("Front page"), "url": reverse("home")},
            {"name": _("Cases"), "url": reverse("cases")},
            {"name": title, "url": ""},
        ],
    }


def _mail(version: RecordVersion, title: str) -> str:
    subject = _("Error in “%(title)s”") % {"title": title}
    return mail_to(
        settings.CONTACT_EMAIL, subject=subject, body=version_address(version)
    )
