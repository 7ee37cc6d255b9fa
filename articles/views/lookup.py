"""Lookup: a text by its slug, in the language of the page, at a version."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from articles.models import Article, Edition, Version
from articles.pdf.edition import print_version
from articles.presentation.citation import citation_of
from articles.presentation.published import (
    CitedPart,
    NotInLanguage,
    VersionFile,
    Withdrawn,
)
from cjo.lib.languages import page_language
from cjo.lib.references import Citation

_PAGE = Q(article__kind=Article.Kind.PAGE)


@dataclass(frozen=True, slots=True)
class PublishedEdition:
    """An article or page in one language at one of its versions: a Published."""

    edition: Edition
    version: Version

    @property
    def title(self) -> str:
        return self.version.title

    @property
    def note(self) -> str:
        return self.version.change_note

    @property
    def is_newest(self) -> bool:
        return self.version.pk == self.edition.current_version_id

    @property
    def languages(self) -> list[str]:
        return [self.edition.language]

    @property
    def cache_keys(self) -> list[str]:
        """Return its own keys, and those of the records that its notices are about."""
        shown = [f"{e['kind']}-{e['key']}" for e in self.version.document["embeds"]]
        return [*self.edition.cache_keys, *dict.fromkeys(shown)]

    @property
    def url(self) -> str:
        return self.edition.get_absolute_url()

    @property
    def pdf_cache_keys(self) -> list[str]:
        return self.cache_keys

    @property
    def text_url(self) -> str:
        return self.form_url("text")

    def pdf(self) -> bytes:
        return print_version(self.version)

    @property
    def history_url(self) -> str:
        return self.edition.url_of("history")

    def version_url(self) -> str:
        return self.edition.url_of("version", self.version.number)

    def cite_url(self) -> str:
        return self.edition.url_of("version_cite", self.version.number)

    def form_url(self, form: str) -> str:
        """Return the address of another form, `pdf`, `text` or `cite`."""
        if self.is_newest:
            return self.edition.url_of(form)
        return self.edition.url_of(f"version_{form}", self.version.number)

    def files(self) -> list[VersionFile]:
        pages = {
            "version_pdf": _("PDF"),
            "version_text": _("Markdown"),
            # Translators: The name of a download: the data of a version, exactly as its
            # checksum was computed.
            "version_canonical": _("JSON that was hashed"),
        }
        if self.edition.article.is_page or self.edition.article.is_listing:
            pages = {"version_canonical": pages["version_canonical"]}
        return [
            VersionFile(label, self.edition.url_of(page, self.version.number))
            for page, label in pages.items()
        ]

    def citation(self) -> Citation:
        if self.edition.article.is_listing:
            raise Http404("Only its title is known: there is no text to cite.")
        return citation_of(self.version)

    def cited_parts(self) -> list[CitedPart]:
        return []

    def history(self) -> list["PublishedEdition"]:
        versions = Version.objects.history_of(self.version).defer("canonical")
        return [replace(self, version=version) for version in versions]


def find_article(slug: str, number: int | None = None) -> PublishedEdition:
    """Return an article or listing in the language of the page."""
    return _find(~_PAGE, slug, number)


def find_page(slug: str, number: int | None = None) -> PublishedEdition:
    return _find(_PAGE, slug, number)


def _find(kind: Q, slug: str, number: int | None) -> PublishedEdition:
    editions = Edition.objects.filter(
        kind, article__slug=slug, current_version__isnull=False
    ).for_reading()
    edition = editions.in_language(page_language()).first()
    current = edition.current_version if edition else None
    if edition is None or current is None:
        if editions.exists():
            raise NotInLanguage(slug)
        raise Http404("Nothing was ever published at this address.")
    current.edition = edition  # saves the query for it
    if edition.is_withdrawn:
        raise Withdrawn(PublishedEdition(edition, current))
    # a current version was not withdrawn: nothing more to ask
    if number is None or number == current.number:
        return PublishedEdition(edition, current)
    return _former(edition, number)


def _former(edition: Edition, number: int) -> PublishedEdition:
    versions = Version.objects.select_related(
        "rendering", "translated_from__edition__current_version"
    )
    version = versions.filter(edition=edition, number=number).first()
    if version is None:
        raise Http404("This text never had such a version.")
    version.edition = edition
    withdrawal = Version.objects.withdrawal_of(version)
    if withdrawal is not None:
        withdrawal.edition = edition
        raise Withdrawn(PublishedEdition(edition, withdrawal))
    return PublishedEdition(edition, version)
