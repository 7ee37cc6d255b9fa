"""Change types: why a version of a text or a record came after its predecessor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ChangeType(models.TextChoices):
    """The values are in hashed documents: none may ever change."""

    # Translators: A type of change, in a history of versions.
    FIRST = "first", _("first publication")
    TYPO = "typo", _("typing error")
    # Translators: A type of change, in a history of versions: the facts are the same
    # and put more clearly.
    CLARIFICATION = "clarification", _("clarification")
    # Translators: A type of change, in a history of versions: something was wrong.
    CORRECTION = "correction", _("correction")
    # Translators: A type of change, in a history of versions, a noun: something is new.
    UPDATE = "update", _("update")
    # Translators: A type of change, in a history of versions.
    TRANSLATION = "translation", _("text added in another language")
    # Translators: A type of change, in a history of versions: the text is no longer
    # published.
    WITHDRAWAL = "withdrawal", _("withdrawal")


# Types whose public note may be empty
NOTELESS = (ChangeType.FIRST, ChangeType.TYPO)
# Types that the log of corrections lists
LOGGED = (ChangeType.CORRECTION, ChangeType.WITHDRAWAL)
# Types whose notes a feed repeats above the text
ANNOUNCED = (ChangeType.CLARIFICATION, ChangeType.CORRECTION, ChangeType.UPDATE)
# Types to choose from for a further version; withdrawing is a verb of its own
TEXT_CHANGES = (
    ChangeType.TYPO,
    ChangeType.CLARIFICATION,
    ChangeType.CORRECTION,
    ChangeType.UPDATE,
)
# Only a record has several languages in one version
RECORD_CHANGES = (*TEXT_CHANGES, ChangeType.TRANSLATION)
