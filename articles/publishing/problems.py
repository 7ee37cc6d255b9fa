"""Problems: why a text or a record cannot be saved or published."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.models import Edition


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way of publishing: the field it stands in, in plain words."""

    field: str
    message: str


class PublishingRefused(Exception):
    """A draft cannot be published as it stands; nothing was changed."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = problems


class ChangedMeanwhile(Exception):
    """Somebody else saved the row first; nothing was changed."""


class DraftChangedMeanwhile(ChangedMeanwhile):
    """Somebody else saved the draft first; `theirs` is the draft as they left it."""

    def __init__(self, theirs: Edition) -> None:
        super().__init__(_("Somebody else saved this draft meanwhile."))
        self.theirs = theirs
