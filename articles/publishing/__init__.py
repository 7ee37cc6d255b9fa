"""All that can be done to an article: the verbs, for admin, commands and importers."""

from articles.publishing.verbs import (
    add_language,
    change_slug,
    create_article,
    delete_draft,
    publish,
    republish,
    restore,
    save_draft,
    update_article,
    withdraw,
)

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
