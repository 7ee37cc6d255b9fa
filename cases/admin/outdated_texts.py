"""Texts that show older versions of records: the changes they lack, and their note."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from articles.admin.act_forms import NOTE_LENGTH, ChangeForm
from articles.extensions.types import RecordState
from articles.models import ChangeType, Edition, Mention, Version, choose_text
from articles.models.edition import EditionQuerySet
from articles.rendering.shown_parts import Comparison, key_in, parts_in
from cases.models import RecordVersion
from cases.presentation.text import change_note_in
from cjo.lib.languages import Language, get_language

# Lightest first: readers are told of the gravest change that their text takes over
_GRAVITY = (
    ChangeType.TYPO,
    ChangeType.CLARIFICATION,
    ChangeType.TRANSLATION,
    ChangeType.WITHDRAWAL,
    ChangeType.UPDATE,
    ChangeType.CORRECTION,
)


@dataclass(frozen=True, slots=True)
class OutdatedRecord:
    """A record in a text: the version shown, and the later ones, oldest first.

    `telling` are the later versions that changed what the text shows of the record, in
    its own language.
    """

    kind: str
    key: str
    label: str
    shown: int
    later: list[RecordVersion]
    telling: list[RecordVersion]

    @property
    def newest(self) -> RecordVersion:
        return self.later[-1]

    def notes_in(self, language: str) -> list[str]:
        """Return the public notes in a language on what the text shows, each once."""
        notes = [
            note.plain
            for note in (change_note_in(each, language) for each in self.telling)
            if note.plain and note.language == language
        ]
        return list(dict.fromkeys(notes))


@dataclass
class OutdatedArticle:
    """An article in one language that shows older records.

    `form` is the form that was sent for it, if it has to be shown again.
    """

    edition: Edition
    version: Version
    language: Language
    records: list[OutdatedRecord] = field(default_factory=list)
    form: ChangeForm | None = None

    @property
    def change(self) -> str:
        """Return the change type to suggest: the gravest that reaches this text.

        Where no change does, there is nothing to tell readers: a typing error.
        """
        telling = [
            ChangeType(version.change_type)
            for record in self.records
            for version in record.telling
        ]
        gravest = max(telling, key=_GRAVITY.index, default=ChangeType.TYPO)
        # the text itself is neither translated nor withdrawn by showing the record
        if gravest in (ChangeType.TRANSLATION, ChangeType.WITHDRAWAL):
            return ChangeType.UPDATE.value
        return gravest.value

    @property
    def is_held(self) -> bool:
        """Return whether it shows a withdrawn record, and so cannot be published."""
        return any(record.newest.is_withdrawal for record in self.records)

    @cached_property
    def note(self) -> str:
        if self.change == ChangeType.TYPO:
            return ""
        return prepared_note(self.records, self.edition.language)


def prepared_note(records: Sequence[OutdatedRecord], language: str) -> str:
    """Return the note to suggest, whole and in the language of the text.

    It repeats the records' own notes that are in this language, or, where that would
    be too long, only names the versions, of as many records as it can.
    """
    with translation.override(language):
        full = " ".join(
            _sentence(record, notes) for record, notes in _notes_once(records, language)
        )
        if len(full) <= NOTE_LENGTH:
            return full
        note = ""
        for record in records:
            longer = f"{note} {_sentence(record, [])}".strip()
            if len(longer) > NOTE_LENGTH:
                break  # never half a sentence
            note = longer
        return note


def _notes_once(
    records: Iterable[OutdatedRecord], language: str
) -> list[tuple[OutdatedRecord, list[str]]]:
    """Pair each record with those of its notes that no record before it has.

    A set takes over the note of a case in it, so the same note often comes twice.
    """
    used: set[str] = set()
    pairs = []
    for record in records:
        notes = record.notes_in(language)
        pairs.append((record, [note for note in notes if note not in used]))
        used.update(notes)
    return pairs


def _sentence(record: OutdatedRecord, notes: list[str]) -> str:
    if record.kind == "overview":
        plain = _("The figures follow version %(number)d of “%(record)s”.")
        noted = _("The figures follow version %(number)d of “%(record)s”: %(note)s")
    else:
        plain = _("The text follows version %(number)d of “%(record)s”.")
        noted = _("The text follows version %(number)d of “%(record)s”: %(note)s")
    return (noted if notes else plain) % {
        "number": record.newest.number,
        "record": record.label,
        "note": " ".join(notes),
    }


def with_records(editions: EditionQuerySet) -> list[OutdatedArticle]:
    """Return the published editions, each with the outdated records that it shows."""
    articles = [
        OutdatedArticle(
            edition, edition.current_version, get_language(edition.language)
        )
        for edition in editions.select_related("article", "current_version").defer(
            "body", "sources", "takeaways"
        )
        if edition.current_version is not None
    ]
    by_version = {article.version.pk: article for article in articles}
    mentions = list(
        Mention.objects.filter(version__in=by_version, number__lt=F("subject__number"))
        .select_related("subject")
        .prefetch_related("subject__texts")
        .order_by("subject__kind", "subject__key")
    )
    versions = _versions_of(
        {(mention.subject.kind, mention.subject.key) for mention in mentions}
    )
    comparison = Comparison()
    for mention in mentions:
        article, subject = by_version[mention.version_id], mention.subject
        number = mention.number or 0
        history = versions[subject.kind, subject.key]
        later = [version for version in history if version.number > number]
        if later:
            text = choose_text(subject.texts.all(), article.edition.language)
            label = text.label if text else subject.key
            telling = _telling(article, history, number, comparison)
            article.records.append(
                OutdatedRecord(subject.kind, subject.key, label, number, later, telling)
            )
    return articles


def _versions_of(
    records: set[tuple[str, str]],
) -> dict[tuple[str, str], list[RecordVersion]]:
    """Return all versions of these records, oldest first: one query a record."""
    versions: dict[tuple[str, str], list[RecordVersion]] = defaultdict(list)
    # `of` finds versions from before a move too: that is no single join
    for kind, key in sorted(records):
        rows = RecordVersion.objects.of(kind, key)
        versions[kind, key].extend(rows.order_by("number"))
    return versions


def _telling(
    article: OutdatedArticle,
    history: list[RecordVersion],
    shown: int,
    comparison: Comparison,
) -> list[RecordVersion]:
    """Return the versions after the shown one that changed what the text shows."""
    states = {version.number: _state(version) for version in history}
    # a text may call a record by a former key
    keys = {version.key for version in history}
    parts = [
        (embed, argument)
        for embed, argument in parts_in(article.version.document, history[0].kind)
        if key_in(argument) in keys
    ]
    return [
        version
        for version in history
        if version.number > shown
        and any(
            not comparison.is_same(
                part,
                states[version.number - 1],
                states[version.number],
                article.edition.language,
            )
            for part in parts
        )
    ]


def _state(version: RecordVersion) -> RecordState:
    return RecordState(
        version.kind, version.key, version.number, version.hash, version.snapshot
    )
