"""Which texts show an older version of a record, and what they say when they follow."""

from collections import defaultdict
from dataclasses import dataclass, field

from django import forms
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from articles.models import (
    ChangeType,
    Edition,
    Mention,
    SubjectText,
    Version,
    choose_text,
)
from articles.models.edition import EditionQuerySet
from cases.models import RecordVersion
from cjo.lib.languages import Language, get_language

NOTE_LENGTH = 2000  # characters
# The gravest of what a text follows is what its readers are told of
_GRAVITY = (
    ChangeType.TYPO,
    ChangeType.CLARIFICATION,
    ChangeType.TRANSLATION,
    ChangeType.WITHDRAWAL,
    ChangeType.UPDATE,
    ChangeType.CORRECTION,
)


@dataclass(slots=True)
class Step:
    """A record in a text: the version shown, and those published since."""

    kind: str
    key: str
    label: str
    shown: int
    since: list[RecordVersion]

    @property
    def newest(self) -> RecordVersion:
        return self.since[-1]


@dataclass(slots=True)
class Follower:
    """A text in one language that shows older records, on its way to newer ones."""

    edition: Edition
    version: Version
    language: Language
    steps: list[Step] = field(default_factory=list)
    form: forms.Form | None = None

    @property
    def change(self) -> str:
        """Return the change type that is carried over."""
        since = [one.change_type for step in self.steps for one in step.since]
        gravest = max(since, key=lambda kind: _GRAVITY.index(ChangeType(kind)))
        # a text is neither translated by this, nor withdrawn
        own = (ChangeType.TRANSLATION, ChangeType.WITHDRAWAL)
        return ChangeType.UPDATE.value if gravest in own else gravest

    @property
    def is_held(self) -> bool:
        """Tell whether it shows what was withdrawn, and so cannot follow."""
        return any(step.newest.is_withdrawal for step in self.steps)

    @property
    def note(self) -> str:
        """Return the note that is prepared, in the language of the text.

        Where it would be too long, it only says which versions the text follows.
        """
        said: set[str] = set()
        with translation.override(self.edition.language):
            whole = " ".join(_told(step, said) for step in self.steps)
            if len(whole) > NOTE_LENGTH:
                whole = " ".join(_told(step, said) for step in self.steps)
        return whole[:NOTE_LENGTH]


def followers_among(editions: EditionQuerySet) -> list[Follower]:
    """Return the texts with what each shows and what was published since."""
    found = [
        Follower(edition, edition.current_version, get_language(edition.language))
        for edition in editions.select_related("article", "current_version").defer(
            "body", "sources", "takeaways", "current_version__canonical"
        )
        if edition.current_version is not None
    ]
    mentions = (
        Mention.objects.filter(
            version__in=[one.version.pk for one in found],
            number__lt=F("subject__number"),
        )
        .select_related("subject")
        .prefetch_related("subject__texts")
        .order_by("subject__kind", "subject__key")
    )
    shown: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        shown[mention.version_id].append(mention)
    newer = _newer({(one.subject.kind, one.subject.key) for one in mentions})
    for follower in found:
        for mention in shown[follower.version.pk]:
            kind, key = mention.subject.kind, mention.subject.key
            since = [
                one for one in newer[kind, key] if one.number > (mention.number or 0)
            ]
            if since:
                texts: list[SubjectText] = list(mention.subject.texts.all())
                text = choose_text(texts, follower.edition.language)
                label = text.label if text else key
                number = mention.number or 0
                follower.steps.append(Step(kind, key, label, number, since))
    return found


def _newer(records: set[tuple[str, str]]) -> dict[tuple[str, str], list[RecordVersion]]:
    """Return every version of these records, oldest first: one query for each."""
    return {
        (kind, key): list(
            RecordVersion.objects.of(kind, key).defer("canonical").order_by("number")
        )
        for kind, key in sorted(records)
    }


def _told(step: Step, said: set[str]) -> str:
    """Return what readers are told of one record that a text follows.

    A note that was `said` of another record, which this one followed, is not repeated.
    """
    notes = [one.change_note for one in step.since if one.change_note]
    fresh = [note for note in dict.fromkeys(notes) if note not in said]
    said.update(fresh)
    words = {
        "number": step.newest.number,
        "record": step.label,
        "note": " ".join(fresh),
    }
    if step.kind == "overview":
        plain = _("The figures follow version %(number)d of “%(record)s”.")
        noted = _("The figures follow version %(number)d of “%(record)s”: %(note)s")
    else:
        plain = _("The text follows version %(number)d of “%(record)s”.")
        noted = _("The text follows version %(number)d of “%(record)s”: %(note)s")
    return (noted if fresh else plain) % words
