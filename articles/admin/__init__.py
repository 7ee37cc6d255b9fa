"""The desk: where articles are written, published, corrected and withdrawn."""

from articles.admin import (  # noqa: F401
    account,
    article,
    audit_entry,
    edition,
    picture,
    protected_name,
    redaction,
    search_synonym,
    subject,
    taxonomy,
    version,
)
