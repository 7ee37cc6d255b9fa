"""The tasks on the front page of the desk, which the list of drafts filters by."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.names import title_of_edition
from articles.models import Edition, Mention
from articles.models.edition import EditionQuerySet
from articles.pdf.failures import failed_versions
from cjo.lib.languages import get_language, page_language
from cjo.lib.locales import moment_element

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A row that waits, with its page at the desk and the language of its title."""

    label: str
    url: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: the rows concerned, and a detail or the reason."""

    links: list[Link]
    detail: str


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of task on the front page of the desk.

    `number` counts all lines, of which `lines` holds the first; `is_cut` means that
    there are more than were counted. `act_url` leads to a page that does them all.
    """

    name: str
    title: str | Promise
    nothing: str | Promise
    lines: list[Line]
    number: int
    url: str
    is_cut: bool = False
    act: str | Promise = ""
    act_url: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A kind of draft that needs somebody; `keep` filters drafts for a user."""

    name: str
    title: str | Promise
    nothing: str | Promise
    keep: Callable[[EditionQuerySet, User], EditionQuerySet]
    for_editors: bool = True
    act: str | Promise = ""
    act_page: str = ""


def drafts_of(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    """Keep drafts with unpublished words that this user began or changed last."""
    mine = Q(created_by=user) | Q(changed_by=user)
    return editions.filter(mine, differs=True, is_withdrawn=False)


def never_published(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    return editions.filter(current_version=None)


def changed(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    return editions.published().filter(differs=True)


def behind(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    """Keep translations whose source has changed since, typing errors aside."""
    source = "current_version__translated_from"
    # updated_at does not move with a typing error
    newest = f"{source}__edition__current_version__updated_at__gt"
    return editions.published().filter(**{newest: F(f"{source}__updated_at")})


def superseded(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    """Keep texts that show a record of which a newer version is published."""
    older = Mention.objects.filter(
        version=OuterRef("current_version"), number__lt=F("subject__number")
    )
    # Exists, not a join: a text may show several older records
    return editions.published().filter(Exists(older))


def unprinted(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    """Keep texts whose PDF could not be made."""
    return editions.published().filter(current_version__in=failed_versions())


TASKS = (
    Task(
        "mine",
        gettext_lazy("My drafts"),
        gettext_lazy("You have no drafts with unpublished changes."),
        drafts_of,
        for_editors=False,
    ),
    Task(
        "changed",
        gettext_lazy("Changed since published"),
        gettext_lazy("No published text has unpublished changes."),
        changed,
    ),
    Task(
        "behind",
        gettext_lazy("Translations behind their source"),
        gettext_lazy("Every translation is as new as its source."),
        behind,
    ),
    Task(
        "superseded",
        gettext_lazy("Showing older figures or cases"),
        gettext_lazy("Every article shows the newest figures and cases."),
        superseded,
        act=gettext_lazy("Update these texts"),
        act_page="admin:outdated_articles",
    ),
    Task(
        "unprinted",
        gettext_lazy("Without a PDF"),
        gettext_lazy("No PDF of a published text has failed."),
        unprinted,
    ),
    Task(
        "new",
        gettext_lazy("Never published"),
        gettext_lazy("There are no drafts that were never published."),
        never_published,
    ),
)


def tasks_of(user: User) -> list[Task]:
    """Return the tasks of this user's role."""
    editor = permissions.can_publish(user)
    return [task for task in TASKS if editor or not task.for_editors]


def sections(user: User) -> list[Section]:
    """Return the sections for this user; none for a user who does not write."""
    if not permissions.can_write_any(user):
        return []
    # each section leads to the list with the filter of the same name
    list_url = reverse("admin:articles_edition_changelist")
    editions = (
        Edition.objects.select_related("article", "changed_by")
        .defer("body", "sources", "takeaways")
        .order_by("-changed_at")
    )
    kept = [(task, task.keep(editions, user)) for task in tasks_of(user)]
    return [
        Section(
            name=task.name,
            title=task.title,
            nothing=task.nothing,
            lines=[_line(edition) for edition in waiting[:SHOWN]],
            number=waiting.count(),
            url=f"{list_url}?task={task.name}",
            act=task.act,
            act_url=reverse(task.act_page) if task.act_page else "",
        )
        for task, waiting in kept
    ]


def _line(edition: Edition) -> Line:
    language = get_language(edition.language)
    detail = format_html(
        _("{language} · saved by {who}, {when}"),
        language=language.english,
        who=edition.changed_by.get_username(),
        when=moment_element(edition.changed_at, page_language()),
    )
    page = reverse("admin:articles_edition_change", args=[edition.pk])
    title = title_of_edition(edition)
    return Line([Link(title, page, language.tag if edition.title else "")], detail)
