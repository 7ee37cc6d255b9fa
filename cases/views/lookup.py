"""Lookup: a record by its slug, at a version."""

from dataclasses import dataclass, replace
from functools import partial

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.presentation.published import CitedPart, VersionFile, Withdrawn
from cases.exports.citation import citation_of, figure_citation, figure_words
from cases.exports.record_pdf import print_record
from cases.models import LAWS, RecordKind, RecordVersion
from cases.presentation.text import LanguageText, change_note_in, choose
from cjo.lib.languages import page_language
from cjo.lib.references import Citation


@dataclass(frozen=True, slots=True)
class PublishedRecord:
    """A record at one of its versions, in the language of the page: a Published.

    `key` is the slug that the record has today; its version has that of its time.
    `is_current` is whether it was asked for at its own address, and not at `/v/N`.
    """

    version: RecordVersion
    key: str
    newest: int
    is_current: bool

    @property
    def kind(self) -> str:
        return self.version.kind

    @property
    def title(self) -> LanguageText:
        language = page_language()
        texts = self.version.snapshot["texts"]
        # a case is known by its name; its title is its theme
        field = "name" if self.kind == RecordKind.CASE else "title"
        title = choose(texts, field, language) or choose(texts, "title", language)
        return title or LanguageText(self.key, language, language)

    @property
    def note(self) -> LanguageText:
        return change_note_in(self.version, page_language())

    @property
    def is_newest(self) -> bool:
        return self.version.number == self.newest

    @property
    def languages(self) -> None:
        return None

    @property
    def cache_keys(self) -> list[str]:
        return [f"{self.kind}-{self.key}"]

    @property
    def pdf_cache_keys(self) -> list[str]:
        beside = {
            RecordKind.CASE: ["collections", LAWS],
            RecordKind.COLLECTION: [],
            RecordKind.OVERVIEW: ["collections"],
        }
        return [*self.cache_keys, *beside[RecordKind(self.kind)]]

    @property
    def text_url(self) -> str:
        return ""

    def pdf(self) -> bytes:
        history = [state.version for state in self.history()]
        return print_record(self.version, history, self.key, page_language())

    @property
    def pdf_url(self) -> str:
        if self.is_current:
            return reverse(f"{self.kind}_pdf", args=[self.key])
        return self._then("version_pdf")

    @property
    def url(self) -> str:
        return reverse(self.kind, args=[self.key])

    @property
    def history_url(self) -> str:
        return reverse(f"{self.kind}_history", args=[self.key])

    def version_url(self) -> str:
        return self._then("version")

    def cite_url(self) -> str:
        return self._then("version_cite")

    def files(self) -> list[VersionFile]:
        files = [
            VersionFile(_("PDF"), self._then("version_pdf")),
            VersionFile(_("JSON that was hashed"), self._then("version_canonical")),
        ]
        if self.kind == RecordKind.OVERVIEW:
            csv = VersionFile("CSV", self._then("version_csv"))
            json = VersionFile("JSON", self._then("version_json"))
            return [csv, json, *files]
        return files

    def citation(self) -> Citation:
        return citation_of(self.version, page_language())

    def cited_parts(self) -> list[CitedPart]:
        return [
            CitedPart(words, self._then("version_figure_cite", key))
            for key, words in figure_words(self.version, page_language())
        ]

    def history(self) -> list["PublishedRecord"]:
        if self.newest == 1:  # as most records have
            return [self]
        versions = RecordVersion.objects.history_of(self.version).defer("canonical")
        return [replace(self, version=version) for version in versions]

    def _then(self, name: str, *more: str) -> str:
        arguments = [self.key, self.version.number, *more]
        return reverse(f"{self.kind}_{name}", args=arguments)


@dataclass(frozen=True, slots=True)
class PublishedFigure(PublishedRecord):
    """A row of an overview, which is cited by itself."""

    figure: str

    def cite_url(self) -> str:
        return self._then("version_figure_cite", self.figure)

    def citation(self) -> Citation:
        citation = figure_citation(self.version, self.figure, page_language())
        if citation is None:
            raise Http404("The overview has no such row.")
        return citation

    def cited_parts(self) -> list[CitedPart]:
        return []


def find_record(
    kind: RecordKind, slug: str, number: int | None = None
) -> PublishedRecord:
    """Return the newest version of a record, or that of a number.

    Raises Http404 if readers know of none, Withdrawn if it is gone.
    """
    return _current(kind, slug) if number is None else _former(kind, slug, number)


def find_figure(slug: str, figure: str, number: int | None = None) -> PublishedFigure:
    shown = find_record(RecordKind.OVERVIEW, slug, number)
    return PublishedFigure(
        shown.version, shown.key, shown.newest, shown.is_current, figure
    )


find_case = partial(find_record, RecordKind.CASE)
find_collection = partial(find_record, RecordKind.COLLECTION)
find_overview = partial(find_record, RecordKind.OVERVIEW)


def _current(kind: RecordKind, slug: str) -> PublishedRecord:
    is_it = {f"current_{kind}__slug": slug}
    version = RecordVersion.objects.filter(**is_it).order_by().first()
    if version is not None:
        return PublishedRecord(version, slug, version.number, is_current=True)
    last = RecordVersion.objects.newest(kind, slug)
    if last is not None and last.is_withdrawal and last.key == slug:
        raise Withdrawn(PublishedRecord(last, slug, last.number, is_current=True))
    raise Http404("No such record is published.")


def _former(kind: RecordKind, slug: str, number: int) -> PublishedRecord:
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
    # a withdrawn version stays withdrawn: the first withdrawal since gives the reason
    for version in versions.values():
        if version.is_withdrawal:
            raise Withdrawn(PublishedRecord(version, slug, newest, is_current=False))
    return PublishedRecord(versions[number], slug, newest, is_current=False)
