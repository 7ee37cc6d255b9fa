"""Two dumps of the public pages are compared."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from tools.compare_sites.compare import compare
from tools.compare_sites.store import Dump, Frozen, Page

FRONT = Page("/", 200, "text/html", {}, b"<p>Two courts disagree</p>")
LATEST = Page("/latest/", 200, "text/html", {}, b"<p>Nothing yet</p>")
VERSION = Frozen("articles_version", "ab12", '{"title":"Courts"}', "1", "2024-03-01")


def listed(folder: Path, pages: list[Page], version: Frozen = VERSION) -> str:
    """Return the list of differences of another site from one of two pages."""
    old, new = folder / "old.dump", folder / "new.dump"
    Dump({page.address: page for page in (FRONT, LATEST)}, [VERSION]).write(old)
    Dump({page.address: page for page in pages}, [version]).write(new)
    listing = folder / "differences.txt"
    exit_code = compare(old, new, listing)
    text = listing.read_text()
    assert exit_code == (1 if text else 0)
    return text


def test_it_reports_a_changed_word(tmp_path: Path) -> None:
    front = replace(FRONT, body=b"<p>Two courts agree</p>")
    assert listed(tmp_path, [front, LATEST]) == (
        "== words: /\n  Two courts [-disagree-] {+agree+}\n"
    )


def test_it_reports_a_lost_address(tmp_path: Path) -> None:
    assert listed(tmp_path, [FRONT]) == "== addresses missing: /latest/ (200)\n"


def test_it_reports_a_changed_hash(tmp_path: Path) -> None:
    text = listed(tmp_path, [FRONT, LATEST], replace(VERSION, hash="cd34"))
    assert "== frozen rows gone: articles_version ab12" in text
    assert "== frozen rows new: articles_version cd34" in text


def test_it_finds_no_difference_in_other_markup_with_the_same_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    front = replace(FRONT, body=b"<div><p>Two <span>courts</span> disagree</p></div>")
    assert listed(tmp_path, [front, LATEST]) == ""
    assert "Nothing differs." in capsys.readouterr().out


def test_the_command_finds_no_difference_between_a_site_and_itself(
    tmp_path: Path,
) -> None:
    site = tmp_path / "site.dump"
    Dump({"/": FRONT}, [VERSION]).write(site)
    command = [sys.executable, "-m", "tools.compare_sites", "compare"]
    answer = subprocess.run(
        [
            *command,
            *map(str, (site, site, "--differences", tmp_path / "differences.txt")),
        ],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Nothing differs." in answer.stdout
