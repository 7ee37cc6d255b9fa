"""Withholding: the verb that replaces published words, everywhere at once."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Act, Redaction
from articles.models.frozen import frozen_tables
from articles.models.triggers import opened
from articles.pdf import store
from articles.publishing import audit, integrity
from articles.publishing.problems import PublishingRefused
from articles.redaction import derived, hashed, rows
from articles.redaction.checks import problems_of
from articles.redaction.choice import Choice
from articles.redaction.marks import Marks
from articles.redaction.places import places_of
from cjo.lib.turn import in_turn


@in_turn
def withhold(
    choice: Choice, *, by: User, reason: str, language: str, seen: int
) -> Redaction:
    """Put marks in place of names and versions, wherever they are stored.

    `reason` is public, in `language`; `seen` is the number of places that the chief
    editor was shown. Raises PublishingRefused; then nothing is changed. The words
    themselves are kept nowhere.
    """
    permissions.require(
        permissions.can_withhold(by), _("Only a chief editor can withhold words.")
    )
    places = places_of(choice)
    if refused := list(problems_of(choice, places, reason=reason, seen=seen)):
        raise PublishingRefused(refused)
    found = list(dict.fromkeys(place.row for place in places))
    redaction = Redaction.objects.create(
        at=timezone.now(), by=by, reason=reason.strip(), language=language
    )
    marks = Marks(choice)
    with _all_opened():
        changed = dict(hashed.mark_rows(found, choice, marks, redaction))
        rows.mark_rows(found, marks, by=by)
    derived.refresh(found, list(changed), choice, marks)
    integrity.enter(changed.values())
    audit.log(
        by,
        redaction,
        Act.WITHHELD,
        f"Withheld words in {len(places)} places, {len(changed)} published versions "
        f"among them. {redaction.reason}",
    )
    transaction.on_commit(store.forget_all)
    return redaction


@contextmanager
def _all_opened() -> Iterator[None]:
    with ExitStack() as stack:
        for table in sorted(frozen_tables()):
            stack.enter_context(opened(connection, table))
        yield
