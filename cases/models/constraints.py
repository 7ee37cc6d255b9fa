"""Constraints that several records share: choices, dates, one owner of several."""

from collections.abc import Sequence

from django.core.validators import URLValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# What a constraint of the same meaning could only refuse by its name
web_address = URLValidator(
    schemes=["http", "https"],
    message=_("It begins with https:// or http://."),
    code="scheme",
)


def one_of(
    field: str, choices: type[models.TextChoices], name: str
) -> models.CheckConstraint:
    """Refuse a value that is none of the choices."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}), name=name
    )


def date_and_precision(date: str, precision: str, name: str) -> models.CheckConstraint:
    """Demand that a date is unknown exactly when its precision says so."""
    unknown = Q(**{f"{date}__isnull": True, precision: "unknown"})
    known = Q(
        **{f"{date}__isnull": False, f"{precision}__in": ["day", "month", "year"]}
    )
    return models.CheckConstraint(condition=unknown | known, name=name)


def period(name: str) -> models.CheckConstraint:
    """Demand that a period ends after it starts, and has a precision if it has both."""
    unknown = Q(
        period_start__isnull=True, period_end__isnull=True, period_precision="unknown"
    )
    known = Q(
        period_start__lte=models.F("period_end"),
        period_precision__in=["day", "month", "year"],
    )
    return models.CheckConstraint(condition=unknown | known, name=name)


def exactly_one(fields: Sequence[str], name: str) -> models.CheckConstraint:
    """Demand that one of the foreign keys is set, and no other."""
    condition = Q()
    for owner in fields:
        condition |= Q(**{f"{field}__isnull": field != owner for field in fields})
    return models.CheckConstraint(condition=condition, name=name)


def not_itself(field: str, name: str) -> models.CheckConstraint:
    """Refuse a row that points at itself."""
    other = ~Q(**{field: models.F("pk")})
    return models.CheckConstraint(
        condition=Q(**{f"{field}__isnull": True}) | other, name=name
    )


def text_once(owner: str, name: str) -> models.UniqueConstraint:
    """Allow one text row a language."""
    return models.UniqueConstraint(fields=[owner, "language"], name=name)
