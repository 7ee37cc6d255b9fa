"""Numbers of cases in a text from right to left, so that their parts stay in order."""

from lxml.html import Element as new_element

from articles.rendering.tree import Element, slots
from cjo.lib.passages import NUMBER, is_right_to_left

_AS_WRITTEN = {"code", "pre"}  # always from left to right: see writing.css


def isolate_numbers(root: Element, language: str) -> None:
    if not is_right_to_left(language):
        return
    for slot in [*slots(root)]:
        around = {slot.parent.tag, *(each.tag for each in slot.parent.iterancestors())}
        if around & _AS_WRITTEN:
            continue
        for number in reversed([*NUMBER.finditer(slot.text)]):
            holder, element = new_element("div"), new_element("bdi")
            element.text = number[0]
            holder.append(element)
            slot.insert(holder, *number.span())
