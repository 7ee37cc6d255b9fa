"""The tree as it reads without our style sheet: in feeds, as plain text, on paper.

The templates of embeds use these classes where only the style sheet arranges texts:
`hidden` and `role="note"` are not printed; dots separate the children of
`dotted`; a `card` in `cards` has its number in a `mark` of its own.
"""

from collections.abc import Iterator

from articles.rendering.tree import Element, classes, is_reference

DOT = " · "
_NAMES = (
    "address article aside blockquote caption dd details div dl dt figcaption figure "
    "footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section summary table tr ul"
)
BLOCKS = frozenset(_NAMES.split())


def drop_decoration(root: Element) -> Element:
    """Take out bars and notes on demand; separate texts that only CSS separates."""
    for element in [*root.iter()]:
        if _is_decoration(element):
            element.drop_tree()
    # the style sheet puts the dots between; blocks stand apart without them
    for element in root.find_class("dotted"):
        for child in element[:-1]:
            if child.tag not in BLOCKS:
                child.tail = DOT
    for small in root.iter("small"):
        if "credit" not in classes(small):  # in parentheses already
            _set_apart(small)
    return root


def as_prose(root: Element) -> Element:
    """Also put the number of a card into its title."""
    drop_decoration(root)
    for mark in root.find_class("mark"):
        title = next(mark.itersiblings("h3"), None)
        if title is not None and mark.text_content().strip():
            title.text = f"{mark.text_content().strip()}{DOT}{title.text or ''}"
        mark.drop_tree()
    return root


def plain_text(root: Element) -> str:
    """Return the words that a reader sees, a line for each block.

    The numbers of notes and sources are left out: they are no words of the text.
    """
    lines = "".join(_words(root)).split("\n")
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))


def _words(element: Element) -> Iterator[str]:
    if is_reference(element):
        return
    around = "\n" if element.tag in BLOCKS or element.tag == "br" else ""
    if element.tag in ("td", "th"):
        around = " "
    yield around
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _words(child)
        yield (child.tail or "").replace("\n", " ")
    yield around


def _is_decoration(element: Element) -> bool:
    return (
        element.tag == "svg"
        or element.get("role") == "note"
        or element.get("aria-hidden") == "true"
        or "hidden" in classes(element)
    )


def _set_apart(element: Element) -> None:
    before, parent = element.getprevious(), element.getparent()
    text = (parent.text if before is None else before.tail) or ""
    if text.strip() and text == text.rstrip():
        if before is None:
            parent.text = f"{text} "
        else:
            before.tail = f"{text} "
    after = element.tail or ""
    if after.strip() and after == after.lstrip():
        element.tail = f"{DOT}{after}"
