"""Flaws of a draft's Markdown in words: problems, and warnings about doubtful lines."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from articles.extensions import registries
from articles.markup.flaws import Flaw, FlawKind
from articles.markup.inline_marks import embeds_in
from articles.models import Edition
from articles.publishing.problems import Problem
from articles.rendering import Rendered

_LONGEST = 60  # characters of a line that a message repeats


def problems(edition: Edition, rendered: Rendered) -> Iterator[Problem]:
    """Yield the flaws that readers would see: a text that has them is not published."""
    message = _(
        "“%(text)s” would be printed as it is typed: only the text, the takeaways and "
        "the sources show records. Write it in words."
    )
    for field in ("title", "abstract"):
        for embed in embeds_in(getattr(edition, field), registries.embeds):
            yield Problem(field, message % {"text": embed})
    for field, flaw in rendered.flaws:
        if flaw.kind.blocks:
            yield Problem(field, _sentence(field, flaw))


def failures(rendered: Rendered) -> Iterator[Problem]:
    """Yield the problem of a text that could not be converted within its limits."""
    for field, flaw in rendered.flaws:
        if flaw.kind.is_failure:
            yield Problem(field, _sentence(field, flaw))


def warnings(rendered: Rendered) -> Iterator[Problem]:
    """Yield the lines that may not become what their writer meant."""
    for field, flaw in rendered.flaws:
        if not flaw.kind.blocks:
            yield Problem(field, _sentence(field, flaw))


def _sentence(field: str, flaw: Flaw) -> str:
    match flaw.kind:
        case FlawKind.TOO_SLOW:
            sentence = _(
                "%(place)s: this field takes too long to convert. This line has the "
                "most marks: “%(text)s”. Take out marks, or divide the text."
            )
        case FlawKind.TOO_DEEP:
            sentence = _(
                "%(place)s: lists or quotations are nested too deep. Look at this "
                "line first: “%(text)s”."
            )
        case FlawKind.TOO_LARGE:
            sentence = _(
                "%(place)s: this field takes too much memory to convert. This line "
                "has the most marks: “%(text)s”. Divide the text."
            )
        case FlawKind.NO_TURN:
            sentence = _(
                "The site is converting other texts. Nothing is lost: try again in a "
                "few seconds."
            )
        case FlawKind.EMBED:
            sentence = _(
                "%(place)s: “%(text)s” is a broken embed. Write [[name:key]], with "
                "two brackets on each side and without spaces."
            )
        case FlawKind.TABLE_RULE:
            sentence = _(
                "%(place)s: the table that begins “%(text)s” has no rule, or a rule "
                "with another number of columns. Write --- | --- under its first row."
            )
        case FlawKind.FENCE:
            sentence = _(
                "%(place)s: “%(text)s” begins code that never ends. Write the same "
                "marks in a line of their own after it."
            )
        case FlawKind.UNKNOWN_NOTE:
            sentence = _(
                "%(place)s: the note %(text)s has no text in this field. Write "
                "%(text)s: and the note, in a line of its own."
            )
        case FlawKind.NOTE_TWICE:
            sentence = _(
                "%(place)s: there are two notes with the name “%(text)s”. Give one "
                "of them another name."
            )
        case FlawKind.UNUSED_NOTE:
            sentence = _(
                "%(place)s: nothing refers to the note “%(text)s”. It is printed "
                "after the others."
            )
        case FlawKind.LIST_BEGUN:
            sentence = _(
                "%(place)s: “%(text)s” was read as the beginning of a list. If it "
                "is none, write a backslash before its sign."
            )
        case FlawKind.LIST_NOT_BEGUN:
            sentence = _(
                "%(place)s: “%(text)s” was read as part of the paragraph above. If "
                "a list begins here, leave an empty line before it."
            )
        case FlawKind.LIST_NUMBER:
            sentence = _(
                "%(place)s: “%(text)s” will have the next number of its list, not "
                "the number that is written."
            )
        case FlawKind.ELEMENT:
            sentence = _(
                "%(place)s: readers do not get the HTML element “%(text)s>”. If it "
                "is meant as words, write a backslash before the bracket."
            )
        case FlawKind.RECORD_IN_LINE:
            sentence = _(
                "%(place)s: in “%(text)s” a record parts the line. Write it in a line "
                "of its own."
            )
    return sentence % {"place": _place(field, flaw), "text": _shortened(flaw.text)}


def _place(field: str, flaw: Flaw) -> str:
    places = {
        "sources": _("Sources, line %(line)s"),
        "takeaways": _("Key takeaways, line %(line)s"),
    }
    return places.get(field, _("Line %(line)s")) % {"line": flaw.line}


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
