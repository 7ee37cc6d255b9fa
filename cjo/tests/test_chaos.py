"""`make chaos` prints each violation, and never takes silence for success."""

from pathlib import Path

import pytest

from tools.chaos.__main__ import ATTACKS, attack
from tools.chaos.databases import SQLITE
from tools.chaos.result import Result, print_table, read_results, write_results

HELD = Result("kills", 1000, 0, "0 lost")
FAILED = Result("edits", 500, 2, "2 lost unsaid")


def test_a_table_has_a_row_for_each_kind_and_engine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert print_table([("SQLite", HELD), ("PostgreSQL", FAILED)]) == 1
    _, first, second = capsys.readouterr().out.splitlines()
    assert "kills · SQLite" in first
    assert "edits · PostgreSQL" in second
    assert second.endswith("2 · 2 lost unsaid")


def test_the_exit_code_is_zero_only_without_violations() -> None:
    assert print_table([("SQLite", HELD)]) == 0


def test_results_come_back_from_the_process_of_an_attack(tmp_path: Path) -> None:
    file = tmp_path / "results"
    assert write_results(file, [HELD, FAILED]) == 1
    assert read_results(file) == [HELD, FAILED]


def test_an_attack_that_fails_itself_is_a_violation() -> None:
    (result,) = attack("tools.chaos.not_there", SQLITE)
    assert result.violations == 1
    assert "failed" in result.figures


def test_each_attack_is_a_module() -> None:
    for module in ATTACKS.values():
        assert Path(*module.split(".")).with_suffix(".py").exists(), module
