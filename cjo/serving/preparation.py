"""Preparation of a server process, before its first request."""

import gc

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from cjo.lib.code_digest import code_digest


def load_everything() -> None:
    """Load every address and template, so that the first reader does not wait."""
    reverse("home")  # imports the urls, and with them all views
    folder = settings.BASE_DIR / "templates"
    for path in sorted(folder.rglob("*.html")):
        get_template(path.relative_to(folder).as_posix())
    code_digest()  # of the files that were loaded, not of those of a later release


def exempt_loaded_from_collection() -> None:
    """Keep the garbage collector from walking modules and templates again and again.

    Its full passes stopped requests for up to a hundred milliseconds. Loaded objects
    live as long as the process, and frozen ones stay shared between forked workers.
    """
    gc.collect()
    gc.freeze()
