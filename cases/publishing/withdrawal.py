"""Withdrawal: the last version of a record, with its public reason."""

from collections.abc import Mapping

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Act, ChangeType
from articles.publishing import audit, protected_names
from articles.publishing.problems import Problem, PublishingRefused
from cases.models import Record, RecordVersion
from cases.publishing import effects
from cases.publishing.change import change_of
from cases.publishing.checks import withdrawal_problems
from cases.publishing.rows import reloaded
from cjo.lib.turn import in_turn


@in_turn
def withdraw(
    record: Record,
    *,
    by: User,
    note: str,
    note_language: str = "",
    note_texts: Mapping[str, str] | None = None,
    seen: int | None = None,
) -> RecordVersion:
    """Withdraw a record with a public reason; its addresses answer 410 with it.

    Raises PublishingRefused while a set shows it, and if it changed since `seen`.
    """
    permissions.require(permissions.can_publish(by), _("Only editors can withdraw."))
    row = reloaded(record)
    refused = withdrawal_problems(row, seen)
    if not note.strip():
        refused.append(Problem("note", _("Readers will see the reason: give one.")))
    printed = {"note": note, "note_texts": {**(note_texts or {})}}
    named = protected_names.problems_in(printed, row.get_absolute_url())
    refused.extend(named)
    if refused:
        raise PublishingRefused(refused)
    withdrawn = change_of(ChangeType.WITHDRAWAL, note, note_language, note_texts)
    version = effects.hide_record(row, withdrawn, by=by)
    audit.log(by, row, Act.WITHDRAWN, f"Withdrew it. {version.change_note}")
    record.current_version = None
    return version
