"""Quotation marks and apostrophes are curly: in the interface and in the demo."""

import re
from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from cjo.demo.files import CONTENT, ContentFile
from cjo.lib.catalogues import po_path
from cjo.lib.texts import Part
from cjo.tests.crawl import Page

STRAIGHT = re.compile(r"['\"]")
TAG = re.compile(r"<[^>]*>")
CODE = re.compile(r"`[^`]*`|\]\([^)]*\)|\[\[[^\]]*\]\]")  # and addresses of links
FILES = sorted(
    str(path.relative_to(CONTENT))
    for path in CONTENT.rglob("*")
    if path.suffix in {".md", ".yaml"}
)


def strings(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from strings(each)
    elif isinstance(value, str):
        yield value


def texts_of(file: ContentFile) -> Iterator[str]:
    if not file.path.endswith(".md"):
        yield from strings(file.data)
        return
    facts, body = file.post
    yield from strings(facts)
    yield body


@pytest.mark.parametrize("path", FILES)
def test_a_text_of_the_demo_has_no_straight_quotes(path: str) -> None:
    texts = texts_of(ContentFile(CONTENT, path))
    assert [text for text in texts if STRAIGHT.search(CODE.sub("", text))] == []


def test_the_interface_has_no_straight_quotes() -> None:
    messages = []
    for part in Part:
        with po_path("zh-hans", part).open("rb") as file:
            # the first is the head of the catalogue
            messages += list(read_po(file))[1:]
    assert len(messages) > 1000
    for message in messages:
        for text in (*strings([message.id]), *strings([message.string])):
            assert not STRAIGHT.search(TAG.sub("", text)), text


def test_code_and_attributes_are_no_words_of_a_page() -> None:
    content = "<body><p title=\"It's\">Li’s <code>'a'</code> case</p></body>"
    assert Page("/", 200, content.encode()).words == "Li’s case"
