"""The integrity log: its chain, its signatures, and the versions that it names."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings

from articles.models import EntryKind, IntegrityEntry, Withheld
from articles.models.chain import chained_models
from articles.models.document import digest, timestamp
from articles.verification.chunks import Progress, chunks_of
from articles.verification.redactions import is_redacted
from cjo.lib.signing_key import is_kept, is_signed, public_key

# columns that repeat the canonical JSON as they are
_COPIES = ("number", "kind", "subject", "version", "digest", "entered_later")


def log_faults(progress: Progress) -> Iterator[str]:
    # a site that was restored without its key has nothing to compare with
    keys = {public_key(), *settings.INTEGRITY_FORMER_KEYS} if is_kept() else None
    before: IntegrityEntry | None = None
    for chunk in chunks_of(IntegrityEntry.objects.order_by("number"), progress):
        published = _published_with({entry.digest for entry in chunk})
        for entry in chunk:
            for fault in _faults_of(entry, before, keys):
                yield f"{entry}: {fault}"
            named = (entry.kind, entry.version, entry.digest)
            if entry.kind != EntryKind.RENDERING and named not in published:
                yield f"{entry}: {entry.subject}, version {entry.version}, is missing."
            before = entry


def _published_with(hashes: Iterable[str]) -> set[tuple[str, int, str]]:
    published = {
        (str(model.entry_kind), number, hash_)
        for model in chained_models()
        for number, hash_ in model._default_manager.filter(hash__in=hashes).values_list(
            "number", "hash"
        )
    }
    withheld = Withheld.objects.filter(digest__in=hashes)
    for number, digest_ in withheld.values_list("number", "digest"):
        published.add((EntryKind.REDACTION.value, number, digest_))
    return published


def _faults_of(
    entry: IntegrityEntry, before: IntegrityEntry | None, keys: set[str] | None
) -> Iterator[str]:
    number, hash_ = (before.number, before.hash) if before else (0, None)
    if entry.number != number + 1:
        yield f"entry {number + 1} should be before it."
    if digest(entry.canonical) != entry.hash and not is_redacted(entry):
        yield "its hash is not that of its text."
        return
    document: dict[str, Any] = json.loads(entry.canonical)
    if document["previous"] != hash_:
        yield "it does not have the hash of the entry before."
    copies = {column: getattr(entry, column) for column in _COPIES}
    if {**copies, "at": timestamp(entry.at)}.items() - document.items():
        yield "the columns differ from the canonical JSON."
    if not is_signed(entry.hash, entry.signature, document["key"]):
        yield "the signature is wrong."
    elif keys is not None and document["key"] not in keys:
        yield f"it is signed with a key that is not the site's: {document['key']}."
