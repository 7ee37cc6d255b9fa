"""Words, dates and numbers of a snapshot, in the language of a page."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from babel import Locale
from babel.dates import format_interval
from babel.numbers import format_currency
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Method
from cases.models import RecordVersion
from cases.numbers.normalise import HAN
from cases.snapshots.schema import CourtShape, PeriodShape, ProvisionShape, Texts
from cjo.lib.languages import get_language
from cjo.lib.locales import Precision, date_text

_DIGITS = {"year": 4, "month": 7, "day": 10}
IN_HAN = {"zh-hans", "ja"}
_HAN_RUN = re.compile(f"([{HAN}]+)")
_MADE_UP = (Method.MACHINE, Method.MACHINE_REVIEWED)
_INTERVAL = {Precision.DAY: "yMMMd", Precision.MONTH: "yMMMM", Precision.YEAR: "y"}


class Words(str):
    """A text with its language; as HTML it says so where that is not the page's."""

    __slots__ = ("foreign", "language")

    language: str
    foreign: bool

    def __new__(cls, text: str, language: str, shown_in: str) -> Self:
        words = super().__new__(cls, text)
        words.language = language
        words.foreign = language != shown_in
        return words

    def __html__(self) -> SafeString:
        if not self.foreign:
            return escape(str(self))
        return format_html(
            '<span lang="{}" dir="{}">{}</span>', self.tag, self.direction, str(self)
        )

    @property
    def plain(self) -> str:
        """Return the text alone, for an element that has its own `lang`."""
        return str.__str__(self)

    @property
    def tag(self) -> str:
        return get_language(self.language).tag

    @property
    def direction(self) -> str:
        return get_language(self.language).direction

    @property
    def language_name(self) -> str:
        return get_language(self.language).endonym

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.split("\n") if line.strip()]


class Mixed(Words):
    """Words in which a name may stand in Chinese letters: as HTML it says so too."""

    __slots__ = ()

    @property
    def runs(self) -> list[Words]:
        """Return its parts, each in one language."""
        if self.language in IN_HAN:
            return [Words(self.plain, self.language, self.language)]
        return [
            Words(part, "zh-hans" if number % 2 else self.language, self.language)
            for number, part in enumerate(_HAN_RUN.split(self.plain))
            if part
        ]

    @property
    def inner(self) -> SafeString:
        """Return it as HTML for an element that has its own `lang`."""
        if self.language in IN_HAN or not _HAN_RUN.search(self):
            return escape(self.plain)
        return format_html_join("", "{}", ((run,) for run in self.runs))

    def __html__(self) -> SafeString:
        if not self.foreign:
            return self.inner
        return format_html(
            '<span lang="{}" dir="{}">{}</span>', self.tag, self.direction, self.inner
        )


def choose(texts: Texts, field: str, language: str) -> Words:
    """Return a field in this language, else in English, else in any."""
    for candidate in _preferred(texts, language):
        text = texts.get(candidate, {}).get(field, "")
        if text:
            return Words(text, candidate, language)
    return Words("", language, language)


def note_words(version: RecordVersion, language: str) -> Words:
    """Return what readers were told of a change; a note is in one language only."""
    return Words(version.change_note, version.note_language, language)


def shown_language(texts: Texts, language: str) -> str:
    """Return the language of the words that a page shows; English if there are none."""
    return next((one for one in _preferred(texts, language) if one in texts), "en")


def _preferred(texts: Texts, language: str) -> tuple[str, ...]:
    return language, "en", *sorted(texts)


def beside(texts: Texts, field: str, language: str) -> Words:
    """Return a field in the other language that stands beside the page's."""
    other = "en" if language == "zh-hans" else "zh-hans"
    chosen = choose(texts, field, language)
    text = texts.get(other, {}).get(field, "")
    return Words("" if chosen.language == other else text, other, language)


def recorded_name(texts: Texts, language: str) -> Words:
    """Return the name of a case, as a source gives it, in the page's language if any.

    One that only a machine made is for reading: it goes into no citation, no data.
    """
    return choose(recorded_texts(texts), "name", language)


def recorded_second_name(texts: Texts, language: str) -> Words:
    """Return the recorded name that stands beside the page's, if it is another."""
    second = beside(recorded_texts(texts), "name", language)
    same = second == recorded_name(texts, language)
    return Words("", second.language, language) if same else second


def recorded_texts(texts: Texts) -> Texts:
    """Return the texts without the names of those that only a machine named."""
    return {
        language: text
        for language, text in texts.items()
        if text.get("names_method") not in _MADE_UP
    }


def methods(texts: Texts, language: str) -> str:
    """Return how the text that a page shows was made."""
    return texts.get(shown_language(texts, language), {}).get("method", "original")


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def known_day(text: str | None, precision: str) -> str:
    """Return `2023-10`, an ISO 8601 date with no more than is known; "" if nothing."""
    return (text or "")[: _DIGITS.get(precision, 0)]


def date(text: str | None, precision: str, language: str) -> str:
    return date_text(day(text), precision, language)


def period(shape: PeriodShape | None, language: str) -> str:
    """Return `October 2023 – October 2024`: no more than is known."""
    if shape is None:
        return ""
    start, end = dt.date.fromisoformat(shape["start"]), day(shape["end"])
    skeleton = _INTERVAL[Precision(shape["precision"])]
    locale = Locale.parse(get_language(language).locale)
    return format_interval(start, end, skeleton, locale=locale)


def money(value: str, currency: str, language: str) -> str:
    """Return an amount as the language writes it, without empty decimals."""
    amount = Decimal(value)
    whole = amount == amount.to_integral_value()
    return format_currency(
        amount.to_integral_value() if whole else amount,
        currency,
        locale=Locale.parse(get_language(language).locale),
        currency_digits=not whole,
        format="¤#,##0" if whole else None,
    )


def share(value: int, base: int, digits: int = 1) -> Decimal:
    """Return a share in per cent, rounded as people round."""
    exact = Decimal(value) * 100 / Decimal(base)
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def court_name(court: CourtShape | None, language: str) -> Words:
    return choose(court["texts"] if court else {}, "name", language)


def law_name(provision: ProvisionShape, language: str) -> Words:
    short = choose(provision["texts"], "abbreviation", language)
    title = choose(provision["texts"], "title", language)
    return title if short.foreign and not title.foreign else short or title


def article_name(provision: ProvisionShape, *, whole: bool = False) -> str:
    """Return `art. 13, para. 1(2)`, in the language that is active.

    Laws of China count articles (条), paragraphs in them (款), and items in those (项):
    Legislation Law, art. 65. `whole` leaves out where in the article it stands.
    """
    paragraph, item = provision["paragraph"], provision.get("item", "")
    if whole or not (paragraph or item):
        form = _("art. %(article)s")
    elif "item" not in provision:
        form = pgettext("paragraph or item", "art. %(article)s(%(paragraph)s)")
    elif not paragraph:
        form = _("art. %(article)s(%(item)s)")
    elif not item:
        form = _("art. %(article)s, para. %(paragraph)s")
    else:
        form = _("art. %(article)s, para. %(paragraph)s(%(item)s)")
    return form % {
        "article": provision["article"],
        "paragraph": paragraph,
        "item": item,
    }
