"""The documentation agrees with the code."""

import re
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import get_type_hints

from django.conf import settings

from articles.models.document import (
    Change,
    Document,
    IsBasedOn,
    PrintedName,
    PrintedPicture,
    ShownRecord,
    TranslatedFrom,
    canonical,
    digest,
)
from articles.models.integrity import EntryDocument
from cases.models import RecordDocument

DOCS = Path(settings.BASE_DIR) / "docs"
PARTS = {
    "byline": PrintedName,
    "picture": PrintedPicture,
    "is_based_on": IsBasedOn,
    "translated_from": TranslatedFrom,
    "embeds": ShownRecord,
    "change": Change,
}


def listed_fields(part: str) -> dict[str, str]:
    """Return the fields and meanings of a table in a part of hash.md."""
    return dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", part, re.MULTILINE))


def test_the_hash_page_lists_every_field() -> None:
    page = (DOCS / "hash.md").read_text()
    headings = r"^## (?:Records|The integrity log)$"
    texts, records, log = re.split(headings, page, flags=re.MULTILINE)
    rows = listed_fields(texts)
    assert set(rows) == set(get_type_hints(Document))
    assert set(listed_fields(records)) == set(get_type_hints(RecordDocument))
    assert set(listed_fields(log)) == set(get_type_hints(EntryDocument))
    for field, part in PARTS.items():
        named = set(re.findall(r"`(\w+)`", rows[field]))
        assert set(get_type_hints(part)) <= named, field


def test_the_hash_can_be_checked_by_hand(tmp_path: Path) -> None:
    right = canonical({"schema": 1, "title": "中文"})
    (tmp_path / "var").mkdir()
    with sqlite3.connect(tmp_path / "var" / "observer.sqlite3") as database:
        database.execute(
            "CREATE TABLE articles_version (title, number, canonical, hash)"
        )
        database.executemany(
            "INSERT INTO articles_version VALUES (?, 1, ?, ?)",
            [("One", right, digest(right)), ("Two", right + " ", digest(right))],
        )
    snippet = re.search(
        r"```python\n(.*?)```", (DOCS / "hash.md").read_text(), re.DOTALL
    )
    assert snippet
    printed = subprocess.run(
        [sys.executable, "-c", snippet[1]], cwd=tmp_path, capture_output=True, text=True
    )
    assert [line.split()[0] for line in printed.stdout.splitlines()] == [
        "right",
        "WRONG",
    ]


def test_links_between_pages_have_a_target() -> None:
    base = Path(settings.BASE_DIR)
    for page in [*base.glob("*.md"), *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text()):
            if not target.startswith(("http", "mailto")):
                assert (page.parent / target).exists(), f"{page.name}: {target}"


def test_every_path_that_a_page_names_exists() -> None:
    base = Path(settings.BASE_DIR)
    for page in [*base.glob("*.md"), *DOCS.rglob("*.md")]:
        for path in re.findall(r"`((?:\w+/)+[\w.]*)`", page.read_text()):
            is_example = path != path.lower()  # embed_NAME.py
            if path.split("/")[0] != "var" and not is_example:
                assert (base / path).exists(), f"{page.name}: {path}"


def test_every_test_that_a_page_names_exists() -> None:
    pages = "".join(page.read_text() for page in DOCS.glob("*.md"))
    named = re.findall(r"`([\w/]+\.py)::(\w+)`", pages)
    assert named
    for path, name in named:
        source = (Path(settings.BASE_DIR) / path).read_text()
        assert f"def {name}(" in source, f"{path}::{name}"
