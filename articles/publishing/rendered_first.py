"""Texts are rendered before a verb takes its turn: that may last half a minute."""

from collections.abc import Callable
from typing import TypeVar

from django.utils.translation import gettext as _

from articles.publishing.problems import Problem, PublishingRefused
from articles.rendering import Rendered, Resolve, TextToRender

TRIES = 3

_Renderings = TypeVar("_Renderings")
_Result = TypeVar("_Result")


class Outdated(Exception):
    """What was rendered changed before it was written."""


def rendered_first(
    make: Callable[[], _Renderings], write: Callable[[_Renderings], _Result]
) -> _Result:
    """Render, then write in a turn; both again where `require_current` refused.

    Raises PublishingRefused if the text changes as fast as it is rendered.
    """
    for _try in range(TRIES):
        try:
            return write(make())
        except Outdated:
            continue
    busy = _("Somebody is changing the records or pictures that it shows. Try again.")
    raise PublishingRefused([Problem("", busy)])


def require_current(rendered: Rendered, text: TextToRender, resolve: Resolve) -> None:
    """Let `rendered_first` begin again unless a text is as it was rendered."""
    if not rendered.is_current(text, resolve):
        raise Outdated
