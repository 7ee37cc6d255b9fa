"""Bounds of whole numbers: the same in every database, and in JSON."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

# RFC 8785 takes numbers as I-JSON does: up to here each whole one is told from the
# next by every program that reads it (RFC 7493, section 2.2)
LARGEST = 2**53 - 1
SMALL = 32_767  # PostgreSQL keeps no more in a small integer, SQLite would

exact = MaxValueValidator(
    LARGEST,
    _(
        "A whole number here is at most %(limit_value)s: "
        "programs that read our data cannot tell larger ones apart."
    ),
)


def at_least(limit: int) -> MinValueValidator:
    return MinValueValidator(limit, _("At least %(limit_value)s."))


def at_most(limit: int) -> MaxValueValidator:
    return MaxValueValidator(limit, _("At most %(limit_value)s."))
