"""Rows that are written once; triggers in the database refuse any change."""

from typing import Any

from django.apps import apps
from django.db import models


class FrozenError(Exception):
    """A published row cannot be changed or deleted."""


class FrozenModel(models.Model):
    """A row that is inserted and then never updated or deleted.

    Triggers refuse it to every program that reaches the database
    (`articles.models.triggers`); `save` and `delete` raise an error that is easier to
    read.
    """

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise FrozenError(f"{self} is published and cannot be changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise FrozenError(f"{self} is published and cannot be deleted.")


def frozen_tables() -> dict[str, type[FrozenModel]]:
    """Return the frozen models by the names of their tables."""
    models = (model for model in apps.get_models() if issubclass(model, FrozenModel))
    return {model._meta.db_table: model for model in models}


def unique_keys(model: type[FrozenModel]) -> list[list[str]]:
    """Return the columns of each unique key of a model."""
    columns = columns_of(model)
    keys = [[field.name] for field in model._meta.concrete_fields if field.unique]
    keys += [list(unique.fields) for unique in model._meta.total_unique_constraints]
    return [[columns[name] for name in key] for key in keys]


def columns_of(model: type[FrozenModel]) -> dict[str, str]:
    """Return the column of each field."""
    fields = model._meta.concrete_fields
    return {field.name: field.column for field in fields if field.column}
