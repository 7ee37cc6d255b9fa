"""Courts, laws and their articles as search sources."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from articles.extensions.types import SearchResult, SearchSource
from cases.citations.names import any_of
from cases.citations.provisions import Citations
from cases.extensions.search_records import joined
from cases.models import Court, Law, LawText, Provision
from cases.presentation.provision import provision_name
from cases.presentation.text import choose, second_text
from cases.publishing import search_rows
from cases.snapshots import texts_of
from cjo.lib import chinese_numerals
from cjo.lib.locales import Precision, date_text
from cjo.lib.search_folding import letters
from cjo.lib.turn import in_turn

ARTICLES_LIMIT = 20  # of all laws, for a number alone
# What stands beside the name of a law in a query for one of its articles
_BESIDE = (
    r"(?:\s|\b(?:of|the|in|under|prc|chinese|china|arts?|articles?)\b"
    r"|中华人民共和国|的|第)*"
)
_NUMERAL = f"[0-9]{{1,5}}|[{chinese_numerals.SIGNS}]{{1,9}}"
_ARTICLE = re.compile(
    rf"{_BESIDE}(?P<number>{_NUMERAL})(?:\s?条)?"
    rf"(?:\s?之\s?(?P<suffix>{_NUMERAL}))?{_BESIDE}"
)
_ARTICLE_ALONE = re.compile(
    rf"art(?:icle)?\s(?P<latin>[0-9]{{1,5}})|第?(?P<chinese>{_NUMERAL})\s?条"
)
_WRITTEN = re.compile(rf"第(?P<number>{_NUMERAL})(?=条)")
_POSSESSIVE = re.compile("['’]s(?![a-z])")
_NUMBERED = re.compile(f"[0-9{chinese_numerals.SIGNS}]")


class ReferenceSearch(SearchSource):
    """Courts and laws are found by the rows as they are: they have no versions."""

    model: ClassVar[type[Court | Law]]
    store: ClassVar[Callable[[Any], None]]

    def result(self, row: Any, language: str) -> SearchResult:
        raise NotImplementedError

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        with translation.override(language):
            return {row.slug: self.result(row, language) for row in self._rows(keys)}

    def keys(self) -> list[str]:
        return list(self.model._default_manager.values_list("slug", flat=True))

    @in_turn
    def index(self, keys: Iterable[str]) -> None:
        for row in self._rows(keys):
            type(self).store(row)

    def _rows(self, keys: Iterable[str]) -> QuerySet[Any]:
        rows = self.model._default_manager.filter(slug__in=list(keys))
        return rows.prefetch_related("texts")


class CourtSearch(ReferenceSearch):
    kind = "court"
    model = Court
    store = search_rows.index_court

    @property
    def heading(self) -> str:
        return _("Courts")

    def result(self, court: Court, language: str) -> SearchResult:
        texts = texts_of(court.texts.all())
        name = choose(texts, "name", language)
        return SearchResult(
            title=str(name) or court.slug,
            language=name.language,
            abstract="",
            url=court.get_absolute_url(),
            detail=joined(
                choose(texts, "short_name", language),
                second_text(texts, "name", language),
            ),
        )


class LawSearch(ReferenceSearch):
    kind = "law"
    model = Law
    store = search_rows.index_law

    @property
    def heading(self) -> str:
        return _("Laws")

    def result(self, law: Law, language: str) -> SearchResult:
        texts = texts_of(law.texts.all())
        title = choose(texts, "title", language)
        short = choose(texts, "abbreviation", language)
        since = date_text(law.in_force_on, Precision.DAY, language)
        return SearchResult(
            title=str(title) or law.slug,
            language=title.language,
            abstract="",
            url=law.get_absolute_url(),
            detail=joined(
                short if short != title else "",
                second_text(texts, "title", language),
                _("in force since %(date)s") % {"date": since} if since else "",
            ),
        )


class ProvisionSearch(SearchSource):
    """Articles of laws have no words of their own: a query has to name them."""

    kind = "provision"

    @property
    def heading(self) -> str:
        return _("Articles of laws")

    def results(self, keys: Iterable[str], language: str) -> dict[str, SearchResult]:
        wanted = Q(pk__in=[])
        for key in keys:
            law, *version, article = key.split("/")
            number, _hyphen, suffix = article.partition("-")
            found = Q(law__slug=law, number=number, suffix=suffix or 0)
            former = Q(is_newest=False, version__key__in=version)
            wanted |= found & (former if version else Q(is_newest=True))
        provisions = Provision.objects.filter(wanted).select_related("law", "version")
        with translation.override(language):
            return {
                provision.key: self._result(provision, language)
                for provision in provisions.prefetch_related("law__texts")
            }

    def keys(self) -> list[str]:
        return []

    def index(self, keys: Iterable[str]) -> None:
        """Do nothing: they have no rows."""

    def _result(self, provision: Provision, language: str) -> SearchResult:
        name = provision_name(provision, language)
        texts = texts_of(provision.law.texts.all())
        return SearchResult(
            title=name.title,
            language=choose(texts, "title", language).language,
            abstract="",
            url=provision.get_absolute_url(),
            detail=joined(name.second_title),
        )


def things_named(query: str) -> list[tuple[str, str]]:
    """Return the articles of laws that a query names, and their laws."""
    named = articles_named(query)
    if not named:
        return [("provision", key) for key in _of_any_law(query)]
    laws = dict.fromkeys(("law", law) for law, _article, _version in named)
    return [*(("provision", key) for key in _keys(named)), *laws]


def articles_named(query: str) -> list[tuple[str, str, str]]:
    """Return the articles that a query cites: law, article and the year of its text.

    Readers also write less than a citation: “civil code 1035”, “PIPL 13”, 民法典1035.
    """
    if not _NUMBERED.search(query):
        return []
    names = LawText.objects.names_by_law()
    cited = [
        (citation.law, citation.article, citation.version)
        for citation in Citations(names).find(query)
        if citation.article
    ]
    return list(dict.fromkeys(cited or _briefly_named(query, names)))


def _keys(named: list[tuple[str, str, str]]) -> list[str]:
    """Return the keys of articles, without those of versions that are not on record."""
    dated = {law for law, _article, version in named if version}
    rows = Law.objects.filter(slug__in=dated).prefetch_related("versions")
    laws = {law.slug: law for law in (rows if dated else ())}
    keys = [
        laws[law].key_in(version, article) if version else f"{law}/{article}"
        for law, article, version in named
    ]
    return list(filter(None, keys))


def _of_any_law(query: str) -> list[str]:
    """Return the articles with the number that a query consists of: “article 13”."""
    article = _ARTICLE_ALONE.fullmatch(_plain(query))
    number = (
        chinese_numerals.read(article["latin"] or article["chinese"])
        if article
        else None
    )
    if number is None:
        return []
    provisions = Provision.objects.filter(number=number, suffix=0, is_newest=True)
    return [row.key for row in provisions.select_related("law")[:ARTICLES_LIMIT]]


def other_writings(word: str) -> Iterator[str]:
    """Yield a word with the numbers of its articles in the other script.

    第1035条 is 第一千零三十五条.
    """
    written = _WRITTEN.sub(lambda match: f"第{_other(match['number'])}", word)
    if written != word:
        yield written


def _other(numeral: str) -> str:
    number = chinese_numerals.read(numeral)
    if number is None or number > chinese_numerals.LARGEST:
        return numeral
    return chinese_numerals.write(number) if numeral.isdecimal() else str(number)


def _briefly_named(
    query: str, names: dict[str, list[str]]
) -> Iterator[tuple[str, str, str]]:
    laws = {_plain(name): law for law, several in names.items() for name in several}
    pattern, plain = any_of(laws), _plain(query)
    name = pattern.search(plain) if pattern else None
    if name is None:
        return
    article = _ARTICLE.fullmatch(f"{plain[: name.start()]} {plain[name.end() :]}")
    number = chinese_numerals.read(article["number"]) if article else None
    if article and number:
        suffix = chinese_numerals.read(article["suffix"] or "")
        yield laws[name[0]], f"{number}-{suffix}" if suffix else str(number), ""


def _plain(text: str) -> str:
    return " ".join(letters(_POSSESSIVE.sub("", text)).split())
