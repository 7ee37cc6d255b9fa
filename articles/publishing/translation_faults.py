"""Faults of a translation, compared with the version that it was made from.

Words may be chosen freely; numbers, dates, case numbers, names in Chinese, links,
notes, embeds and headings may not. A wrong figure blocks publishing. Where a language
may write a small number as a word, or a text was shortened, the editor is told.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import chain

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Edition, Version
from articles.models.document import Document
from articles.publishing.problems import Problem
from cjo.lib.links import split_language
from cjo.lib.written_figures import months_in, numbers_in


class Kind(StrEnum):
    """The kind of a difference; figures and dates block publishing."""

    FIGURES = "figures"
    DATES = "dates"
    CASE_NUMBERS = "case numbers"
    NAMES = "names in Chinese"
    LINKS = "links"
    NOTES = "notes"
    EMBEDS = "embeds"
    HEADINGS = "headings"
    BLOCKS = "paragraphs"
    LENGTH = "length"

    @property
    def blocks(self) -> bool:
        return self in (Kind.FIGURES, Kind.DATES, Kind.CASE_NUMBERS)


_KINDS = {
    Kind.FIGURES: gettext_lazy("other figures"),
    Kind.DATES: gettext_lazy("other dates"),
    Kind.CASE_NUMBERS: gettext_lazy("other case numbers"),
    Kind.NAMES: gettext_lazy("other names in Chinese"),
    Kind.LINKS: gettext_lazy("other links"),
    Kind.NOTES: gettext_lazy("other notes"),
    Kind.EMBEDS: gettext_lazy("other embeds"),
    Kind.HEADINGS: gettext_lazy("other headings"),
    Kind.BLOCKS: gettext_lazy("other paragraphs"),
    Kind.LENGTH: gettext_lazy("a length that is far from the source"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """A difference from the source, with the field and the paragraph that has it.

    `missing` and `added` are the signs that the translation lacks or has beyond it.
    """

    field: str
    place: int  # of the paragraph, takeaway or source, from 1
    kind: Kind
    missing: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    # a number up to twelve, which may be a word, or a figure said once more or less
    may_be_meant: bool = False

    @property
    def blocks(self) -> bool:
        return self.kind.blocks and not self.may_be_meant

    def __str__(self) -> str:
        parts = [f"{self.field} {self.place}: {_KINDS[self.kind]}"]
        if self.missing:
            parts.append(_("missing %(signs)s") % {"signs": ", ".join(self.missing)})
        if self.added:
            parts.append(_("added %(signs)s") % {"signs": ", ".join(self.added)})
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Text:
    """The fields of a text that are compared, each in its parts, and its language."""

    language: str
    fields: dict[str, list[str]]

    @classmethod
    def of_document(cls, document: Document) -> "Text":
        fields = {
            "title": [document["title"]],
            "abstract": [document["abstract"]],
            "takeaways": list(document["takeaways"]),
            "body": _paragraphs(document["body"]),
            "sources": document["sources"].splitlines(),
        }
        return cls(document["language"], fields)

    @classmethod
    def of_draft(cls, edition: Edition) -> "Text":
        fields = {
            "title": [edition.title],
            "abstract": [edition.abstract],
            "takeaways": edition.takeaway_list,
            "body": _paragraphs(edition.body),
            "sources": edition.sources.splitlines(),
        }
        return cls(edition.language, fields)


def problems(edition: Edition) -> list[Problem]:
    """Return a problem for each figure or date of a draft that its source has not."""
    return [_problem(fault) for fault in faults_of_draft(edition) if fault.blocks]


def warnings(edition: Edition) -> list[Problem]:
    """Return the other differences, which an editor may have meant."""
    return [_problem(fault) for fault in faults_of_draft(edition) if not fault.blocks]


def faults_of_draft(edition: Edition) -> list[Fault]:
    source = edition.translated_from
    if source is None:
        return []
    return list(faults(Text.of_document(source.document), Text.of_draft(edition)))


def faults_of_version(version: Version, source: Version) -> list[Fault]:
    return list(
        faults(Text.of_document(source.document), Text.of_document(version.document))
    )


def faults(source: Text, translation: Text) -> Iterator[Fault]:
    """Yield the differences, paragraph by paragraph where both have as many.

    A field that the translation leaves out is not compared: of some articles only the
    title and the abstract are translated.
    """
    whole = _Passage("\n\n".join(chain(*source.fields.values())), source.language)
    for field, ours in translation.fields.items():
        theirs = source.fields[field]
        if not any(ours):
            continue
        pairs = [*zip(theirs, ours, strict=False)]
        if len(ours) != len(theirs):
            counts = (str(len(theirs)),), (str(len(ours)),)
            yield Fault(field, 1, Kind.BLOCKS, *counts)
            pairs = [("\n\n".join(theirs), "\n\n".join(ours))]
        for place, (text, translated) in enumerate(pairs, 1):
            passage = _Passage(text, source.language)
            our_passage = _Passage(translated, translation.language)
            yield from _Pair(field, place, passage, our_passage, whole).faults()


def _problem(fault: Fault) -> Problem:
    message = _("Compared with the version that it was translated from: %(fault)s.")
    return Problem(fault.field, message % {"fault": fault})


def _paragraphs(text: str) -> list[str]:
    return [part for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]


_EMBED = re.compile(r"\[\[[^\]]*\]\]")
_NOTE = re.compile(r"\[\^[^\]]+\]")
_ADDRESS = re.compile(r"(?<=\]\()[^)\s]*")
_BARE_ADDRESS = re.compile(r"https?://\S+")
_HEADING = re.compile(r"(?m)^#{1,6}(?= )")
_HAN = re.compile("[\u3400-\u9fff]+")
# A number of a case or a document: a year in brackets, then signs up to 号, or in Latin
_CASE_NUMBER = re.compile(
    r"[(（〔\[]\d{4}[)）〕\]]"
    r"(?:[^\s,，。;；、)）]{1,30}?号| (?:[A-Z][a-z]+ |\d{1,4} ){2,8}No\. ?\d+)"
)
_WORDS = (
    "- one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    " fifteen sixteen seventeen eighteen nineteen twenty"
)
_IN_WORDS = {word: Decimal(value) for value, word in enumerate(_WORDS.split())} | {
    "thirty": Decimal(30),
    "fifty": Decimal(50),
    "hundred": Decimal(100),
    "thousand": Decimal(1000),
}
_LARGEST_WORD = 12  # numbers up to it may be words, or figures
# A translation is that much shorter or longer, or it lacks something
_SHORTEST, _LONGEST = 0.25, 3.5
_TELLING = 200  # characters


class _Passage:
    """A paragraph in Markdown, taken apart into the signs that a translation keeps."""

    def __init__(self, markdown: str, language: str) -> None:
        self.markdown = markdown
        self.embeds = Counter(_EMBED.findall(markdown))
        self.notes = Counter(_NOTE.findall(markdown))
        # a link to a page here may lead to it in the translation's language
        self.links = Counter(
            split_language(link)[1] if link.startswith("/") else link
            for link in _ADDRESS.findall(markdown)
        )
        self.headings = Counter(_HEADING.findall(markdown))
        # by its figures: a language may write the same number in Latin letters
        self.case_numbers = Counter(
            "-".join(re.findall(r"\d+", number))
            for number in _CASE_NUMBER.findall(markdown)
        )
        plain = re.sub(r"(?m)^\d+\.(?= )", "", markdown)  # counts of a list
        for sign in (_EMBED, _NOTE, _ADDRESS, _BARE_ADDRESS, _CASE_NUMBER):
            plain = sign.sub(" ", plain)
        self.plain = plain
        self.names = () if language == "zh-hans" else tuple(_HAN.findall(plain))
        self.numbers = numbers_in(plain, language)
        self.months = months_in(plain, language)
        self.in_words = {
            _IN_WORDS[word]
            for word in re.findall("[a-z]+", plain.lower())
            if word in _IN_WORDS
        }


@dataclass(frozen=True, slots=True)
class _Pair:
    """A paragraph of a source and its translation, and the whole source."""

    field: str
    place: int
    source: _Passage
    translation: _Passage
    whole: _Passage

    def faults(self) -> Iterator[Fault]:
        source, translation = self.source, self.translation
        for kind, theirs, ours in (
            (Kind.EMBEDS, source.embeds, translation.embeds),
            (Kind.NOTES, source.notes, translation.notes),
            (Kind.LINKS, source.links, translation.links),
            (Kind.HEADINGS, source.headings, translation.headings),
            (Kind.CASE_NUMBERS, source.case_numbers, translation.case_numbers),
        ):
            missing = tuple((theirs - ours).elements())
            added = tuple((ours - theirs).elements())
            if missing or added:
                yield self._fault(kind, missing, added)
        if lost := [name for name in source.names if name not in translation.markdown]:
            yield self._fault(Kind.NAMES, lost)
        yield from self._figures()
        if missing := tuple(map(str, source.months - translation.months)):
            yield self._fault(Kind.DATES, missing)
        if added := tuple(map(str, translation.months - self.whole.months)):
            yield self._fault(Kind.DATES, (), added)
        length, our_length = len(source.plain), len(translation.plain)
        ratio = our_length / max(1, length)
        if max(length, our_length) > _TELLING and not _SHORTEST <= ratio <= _LONGEST:
            yield self._fault(Kind.LENGTH, [str(length)], [str(our_length)])

    def _figures(self) -> Iterator[Fault]:
        """Yield other numbers; those that may be meant come apart.

        A number up to twelve may be a word. A number can be said once more or less:
        “that year” is 2016 in another language, if the source has it at all.
        """
        theirs, ours = self.source.numbers, self.translation.numbers
        missing = (theirs - ours).keys() - self.translation.in_words
        added = (ours - theirs).keys() - self.source.in_words
        meant = {number for number in missing | added if _is_small(number)}
        meant |= missing & ours.keys()
        meant |= added & (self.whole.numbers.keys() | self.whole.in_words)
        for may_be_meant in (False, True):
            lacks = sorted(n for n in missing if (n in meant) == may_be_meant)
            extra = sorted(n for n in added if (n in meant) == may_be_meant)
            if lacks or (extra and not may_be_meant):
                signs = map(_plain, lacks), map(_plain, extra)
                yield self._fault(Kind.FIGURES, *signs, may_be_meant=may_be_meant)

    def _fault(
        self,
        kind: Kind,
        missing: Iterable[str],
        added: Iterable[str] = (),
        *,
        may_be_meant: bool = False,
    ) -> Fault:
        signs = tuple(missing), tuple(added)
        return Fault(self.field, self.place, kind, *signs, may_be_meant)


def _is_small(number: Decimal) -> bool:
    return number == int(number) and number <= _LARGEST_WORD


def _plain(number: Decimal) -> str:
    return f"{number:f}"
