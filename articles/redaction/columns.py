"""The columns that contain words, of every table that the site writes."""

import json
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from articles.models import Homonym, ProtectedName, SearchWord
from articles.models.document import canonical

# Accounts and sessions are about people who work here
_APPS = ("articles", "cases", "admin")
# The list that keeps a name from being printed again; single words, which are looked
# at one by one
_APART = (ProtectedName, Homonym, SearchWord)
# Columns and JSON members with codes, hashes and times: somebody may be called Law
CODES = frozenset(
    {
        *("kind", "type", "model", "space", "list", "extension", "relation", "role"),
        *("hash", "previous", "original", "digest", "signature", "published_at", "at"),
        *("language", "name_language", "native_language", "note_language"),
        *("method", "names_method", "translated_from", "certainty", "outcome_kind"),
        *("text_of", "carrier", "copy_of", "address"),
        *("dated", "dated_precision", "happened", "happened_precision"),
        *("decided_on", "decided_precision", "precision"),
        *("released_on", "released_precision", "seen_on", "start", "end", "currency"),
        *("article", "paragraph", "item", "instance", "level", "province", "value"),
    }
)
_CANONICAL = "canonical"
_IN_JSON = (_CANONICAL, "change_message")  # text columns that hold JSON


def tables() -> Iterator[tuple[type[models.Model], list[str]]]:
    """Yield each model with the names of its fields that contain words."""
    for label in _APPS:
        for model in apps.get_app_config(label).get_models():
            names = [field.name for field in model._meta.concrete_fields if _is(field)]
            if names and model not in _APART:
                yield model, names


def content_of(row: models.Model, field: str) -> Any:
    """Return a column as text or as the JSON that it holds."""
    value = getattr(row, field)
    if field not in _IN_JSON:
        return value
    try:
        return json.loads(value)
    except ValueError:  # older messages of Django's log are plain
        return value


def stored(row: models.Model, field: str, content: Any) -> Any:
    """Return the content of a column as the column takes it."""
    if isinstance(content, str):
        limit = getattr(row._meta.get_field(field), "max_length", None)
        return content[:limit]
    if field == _CANONICAL:
        return canonical(content)
    return json.dumps(content) if field in _IN_JSON else content


def _is(field: "models.Field[Any, Any]") -> bool:
    is_text = isinstance(field, (models.CharField, models.TextField, models.JSONField))
    return is_text and not field.choices and field.name not in CODES
