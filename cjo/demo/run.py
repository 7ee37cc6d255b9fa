"""A run of the loader: its report, the marks of finished work, and refused files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from articles.models import SlugTaken
from articles.publishing.pictures import PictureRefused
from articles.publishing.problems import PublishingRefused
from cjo.demo.changes import WITHDRAWN
from cjo.demo.files import CONTENT, ContentFile, DamagedFile
from cjo.demo.models import DemoFile
from cjo.demo.steps import Step

# Marks of work that is left; each is removed in the transaction that does the work, so
# that a run after a killed one goes on
NEW_SITE = "(changes of a new site)"
UNSETTLED = "(to be settled)"
UNFOLLOWED = "(to be followed by records)"
# Errors that the content of a file can cause; their messages name the reason
REFUSALS = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    ValidationError,
    SlugTaken,
    PublishingRefused,
    PictureRefused,
)


@dataclass(slots=True)
class Report:
    """The paths of the files by result, in the order of loading."""

    loaded: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)  # of languages that are not open
    refused: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Run:
    """A run of the loader; `may_change` is whether files that changed are loaded."""

    by: User
    may_change: bool
    is_new_site: bool
    # those whose texts the records have
    languages: frozenset[str]
    report: Report = field(default_factory=Report)

    def attempt(self, act: Callable[[], None], file: ContentFile) -> bool:
        """Do an act of the loader; return False if the content of a file refuses it."""
        try:
            act()
        except DamagedFile as error:
            self.report.refused.append(str(error))
        except REFUSALS as error:
            self.report.refused.append(_explained(file, error))
        else:
            return True
        return False


def mark(
    step: Step, path: str, file: ContentFile | None, marks: Sequence[str] = (UNSETTLED,)
) -> None:
    for path_of_mark in marks:
        DemoFile.objects.get_or_create(path=path_of_mark)
    # a withdrawn file is known by its path alone
    state = step.state(file or ContentFile(CONTENT, path))
    digest = file.digest if file else WITHDRAWN
    DemoFile.objects.update_or_create(
        path=path, defaults={"digest": digest, "state": state}
    )


def _explained(file: ContentFile, error: Exception) -> str:
    # A message quotes words of the file in “”, by which the line can be found
    if isinstance(error, KeyError):
        message = f"the entry “{error.args[0]}” is missing"
    else:
        message = str(error)
    quoted = message.partition("“")[2].partition("”")[0]
    line = file.line_of(quoted) if quoted else 1
    return f"{file.path}, line {line}: {message}"
