"""An examination: what it finds, even where it fails itself."""

from collections.abc import Callable, Iterable

from django.core.checks import CheckMessage, Error

Examination = Callable[[], Iterable[CheckMessage]]


def examine(examination: Examination) -> list[CheckMessage]:
    try:
        return [*examination()]
    except Exception as wrong:  # whatever is broken, the rest is examined
        # in the hint alone, which no page shows: it can name hosts and users
        hint = f"{type(wrong).__name__}: {wrong}"
        return [Error("It could not be examined.", hint=hint, id="cjo.E001")]
