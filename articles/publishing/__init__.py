"""The verbs of an article: admin, commands and importers call these and no others.

Each verb is one transaction and names its effects in one list. Nothing else
writes a Version.
"""

from articles.publishing.article import change_slug, create_article, update_article
from articles.publishing.drafts import (
    add_language,
    delete_draft,
    restore,
    save_draft,
)
from articles.publishing.publication import publish
from articles.publishing.republication import republish
from articles.publishing.withdrawal import withdraw

__all__ = [
    "add_language",
    "change_slug",
    "create_article",
    "delete_draft",
    "publish",
    "republish",
    "restore",
    "save_draft",
    "update_article",
    "withdraw",
]
