"""From what an editor wrote to what a page prints.

Markdown is made into HTML and sanitised once; embeds are put in afterwards, from
trusted templates. Reading never comes here.
"""

from articles.rendering.render import (
    RENDERER,
    Rendered,
    Resolve,
    TextToRender,
    frozen_states,
    newest_state,
    render,
    skeleton,
)

__all__ = [
    "RENDERER",
    "Rendered",
    "Resolve",
    "TextToRender",
    "frozen_states",
    "newest_state",
    "render",
    "skeleton",
]
