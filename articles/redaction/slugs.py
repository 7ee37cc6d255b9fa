"""New slugs for those that contain a name, the same wherever they are written."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from articles.models import Address
from articles.models.address import slug_validator


def new_slugs(pattern: re.Pattern[str]) -> dict[str, str]:
    """Return the slug that replaces each slug that contains a name.

    A former address is given the current one of the same row, if that has no name.
    """
    named = sorted(slug for slug in _all_slugs() if pattern.search(slug))
    free = _free_slugs()
    return {slug: _current(slug, pattern) or next(free) for slug in named}


def slug_fields(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    fields = model._meta.concrete_fields
    return [field for field in fields if slug_validator in field.validators]


def _all_slugs() -> Iterator[str]:
    slugs: set[str] = set()
    for model in apps.get_models():
        for field in slug_fields(model):
            slugs.update(model._default_manager.values_list(field.name, flat=True))
    yield from slugs


def _free_slugs() -> Iterator[str]:
    taken = set(_all_slugs())
    return (slug for number in count(1) if (slug := f"withheld-{number}") not in taken)


def _current(slug: str, pattern: re.Pattern[str]) -> str | None:
    for former in Address.objects.filter(slug=slug, current=False):
        current = Address.objects.current_slug(former.space, slug)
        if current and not pattern.search(current):
            return current
    return None
