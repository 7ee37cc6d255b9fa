"""Redactions: words were withheld, and the integrity log says from which rows."""

from collections.abc import Iterable

from articles.models import EntryKind, IntegrityEntry, Withheld
from articles.models.document import digest


def entered_redactions(digests: Iterable[str]) -> set[tuple[str, int, str]]:
    """Return subject, number and digest of those that the log has."""
    entries = IntegrityEntry.objects.filter(
        kind=EntryKind.REDACTION, digest__in=list(digests)
    )
    return set(entries.values_list("subject", "version", "digest"))


def is_redacted(entry: IntegrityEntry) -> bool:
    """Return whether an entry of the log is as a redaction left it: without a name."""
    withheld = Withheld.objects.filter(original=entry.hash).last()
    if withheld is None or withheld.digest != digest(entry.canonical):
        return False
    row = (withheld.subject, withheld.number, withheld.digest)
    return row in entered_redactions([withheld.digest])
