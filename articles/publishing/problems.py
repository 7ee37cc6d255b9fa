"""Problems: the reasons that block saving or publishing a text or record."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Edition, Revision


@dataclass(frozen=True, slots=True)
class Named:
    """A row that a sentence names, by the kind of its model and its id."""

    kind: str
    pk: int
    label: str  # as the sentence has it


@dataclass(frozen=True, slots=True)
class Problem:
    """A reason in plain words, and the field where it is to be mended; "" for none."""

    field: str
    message: str
    named: Named | None = None


class PublishingRefused(Exception):
    """There are problems to mend first; nothing was changed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class NothingNew(PublishingRefused):
    """Readers have it all already: a new version would say nothing new."""

    def __init__(self, edition: Edition) -> None:
        version = edition.current_version
        message = _("Nothing has changed since version %(number)s. It stays as it is.")
        number = version.number if version else 0
        super().__init__([Problem("", message % {"number": number})])


class ChangedMeanwhile(Exception):
    """Somebody else saved the row first; nothing was changed."""


class DraftChangedMeanwhile(ChangedMeanwhile):
    """Somebody else saved the draft first; `theirs` is the draft as they left it."""

    def __init__(self, theirs: Edition) -> None:
        super().__init__(_("Somebody else saved this draft meanwhile."))
        self.theirs = theirs


class RowChangedMeanwhile(ChangedMeanwhile):
    """Somebody else saved the row first; `theirs` says who and when."""

    def __init__(self, theirs: Revision) -> None:
        super().__init__(_("Somebody else saved this meanwhile."))
        self.theirs = theirs
