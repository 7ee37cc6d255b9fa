"""A text in two languages side by side, passage by passage.

An id is in a page once: those of the second text get a prefix. Its headings are none to
a screen reader, which would else list each section twice. A record that both show in
the same state is shown once, in the language of the page: its figures are the same.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.extensions import registries
from articles.markup.anchors import anchor_of
from articles.markup.block_ids import EMBED as EMBED_IN_MARKDOWN
from articles.models import Rendering, Version
from articles.models.document import Document
from articles.presentation.alignment import Change, Row, align, rows_since
from articles.presentation.behind import newest_of_source
from articles.presentation.method import method_line, source_line
from articles.presentation.notices import notices_of
from articles.presentation.passages import EMBED, Passage, html_of, passages_of
from articles.presentation.summary import summary_line
from articles.rendering.shown_parts import key_in
from articles.rendering.tree import Element
from cjo.lib.languages import Language, get_language, page_language
from cjo.lib.locales import number_text

PARTS = ("takeaways", "body", "sources")
_PREFIX = "beside-"
_REFERRING = ("aria-labelledby", "aria-describedby", "headers")


class Side:
    """A text as one of the two columns, with what readers are told of it.

    How it was made is told in the language of the page; its notices are in its own, as
    they are on its own page.
    """

    def __init__(self, version: Version) -> None:
        self.version = version
        edition = version.edition
        self.url = edition.get_absolute_url()
        self.version_url = edition.url_of("version", version.number)
        self.method_line = method_line(version.method, version.document["reviewed_by"])
        self.source_line = source_line(version)

    @property
    def language(self) -> Language:
        return get_language(self.version.language)

    @cached_property
    def notices(self) -> SafeString:
        with translation.override(self.version.language):
            notices = notices_of(self.version)
            if self.version.has_text:
                return notices
            summary = summary_line(self.version)
            return format_html('{}<p class="notice">{}</p>', notices, summary)


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row as HTML; without `second`, where `is_whole`, the first is for both."""

    id: str
    first: SafeString
    second: SafeString
    is_whole: bool
    note: str


@dataclass(frozen=True, slots=True)
class Beside:
    """The rows of each part. `is_uneven` if some passages have no counterpart.

    `title_note` and `abstract_note` say that those of the source changed since.
    """

    rows: dict[str, list[ShownRow]]
    is_uneven: bool
    title_note: str
    abstract_note: str


def behind_sentence(first: Version, second: Version) -> str:
    """Return that one text was made from an older version of the other; else ""."""
    translated = _translation(first, second)
    source = translated and translated.translated_from
    newest = translated and newest_of_source(translated)
    if source is None or newest is None:
        return ""
    # Translators: Above two texts in two columns; {made} and {newest} are numbers of
    # versions.
    sentence = _(
        "The translation was made from version {made} of its source text. Version "
        "{newest} is shown beside it, and what has changed since is marked."
    )
    return sentence.format(
        made=number_text(source.number, page_language()),
        newest=number_text(newest.number, page_language()),
    )


def rows_of_part(
    part: str, translated: Rendering, source: Rendering, newest: Rendering
) -> tuple[Element, list[Row]]:
    """Return the tree of a part of a translation, and its rows with the newest."""
    root, mine = _passages(translated, part)
    _source_root, former = _passages(source, part)
    _newest_root, now = _passages(newest, part)
    return root, rows_since(mine, former, now)


def anchor(part: str, place: int, row: Row) -> str:
    """Return the id of a row: that of its passage where it has one."""
    own = next((passage.id for passage in row.first if passage.id), "")
    return own or f"{part}-{place}"


def change_label(change: Change) -> str:
    match change:
        case Change.CHANGED:
            # Translators: Above a passage of a translation.
            return _("The source text of this passage has changed since")
        case Change.ADDED:
            # Translators: Between passages of a translation, which has none for it.
            return _("The source text has a new passage here")
        case Change.REMOVED:
            # Translators: Above a passage of a translation.
            return _("The source text no longer has this passage")
        case _:
            return ""


def side_by_side(first: Version, second: Version) -> Beside:
    """Return the rows of two current versions; one query if one of them is behind."""
    former = _former_source(first, second)
    rows = {part: _rows(part, first, second, former) for part in PARTS}
    every = [
        (part, place, row)
        for part, of_part in rows.items()
        for place, row in enumerate(of_part)
    ]
    whole = {
        (part, place)
        for part, place, row in every
        if _is_same_record(row, first.document, second.document)
    }
    _make_second(
        [
            passage.element
            for part, place, row in every
            if (part, place) not in whole
            for passage in row.second
        ]
    )
    shown: dict[str, list[ShownRow]] = {part: [] for part in PARTS}
    for part, place, row in every:
        name = anchor(part, place, row)
        shown[part].append(_shown(name, row, is_whole=(part, place) in whole))
    # that one is only a summary is said by itself
    has_texts = first.has_text and second.has_text
    is_uneven = any(
        not row.is_pair and not row.change
        for part, _place, row in every
        if part != "body" or has_texts
    )
    title, abstract = changed_head(_translation(first, second))
    return Beside(
        shown,
        is_uneven,
        title_note=_note(title),
        abstract_note=_note(abstract),
    )


def changed_head(translated: Version | None) -> tuple[Change, Change]:
    """Return the changes of the title and the abstract of a source."""
    source = translated and translated.translated_from
    newest = translated and newest_of_source(translated)
    if source is None or newest is None:
        return Change.NONE, Change.NONE
    return (
        Change.NONE if source.title == newest.title else Change.CHANGED,
        Change.NONE if source.abstract == newest.abstract else Change.CHANGED,
    )


def _translation(first: Version, second: Version) -> Version | None:
    """Return the one of two texts that was translated from the other."""
    for translated, other in ((first, second), (second, first)):
        source = translated.translated_from
        if source is not None and source.edition_id == other.edition_id:
            return translated
    return None


def _former_source(first: Version, second: Version) -> Rendering | None:
    """Return the rendering of the older version that one was translated from."""
    translated = _translation(first, second)
    if translated is None or newest_of_source(translated) is None:
        return None
    source = translated.translated_from_id
    return Rendering.objects.defer("plain_text").filter(version=source).first()


def _rows(
    part: str, first: Version, second: Version, former: Rendering | None
) -> list[Row]:
    _root, mine = _passages(first.rendering, part)
    _other_root, theirs = _passages(second.rendering, part)
    # sources are not marked: their numbers and order say nothing of the text
    if former is None or part == "sources":
        return [Row(*pair) for pair in align(mine, theirs)]
    _former_root, source = _passages(former, part)
    if _translation(first, second) is first:
        return rows_since(mine, source, theirs)
    return [row.turned() for row in rows_since(theirs, source, mine)]


def _passages(rendering: Rendering, part: str) -> tuple[Element, list[Passage]]:
    return passages_of(getattr(rendering, f"{part}_html"))


def _is_same_record(row: Row, mine: Document, theirs: Document) -> bool:
    """Whether both sides of a row show one record, in the same state."""
    if not (row.is_pair and row.first[0].kind == row.second[0].kind == EMBED):
        return False
    # shown a second time, it has a number behind its id
    name = "-".join(row.first[0].id.split("-")[:2])
    state = _states(mine).get(name)
    is_same = state is not None and state == _states(theirs).get(name)
    return is_same and row.first[0].id == row.second[0].id


def _states(document: Document) -> dict[str, str]:
    """Return the hash of the state of each record in a text, by the id of its embed."""
    shown = {(each["kind"], each["key"]): each["hash"] for each in document["embeds"]}
    states: dict[str, str] = {}
    for name, argument in EMBED_IN_MARKDOWN.findall(document["body"]):
        embed = registries.embeds.get(name)
        state = embed and shown.get((embed.record_kind, key_in(argument)))
        if state:
            states[anchor_of(f"{name}:{argument}")] = state
    return states


def _make_second(elements: list[Element]) -> None:
    """Give the second text ids of its own, and headings that are none in an outline."""
    every = [element for root in elements for element in root.iter()]
    ids = {element.get("id") for element in every} - {None}
    for element in every:
        if element.get("id"):
            element.set("id", _PREFIX + element.get("id"))
        if element.get("href", "").startswith("#") and element.get("href")[1:] in ids:
            element.set("href", f"#{_PREFIX}{element.get('href')[1:]}")
        for name in _REFERRING:
            if element.get(name):
                names = element.get(name).split()
                renamed = (_PREFIX + each if each in ids else each for each in names)
                element.set(name, " ".join(renamed))
        if element.tag in ("h2", "h3", "h4", "h5", "h6"):
            element.set("role", "presentation")


def _shown(name: str, row: Row, *, is_whole: bool) -> ShownRow:
    # the id is on the passage itself, if that has one
    is_named = any(passage.id for passage in row.first)
    return ShownRow(
        id="" if is_named else name,
        first=html_of(row.first),
        second=SafeString() if is_whole else html_of(row.second),
        is_whole=is_whole,
        note=_note(row.change),
    )


def _note(change: Change) -> str:
    """Return the label of a row: which of the columns is the source is seen."""
    # Translators: Above a passage in two languages, in two columns.
    return _("Changed in the source text since it was translated") if change else ""
