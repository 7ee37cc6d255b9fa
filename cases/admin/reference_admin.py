"""The desk of reference data: of courts, laws, causes and sources alike."""

from typing import Any, TypeVar

from django.db.models import Model
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cases import publishing
from cases.admin.nested_admin import NestedAdmin, follow_link
from cases.admin.outdated_articles import list_url
from cases.publishing.affected import editions_outdated_by

_Row = TypeVar("_Row", bound=Model)


class ReferenceAdmin(NestedAdmin[_Row]):
    """A court, law, cause or source: they have no versions, and records print them."""

    def report(self, row: Any, saved: publishing.Saved) -> list[SafeString | str]:
        sentences: list[SafeString | str] = [_("It is saved, and readers see it.")]
        if not saved.followed:
            return [*sentences, _("No record has to follow.")]
        message = _("Records that show it and follow: %(count)d.")
        sentences.append(message % {"count": len(saved.followed)})
        if showing := editions_outdated_by(saved.followed).count():
            sentences.append(follow_link(list_url(), showing))
        return sentences
