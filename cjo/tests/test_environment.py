"""The script that makes .venv speaks in sentences where it cannot."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

SCRIPT = "tools/environment.sh"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a copy with the script alone, and an empty folder of programs."""
    (tmp_path / "tools").mkdir()
    (tmp_path / "bin").mkdir()
    shutil.copy(settings.BASE_DIR / SCRIPT, tmp_path / SCRIPT)
    for name in ("sh", "dirname", "cat", "rm"):
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or "/bin/false")
    return tmp_path


def pretend(project: Path, name: str, lines: str) -> None:
    """Put a program of this name in the path."""
    program = project / "bin" / name
    program.write_text(f"#!/bin/sh\n{lines}\n")
    program.chmod(0o755)


def call(project: Path, **variables: str) -> "subprocess.CompletedProcess[str]":
    environment = {"PATH": str(project / "bin"), **variables}
    return subprocess.run(
        [str(project / SCRIPT)], capture_output=True, text=True, env=environment
    )


def assert_one_sentence(
    finished: "subprocess.CompletedProcess[str]", part: str
) -> None:
    assert finished.returncode == 1
    assert part in finished.stderr
    assert finished.stderr.count("\n") == 1


def test_it_says_that_there_is_no_python(project: Path) -> None:
    assert_one_sentence(call(project), "is needed, but none works here")


def test_it_passes_over_a_shim_that_fails(project: Path) -> None:
    pretend(
        project, "python3", "echo 'pyenv: python3: command not found' >&2; exit 127"
    )
    assert_one_sentence(call(project), "is needed, but none works here")


@pytest.mark.parametrize("version", ["2.7", "3.10", "3.14"])
def test_it_names_the_python_that_is_too_old_or_too_new(
    project: Path, version: str
) -> None:
    pretend(project, "python3", f"echo version {version}")
    assert_one_sentence(call(project), f"but python3 is {version}")


def test_it_says_that_the_venv_module_is_missing(project: Path) -> None:
    pretend(project, "python3", "echo missing ensurepip")
    assert_one_sentence(call(project), "Python has no venv module")


def test_it_goes_on_to_the_next_python(project: Path) -> None:
    pretend(project, "python3", "echo version 3.9")
    pretend(project, "python3.12", "[ $# = 1 ] && [ $1 = - ] && echo ok || exit 3")
    finished = call(project)
    assert "python3.12" in finished.stdout
    assert "No environment could be made" in finished.stderr
    assert not (project / ".venv").exists()


def test_a_named_python_is_the_only_one_tried(project: Path) -> None:
    pretend(project, "python3", "echo ok")
    pretend(project, "mine", "echo version 3.8")
    assert_one_sentence(call(project, PYTHON="mine"), "mine is 3.8")


def test_it_leaves_an_environment_alone_that_is_up_to_date() -> None:
    before = os.environ.copy()
    stamp = settings.BASE_DIR / ".venv" / "requirements.txt.digest"
    lock = settings.BASE_DIR / "requirements.txt"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    # otherwise the script would install packages into the environment of the tests
    if not stamp.exists() or stamp.read_text().strip() != digest:
        pytest.skip("these tests do not run in the environment that make made")
    finished = subprocess.run(
        [str(settings.BASE_DIR / SCRIPT), "requirements.txt"],
        capture_output=True,
        text=True,
        env=before,
    )
    assert (finished.returncode, finished.stdout, finished.stderr) == (0, "", "")
