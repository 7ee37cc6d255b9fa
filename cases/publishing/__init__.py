"""All that can be done to a record: the verbs, for admin, commands and importers."""

from cases.publishing.verbs import (
    Saved,
    change_slug,
    lock_records,
    publish,
    publish_cause,
    publish_court,
    publish_law,
    publish_sources,
    save,
    state_of,
    withdraw,
)

__all__ = [
    "Saved",
    "change_slug",
    "lock_records",
    "publish",
    "publish_cause",
    "publish_court",
    "publish_law",
    "publish_sources",
    "save",
    "state_of",
    "withdraw",
]
