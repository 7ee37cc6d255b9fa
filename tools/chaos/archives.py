"""Restore files that are no backup, or that an enemy made out of one.

python -m tools.chaos.archives
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tools.chaos.databases import empty_database, engine_of
from tools.chaos.own_site import arguments, own_site
from tools.chaos.result import Result, write_results

_ROOT = Path(__file__).resolve().parents[2]


def archives(database: str) -> Result:
    """Give each file to `manage.py restore`, as an operator does."""
    from django.core.management import call_command

    from cjo.demo.loading import load
    from tools.chaos.hostile_archives import HOSTILE

    load()
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        call_command("backup", "--to", name, verbosity=0, stdout=sys.stderr)
        good = next(folder.glob("*.tar"))
        for kind, make in HOSTILE.items():
            bad = folder / "bad.tar"
            bad.unlink(missing_ok=True)
            make(good, bad)
            if answer := _fault_of_restoring(bad, folder / kind, database):
                wrong.append(f"{kind}: {answer}")
    figures = "; ".join(wrong) or "each refused in a sentence, nothing left behind"
    return Result("hostile archives", len(HOSTILE), len(wrong), figures)


def _fault_of_restoring(file: Path, var: Path, database: str) -> str:
    with empty_database(engine_of(database), "restored") as address:
        places = {"VAR_DIR": str(var), "DATABASE_URL": address}
        done = subprocess.run(
            [sys.executable, "manage.py", "restore", str(file)],
            cwd=_ROOT,
            env={**os.environ, **places},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    if done.returncode == 0:
        return "restored"
    if "Traceback" in done.stderr or "CommandError" not in done.stderr:
        return "a traceback"
    left = [path.name for path in var.rglob("*.webp")]
    return f"left {', '.join(left)}" if left else ""


def main() -> int:
    options = arguments(__doc__).parse_args()
    with own_site(options.database):
        return write_results(options.results, [archives(options.database)])


if __name__ == "__main__":
    sys.exit(main())
