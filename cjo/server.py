"""What a server does before its first reader comes, and after each answer."""

import gc
from itertools import count
from typing import Any

from django.conf import settings
from django.core.signals import request_finished
from django.template.loader import get_template
from django.urls import reverse

EVERYTHING_AFTER = 500  # answers: little is left of each
_answers = count(1)


def load_everything() -> None:
    """Load what the first page of each kind would load: addresses and templates."""
    reverse("home")
    folder = settings.BASE_DIR / "templates"
    for path in sorted(folder.rglob("*.html")):
        get_template(path.relative_to(folder).as_posix())


def tidy_after_answers() -> None:
    """Look for garbage when an answer is sent, and not in the middle of making it.

    Django's context of a page is in a circle with itself, so that all a page was made
    of stays until Python looks for circles: of its own accord in the middle of some
    request, where that took up to a hundred milliseconds. What is loaded by now stays
    for ever and is not looked through again; workers share its memory.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    request_finished.connect(_tidy, dispatch_uid="tidy")


def _tidy(**_sent: Any) -> None:
    gc.collect(2 if next(_answers) % EVERYTHING_AFTER == 0 else 1)
