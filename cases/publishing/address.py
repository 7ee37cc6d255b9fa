"""The address of a record: part of its snapshot, so that a move makes a version."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from articles import permissions
from articles.models import Act, Address, ChangeType, Stamp
from articles.publishing import audit
from articles.publishing.problems import Problem, PublishingRefused
from cases.models import Record
from cases.publishing import subjects
from cases.publishing.publication import publish
from cases.publishing.rows import reloaded
from cjo.lib.languages import page_language
from cjo.lib.turn import in_turn


@in_turn
def change_slug(record: Record, slug: str, *, by: User) -> None:
    """Change the address; the former one redirects to it. Raises SlugTaken."""
    permissions.require(permissions.can_publish(by), _("Only editors can do this."))
    row = reloaded(record)
    former = row.slug
    if slug == former:
        return
    if row.is_withdrawn:
        message = _("Publish it again before it moves.")
        raise PublishingRefused([Problem("slug", message)])
    Address.objects.claim(row.space, slug, row)
    Stamp.objects.touch({row.cache_key})
    row.slug = slug
    row.clean_fields(exclude=["current_version"])
    row.save(update_fields=["slug"])
    subjects.move_subject(row, former)
    note = _("Moved from %(former)s to %(slug)s.") % {"former": former, "slug": slug}
    publish(
        row,
        by=by,
        change=ChangeType.TYPO,
        note=note,
        note_language=page_language(),
        is_moved=True,
    )
    audit.log(by, row, Act.CHANGED, f"Moved from {former} to {slug}.")
    # let the row of the caller say the same
    record.slug, record.current_version = row.slug, row.current_version
