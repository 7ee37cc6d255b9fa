"""The lock files agree with requirements*.in, and have hashes only."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PAIRS = ["requirements", "requirements-dev"]
PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[a-z0-9,-]+\])?==(\S+)", re.IGNORECASE)


def lines(name: str) -> list[str]:
    return (Path(settings.BASE_DIR) / name).read_text().splitlines()


def wanted(name: str) -> dict[str, Requirement]:
    stated = [line.split("#")[0].strip() for line in lines(f"{name}.in")]
    parsed = [Requirement(line) for line in stated if line and not line.startswith("-")]
    return {canonicalize_name(requirement.name): requirement for requirement in parsed}


def locked(name: str) -> dict[str, str]:
    pins = (PIN.match(line) for line in lines(f"{name}.txt"))
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


@pytest.mark.parametrize("name", PAIRS)
def test_each_requirement_has_its_reason(name: str) -> None:
    exempt = ("django-stubs", "django-filter-stubs", "types-")
    for line in lines(f"{name}.in"):
        if line and not line.startswith(("#", "-", *exempt)):
            assert "#" in line, line


@pytest.mark.parametrize("name", PAIRS)
def test_the_lock_has_every_requirement(name: str) -> None:
    pins = locked(name)
    for package, requirement in wanted(name).items():
        assert pins[package] in requirement.specifier, f"{package}: call `make lock`"


@pytest.mark.parametrize("name", PAIRS)
def test_the_lock_has_nothing_that_is_no_longer_required(name: str) -> None:
    asked, package = set(), ""
    for line in lines(f"{name}.txt"):
        if pin := PIN.match(line):
            package = canonicalize_name(pin[1])
        elif re.search(rf"# +(via )?-r {name}\.in$", line):
            asked.add(package)
    assert asked == set(wanted(name)), "call `make lock`"


@pytest.mark.parametrize("name", PAIRS)
def test_each_locked_package_has_a_hash_and_no_address(name: str) -> None:
    text = "\n".join(lines(f"{name}.txt"))
    assert not re.search(r"https?:|file:|--index|--find-links \S*/", text)
    for entry in re.split(r"\n(?=[a-z])", text):
        if PIN.match(entry):
            assert "--hash=sha256:" in entry, entry


def test_both_locks_agree() -> None:
    site, tests = locked("requirements"), locked("requirements-dev")
    for package in site.keys() & tests.keys():
        assert site[package] == tests[package], package
