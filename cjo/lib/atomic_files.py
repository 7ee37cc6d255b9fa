"""Files written completely or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def whole_file(path: Path, mode: int = 0o644) -> Iterator[Path]:
    """Yield a temporary path; rename it to `path` when the block ends without error.

    After a full disk or an interruption, `path` is as it was before. `mode` is the
    permission of the file.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    # in the same folder: a rename between file systems is a copy, not atomic
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    os.close(handle)
    part = Path(name)
    try:
        yield part
        part.chmod(mode)
        # on the disk before the rename, or a power cut leaves an empty file
        with part.open("rb") as written:
            os.fsync(written.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_atomically(path: Path, content: bytes) -> None:
    with whole_file(path) as part:
        part.write_bytes(content)
