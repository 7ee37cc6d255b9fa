"""The tools of `make check`: a service that is missing is no failure."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tools import audit, chromium, postgres, templates

KNOWN = {"name": "django", "version": "5.2.1", "vulns": []}
SKIPPED = {"name": "django", "skip_reason": "Dependency not found"}
HOLED = {**KNOWN, "vulns": [{"id": "CVE-2026-1", "fix_versions": ["5.2.2"]}]}


def answer(monkeypatch: pytest.MonkeyPatch, *packages: dict[str, Any]) -> None:
    """Replace the answer of pip-audit."""
    text = json.dumps({"dependencies": packages}) if packages else "no network"
    finished = subprocess.CompletedProcess([], 1, stdout=text, stderr="")
    monkeypatch.setattr(subprocess, "run", lambda *args, **options: finished)


def test_an_audit_that_found_nothing_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, KNOWN)
    assert audit.main() == 0


def test_a_hole_fails_and_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer(monkeypatch, KNOWN, HOLED, SKIPPED)
    assert audit.main() == 1
    assert "django 5.2.1 has CVE-2026-1; mended in 5.2.2" in capsys.readouterr().out


@pytest.mark.parametrize("packages", [[], [SKIPPED]])
def test_a_service_that_knows_nothing_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    packages: list[dict[str, Any]],
) -> None:
    answer(monkeypatch, *packages)
    assert audit.main() == 0
    assert "cannot be reached" in capsys.readouterr().out


def test_a_service_that_never_answers_is_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wait(*args: object, **options: object) -> None:
        raise subprocess.TimeoutExpired("pip-audit", audit.SECONDS)

    monkeypatch.setattr(subprocess, "run", wait)
    assert audit.main() == 0
    assert "cannot be reached" in capsys.readouterr().out


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the only folder in which programs are looked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PLAYWRIGHT_BROWSERS_PATH", str(tmp_path / "none"))
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(chromium, "MAC", "")
    chromium.find_chromium.cache_clear()
    yield tmp_path
    chromium.find_chromium.cache_clear()


def pretend(path: Path, code: int) -> None:
    path.write_text(f"#!/bin/sh\nexit {code}\n")
    path.chmod(0o755)


def test_a_chromium_that_does_not_start_is_passed_over(programs: Path) -> None:
    pretend(programs / "chromium-browser", 1)
    assert chromium.find_chromium() is None
    pretend(programs / "google-chrome", 0)
    chromium.find_chromium.cache_clear()
    assert chromium.find_chromium() == str(programs / "google-chrome")


def test_a_named_chromium_comes_first(
    programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(programs / "chromium", 0)
    pretend(programs / "mine", 0)
    monkeypatch.setenv("CHROMIUM", str(programs / "mine"))
    assert chromium.find_chromium() == str(programs / "mine")


def test_a_named_postgresql_that_does_not_answer_ends_the_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TEST_DATABASE_URL", "postgres://nobody@127.0.0.1:1/none")
    with pytest.raises(SystemExit, match="does not answer"):
        postgres.find()


def test_a_template_line_that_is_too_wide_is_named(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>" + "a" * 157 + "\n<p>" + "法" * 158 + "\n")
    (message,) = templates.wide_lines([page])
    assert message.startswith(f"{page}:2: 161 characters, at most 160")


def test_a_template_line_that_is_too_wide_fails_the_check(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/page.html").write_text("<p>" + "a" * 160 + "</p>\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.argv", ["templates", "--check"])
    assert templates.main() == 1
    assert "templates/page.html:1: 167 characters" in capsys.readouterr().err
