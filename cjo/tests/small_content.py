"""A small copy of the demo content: a few articles, and the records that they name."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from cjo.demo.files import CONTENT

SEED = "beijing-internet-court-publishes-personal-information-protection-cases"

_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
_ENTRY = re.compile(r"^(?=- (?:key|slug): )", re.MULTILINE)
_ENTRY_NAME = re.compile(r"- (?:key|slug): \"?([a-z0-9-]+)")
_RECORDS = ("cases", "collections", "overviews")
_LISTS = ("sources/*.yaml", "laws.yaml", "courts.yaml", "causes.yaml")


def small_content(*articles: str) -> Path:
    """Copy the articles with everything that they name; return the new folder.

    The whole content takes a minute to load, and a test loads it more than once.
    """
    folder = Path(tempfile.mkdtemp(prefix="observer-content-"))
    shutil.copytree(CONTENT, folder, dirs_exist_ok=True)
    _delete_articles(folder, articles)
    shutil.rmtree(folder / "pages")
    for pages in folder.glob("changes/*/before/pages"):
        shutil.rmtree(pages)
    named = _named_in(folder)
    for path in _records(folder):
        if path.stem not in named:
            path.unlink()
    for pattern in _LISTS:
        for path in folder.glob(pattern):
            _keep_entries(path, named)
    return folder


def _delete_articles(folder: Path, kept: tuple[str, ...]) -> None:
    for article in folder.glob("**/articles/*"):
        if article.name not in kept:
            shutil.rmtree(article)
            continue
        work = article / "work.yaml"
        if work.exists():
            work.write_text(_related_to_none(work.read_text()))


def _related_to_none(work: str) -> str:
    return re.sub(r"^related:(?: .*)?\n(?:[ -].*\n)*", "", work, flags=re.MULTILINE)


def _records(folder: Path) -> Iterator[Path]:
    for kind in _RECORDS:
        yield from folder.glob(f"{kind}/*.yaml")
        yield from folder.glob(f"changes/*/before/{kind}/*.yaml")


def _named_in(folder: Path) -> set[str]:
    """Return every word that could be a name, in the articles and what they name."""
    texts = {
        path: path.read_text()
        for path in [*folder.glob("**/articles/*/*"), *folder.glob("changes/*/*.yaml")]
        if path.is_file()
    }
    named = {name for text in texts.values() for name in _NAME.findall(text)}
    parts = {path.stem: "" for path in _records(folder)}
    for path in _records(folder):
        parts[path.stem] += path.read_text()
    for pattern in _LISTS:
        for path in folder.glob(pattern):
            for entry in _ENTRY.split(path.read_text())[1:]:
                name = _ENTRY_NAME.match(entry)
                assert name is not None, entry
                parts[name[1]] = parts.get(name[1], "") + entry
    while found := named & parts.keys():
        for name in found:
            named.update(_NAME.findall(parts.pop(name)))
    return named


def _keep_entries(path: Path, named: set[str]) -> None:
    head, *entries = _ENTRY.split(path.read_text())
    kept = [
        entry
        for entry in entries
        if (name := _ENTRY_NAME.match(entry)) and name[1] in named
    ]
    if kept:
        path.write_text(head + "".join(kept))
    else:
        path.unlink()
