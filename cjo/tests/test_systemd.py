"""The units of systemd in `deploy` are valid, and call commands that there are."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

ANALYZE = shutil.which("systemd-analyze") or ""
UNITS = sorted((settings.BASE_DIR / "deploy").glob("observer*.*"))
COMMAND = re.compile(r"python manage\.py (\w+)")


def test_there_are_units_for_the_site_and_its_backup() -> None:
    assert [unit.name for unit in UNITS] == [
        "observer-backup.service",
        "observer-backup.timer",
        "observer.service",
    ]


def test_each_command_is_one_of_ours() -> None:
    called = {name for unit in UNITS for name in COMMAND.findall(unit.read_text())}
    assert called == {"setup", "serve", "backup"}
    assert called <= set(get_commands())


@pytest.mark.skipif(not ANALYZE, reason="systemd is not installed here")
def test_systemd_finds_no_fault_in_them(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text().replace(
            "/srv/observer/.venv/bin/python", sys.executable
        )
        text = text.replace("User=observer\nGroup=observer\n", "")
        (tmp_path / unit.name).write_text(text)
    copies = sorted(str(path) for path in tmp_path.iterdir())
    checked = subprocess.run(
        [ANALYZE, "verify", *copies], capture_output=True, text=True
    )
    named = [line for line in checked.stderr.splitlines() if "observer" in line]
    assert named == []
