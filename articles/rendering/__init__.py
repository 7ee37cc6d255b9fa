"""From an editor's Markdown to the HTML that a page prints.

Markdown is made into a tree and sanitised once; embeds are put in afterwards, from
trusted templates. Reading never comes here.
"""

from articles.rendering.render import (
    Rendered,
    Resolve,
    TextToRender,
    frozen_states,
    newest_state,
    render,
)
from articles.rendering.revisions import RENDERER

__all__ = [
    "RENDERER",
    "Rendered",
    "Resolve",
    "TextToRender",
    "frozen_states",
    "newest_state",
    "render",
]
