"""The verbs of a record: admin, commands and importers call these and no others.

Records have no draft: rows are changed and published in one transaction, so that a
row and its newest version always say the same. Nothing else writes a RecordVersion.
Each verb waits for its turn, then reads its rows anew: a record shows other records.
"""

from cases.publishing.address import change_slug
from cases.publishing.publication import (
    publish,
    publish_outdated,
    publish_together,
)
from cases.publishing.references import publish_reference, publish_sources
from cases.publishing.saving import Saved, save, state_of
from cases.publishing.withdrawal import withdraw

__all__ = [
    "Saved",
    "change_slug",
    "publish",
    "publish_outdated",
    "publish_reference",
    "publish_sources",
    "publish_together",
    "save",
    "state_of",
    "withdraw",
]
