"""The format of templates: djade, and the width of lines."""

import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

WIDEST = 160  # characters; about 100 can be read at a glance, some links need more


def main() -> int:
    paths = sorted(Path("templates").rglob("*.html"))
    check = ["--check"] if "--check" in sys.argv else []
    djade = Path(sys.executable).with_name("djade")
    command = [str(djade), *check, "--target-version", "5.2"]
    # djade answers 1 too when it has written: that is no failure
    answer = subprocess.run([*command, *map(str, paths)]).returncode
    if not check:
        return 0
    messages = list(wide_lines(paths))
    for message in messages:
        print(message, file=sys.stderr)
    return 1 if messages else answer


def wide_lines(paths: Iterable[Path]) -> Iterator[str]:
    """Yield a message for each line that is wider than WIDEST."""
    for path in paths:
        for number, line in enumerate(path.read_text().split("\n"), start=1):
            if len(line) > WIDEST:
                yield (
                    f"{path}:{number}: {len(line)} characters, at most {WIDEST}: break "
                    "it inside a tag, or where white space is not seen"
                )


if __name__ == "__main__":
    sys.exit(main())
