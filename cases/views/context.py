"""What every page of a record is given: its version, history, articles, mail."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.exports.citation import citation_of, version_address
from cases.models import RecordVersion
from cases.presentation.certainty import Statement
from cases.presentation.cited_by import cited_by
from cases.presentation.text import method_of, shown_language
from cases.views.withdrawn import Gone, withdrawn_to
from cjo.lib.languages import get_language, page_language
from cjo.lib.links import mail_to
from cjo.lib.page_meta import PageMeta
from cjo.lib.references import meta_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A state of a record on its way to a page; `is_current` tells which address.

    `key` is the slug that the record has today; its version knows the one of its time.
    """

    version: RecordVersion
    key: str
    newest: int
    is_current: bool

    @property
    def kind(self) -> str:
        return self.version.kind

    @property
    def cache_keys(self) -> list[str]:
        return [f"{self.kind}-{self.key}"]


def current(kind: str, slug: str) -> Shown:
    """Return the newest state of a record; Http404 if readers know of none.

    Raises Gone for what was withdrawn, as all here do.
    """
    is_it = {f"current_{kind}__slug": slug}
    version = RecordVersion.objects.filter(**is_it).order_by().first()
    if version is None:
        last = RecordVersion.objects.newest(kind, slug)
        if last is not None and last.is_withdrawal and last.key == slug:
            raise Gone(last, slug)
        raise Http404("No such record is published.")
    return Shown(version, slug, version.number, is_current=True)


def past(kind: str, slug: str, number: int) -> Shown:
    """Return a state as it was once published; Http404 if there was none."""
    versions = {
        version.number: version
        for version in RecordVersion.objects.of(kind, slug)
        .filter(number__gte=number)
        .order_by("number")
        .defer("canonical")
    }
    if number not in versions:
        raise Http404("This record never had such a version.")
    newest = max(versions)
    if versions[newest].key != slug:
        raise Http404("It has moved; the middleware leads to its new address.")
    # what was withdrawn stays so, and the first withdrawal since then says why
    if gone := [one for one in versions.values() if one.is_withdrawal]:
        raise Gone(gone[0], slug)
    return Shown(versions[number], slug, newest, is_current=False)


def state(kind: str, slug: str, number: int | None) -> Shown:
    """Return the newest state, or the one of a number; Http404 if there is none."""
    return current(kind, slug) if number is None else past(kind, slug, number)


def record_context(request: HttpRequest, shown: Shown, title: str) -> dict[str, Any]:
    """Return what the frame of a record's page prints."""
    version = shown.version
    url = reverse(shown.kind, args=[shown.key])
    language = page_language()
    texts, versions = version.snapshot["texts"], _versions(shown)
    return {
        "page_title": title,
        "page_meta": PageMeta(canonical=url),
        "page_tag": get_language(language).tag,
        "version": version,
        "is_current": shown.is_current,
        "is_newest": version.number == shown.newest,
        "newest": shown.newest,
        "url": url,
        "version_url": reverse(
            f"{shown.kind}_version", args=[shown.key, version.number]
        ),
        "cite_url": _cite_url(shown),
        "citation_meta": meta_of(citation_of(version, language)),
        "versions": versions,
        "withdrawn_to": withdrawn_to(versions),
        "cited_by": cited_by(request, shown.kind, shown.key, language),
        "method": method_of(texts, language),
        "text_language": get_language(shown_language(texts, language)),
        "report_mailto": _mail(version, title),
        "breadcrumbs": [
            {"name": _("Home"), "url": reverse("home")},
            {"name": _("Cases"), "url": reverse("cases")},
            {"name": title, "url": ""},
        ],
    }


def _versions(shown: Shown) -> list[RecordVersion]:
    """Return every state of the record, newest first; most records have only one."""
    version = shown.version
    if shown.newest == 1:
        return [version]
    found = RecordVersion.objects.filter(kind=version.kind, object_id=version.object_id)
    return list(found.order_by("-number").defer("canonical"))


def _cite_url(shown: Shown) -> str:
    if shown.is_current:
        return reverse(f"{shown.kind}_cite", args=[shown.key])
    arguments = [shown.key, shown.version.number]
    return reverse(f"{shown.kind}_version_cite", args=arguments)


def labelled(
    statements: list[Statement], labels: dict[str, str]
) -> list[tuple[str, Statement]]:
    """Return statements on a record with the name of the field each speaks of."""
    return [(labels.get(one.field, one.field), one) for one in statements]


def _mail(version: RecordVersion, title: str) -> str:
    subject = _("An error in “%(title)s”") % {"title": title}
    return mail_to(
        settings.CONTACT_EMAIL, subject=subject, body=version_address(version)
    )
