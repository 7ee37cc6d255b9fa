"""Typeset one document: JSON on standard input, a PDF on standard output.

`typesetting.py` runs this file by its path in a process of its own, so it knows
nothing of Django or of us. Exit codes: 0 done, 2 refused by typst (why: on standard
error). A line on standard error with exit code 0 is a warning.
"""

import base64
import json
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal, TypedDict

STANDARDS: list[Literal["ua-1", "a-2a"]] = ["ua-1", "a-2a"]
TEMPLATES = ("article.typ", "text.typ")
REFUSED = 2


class Job(TypedDict):
    """The message of the parent; `pictures` are base64, `published_at` Unix seconds."""

    document: dict[str, Any]
    pictures: dict[str, str]
    published_at: int
    faces: list[str]
    memory: int
    seconds: int


def main() -> int:
    job: Job = json.load(sys.stdin.buffer)
    resource.setrlimit(resource.RLIMIT_AS, (job["memory"], job["memory"]))
    resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"] + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory(prefix="observer-pdf-") as folder:
        return typeset(job, Path(folder))


def typeset(job: Job, folder: Path) -> int:
    """Put all files that typst may read into a folder, and compile them."""
    import typst  # after the limits: they hold for what it loads, too

    here = Path(__file__).resolve().parent
    for name in TEMPLATES:
        (folder / name).write_bytes((here / name).read_bytes())
    (folder / "data.json").write_text(json.dumps(job["document"]), "utf-8")
    for name, content in job["pictures"].items():
        (folder / name).write_bytes(base64.b64decode(content))
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[gathered(job["faces"], folder / "faces")],
    )
    if not fonts.families():
        print("no faces", file=sys.stderr)  # noqa: T201
        return REFUSED
    compiler = typst.Compiler(
        str(folder / "article.typ"), root=str(folder), font_paths=fonts
    )
    try:
        pdf = compiler.compile(
            format="pdf", pdf_standards=[*STANDARDS], timestamp=job["published_at"]
        )
    except typst.TypstError as refusal:
        # A character that no face has breaks both standards, but must not leave
        # a reader without the text: then it is printed and claims neither.
        print(refusal, file=sys.stderr)  # noqa: T201
        if not str(refusal).startswith("PDF/"):
            return REFUSED
        pdf = compiler.compile(format="pdf", timestamp=job["published_at"])
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single PDF")
    sys.stdout.buffer.write(pdf)
    return 0


def gathered(faces: list[str], folder: Path) -> Path:
    """Return a folder of these faces alone: typst would take all of a wheel."""
    folder.mkdir()
    for number, face in enumerate(faces):
        (folder / f"{number}{Path(face).suffix}").symlink_to(face)
    return folder


if __name__ == "__main__":
    sys.exit(main())
