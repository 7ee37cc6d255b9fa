"""The texts of a draft as they are saved, whoever typed or imported them."""

from typing import Any

from articles.rendering.wrapped_lines import joined_lines
from cjo.lib.typed_text import typed_line, typed_lines

_SEVERAL_LINES = {"takeaways", "body", "sources"}


def cleaned(field: str, value: Any, language: str) -> Any:
    """Return the value of a draft's field, of a text without invisible characters.

    An abstract is a paragraph: readers see it in one line wherever it is printed.
    """
    if not isinstance(value, str):
        return value
    if field in _SEVERAL_LINES:
        return typed_lines(value)
    if field == "abstract":
        return joined_lines(typed_lines(value).strip(), language)
    return typed_line(value)
