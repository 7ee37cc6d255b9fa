"""What waits for somebody: the desk's front page, and the filters that follow it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.models import Edition, Mention
from articles.models.edition import EditionQuerySet

SHOWN = 8


def drafts_of(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    """Keep what this person began or changed last and readers do not see yet."""
    mine = Q(created_by=user) | Q(changed_by=user)
    return editions.filter(mine, differs=True, is_withdrawn=False)


def never_published(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    return editions.filter(current_version=None)


def changed(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    return editions.published().filter(differs=True)


def behind(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    """Keep translations whose source has changed since, typing errors aside."""
    source = "current_version__translated_from"
    newest = f"{source}__edition__current_version__updated_at__gt"
    return editions.published().filter(**{newest: F(f"{source}__updated_at")})


def superseded(editions: EditionQuerySet, user: User) -> EditionQuerySet:
    """Keep what shows a record of which a newer version is published."""
    older = Mention.objects.filter(
        version=OuterRef("current_version"), number__lt=F("subject__number")
    )
    return editions.published().filter(Exists(older))


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of what waits, for one role; `act_page` does something about it."""

    name: str
    title: str | Promise
    nothing: str | Promise
    keep: Callable[[EditionQuerySet, User], EditionQuerySet]
    for_editors: bool = True
    act: str | Promise = ""
    act_page: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of what waits, as the front page of the desk prints it."""

    waiting: Waiting
    editions: list[Edition]
    number: int
    url: str

    @property
    def act_url(self) -> str:
        return reverse(self.waiting.act_page) if self.waiting.act_page else ""


WAITING = (
    Waiting(
        "mine",
        _("My drafts"),
        _("You have no draft that readers do not see yet."),
        drafts_of,
        for_editors=False,
    ),
    Waiting(
        "changed",
        _("Changed since published"),
        _("Every published text is as its draft."),
        changed,
    ),
    Waiting(
        "behind",
        _("Translations behind their source"),
        _("Every translation follows its source."),
        behind,
    ),
    Waiting(
        "superseded",
        _("Showing older figures or cases"),
        _("Every article shows the newest records."),
        superseded,
        act=_("Let them follow"),
        act_page="admin:follow",
    ),
    Waiting(
        "new",
        _("Never published"),
        _("Everything begun is published."),
        never_published,
    ),
)


def waiting_for(user: User) -> list[Waiting]:
    """Return the kinds that this person's role can do something about."""
    editor = permissions.can_publish(user)
    return [kind for kind in WAITING if editor or not kind.for_editors]


def sections(user: User) -> list[Section]:
    """Return what waits for this person; nothing for one who does not write."""
    if not permissions.can_write_any(user):
        return []
    page = reverse("admin:articles_edition_changelist")
    every = (
        Edition.objects.select_related("article", "current_version", "changed_by")
        .defer("body", "sources", "takeaways", "current_version__canonical")
        .order_by("-changed_at")
    )
    found = []
    for kind in waiting_for(user):
        editions = kind.keep(every, user)
        found.append(
            Section(
                kind,
                list(editions[:SHOWN]),
                editions.count(),
                f"{page}?waits={kind.name}",
            )
        )
    return found
