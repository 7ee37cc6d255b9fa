"""docs/configuration.md lists exactly the variables that are read."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

READERS = {"env", "os.environ"}


def variables_read(path: str) -> set[str]:
    """Return the first argument of each env.…("NAME") and environ.get("NAME")."""
    tree = ast.parse((Path(settings.BASE_DIR) / path).read_text())
    return {
        str(node.args[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) in READERS
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


def variables_told(*titles: str) -> set[str]:
    text = (Path(settings.BASE_DIR) / "docs" / "configuration.md").read_text()
    sections = re.split(r"^## ", text, flags=re.MULTILINE)
    return {
        name
        for section in sections
        if section.split("\n")[0] in titles
        for name in re.findall(r"^\| `([A-Z_]+)` \|", section, flags=re.MULTILINE)
    }


def test_options_in_the_database_address_are_kept() -> None:
    listed = "postgres://me@db.example/name?sslmode=verify-full&connect_timeout=3"
    code = "import json; from cjo.settings import DATABASES as all; "
    code += "print(json.dumps(all['default']['OPTIONS']))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "DATABASE_URL": listed},
        cwd=settings.BASE_DIR,
        capture_output=True,
        check=True,
        text=True,
    )
    options = json.loads(done.stdout)
    assert options["sslmode"] == "verify-full"
    assert options["connect_timeout"] == 3
    assert options["prepare_threshold"] == 5


def test_every_setting_is_documented_and_nothing_else() -> None:
    read = variables_read("cjo/settings.py")
    listed = variables_told(
        "Where the site is", "What it keeps", "Security", "Mail", "The server"
    )
    assert listed == read


def test_every_variable_of_the_tests_is_documented() -> None:
    read = {"PYTHON", "CI"}
    for path in ("tools/postgres.py", "tools/chromium.py"):
        read |= variables_read(path)
    assert variables_told("Tests") == read - {"PLAYWRIGHT_BROWSERS_PATH"}
