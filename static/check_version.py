"""Check a text that was published, without the site that published it.

    pip install cryptography
    python check_version.py 1.json --log integrity.jsonl --head integrity.json

`1.json` is the JSON of the version, from its history. `integrity.jsonl` has the entries
of the site's integrity log: save every part of it. `integrity.json` is the newest entry
as you, or somebody you trust, kept it at any time since.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Line = dict[str, Any]  # a line of the log: canonical, hash, signature, and the entry


class Wrong(Exception):
    """Something is not as it was published; the message says what."""


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def require_signature(key: str, signature: str, hash_: str, name: str) -> None:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), hash_.encode())
    except (ValueError, InvalidSignature):
        raise Wrong(f"The signature of {name} is wrong.") from None


def read_log(files: Iterable[Path]) -> Iterator[Line]:
    """Yield the lines in the order of their numbers, each with its entry."""
    texts = [line for file in files for line in file.read_text().splitlines() if line]
    lines = [json.loads(text) for text in texts]
    for line in lines:
        line["entry"] = json.loads(line["canonical"])
    # the same part may have been saved twice
    unique = {line["entry"]["number"]: line for line in lines}
    yield from (unique[number] for number in sorted(unique))


def redacted_entries(lines: Iterable[Line]) -> set[tuple[int, str]]:
    """Return number and digest of each entry that named somebody, and does no more."""
    entries = [line["entry"] for line in lines]
    return {
        (entry["version"], entry["digest"])
        for entry in entries
        if (entry["kind"], entry["subject"]) == ("redaction", "integrity")
    }


def require_chain(lines: list[Line]) -> None:
    """Check every entry, and that each names the hash of the one before."""
    redacted = redacted_entries(lines)
    for line, before in zip(lines, [None, *lines], strict=False):
        entry = line["entry"]
        name = f"entry {entry['number']}"
        digest = sha256(line["canonical"].encode())
        if digest != line["hash"] and (entry["number"], digest) not in redacted:
            raise Wrong(f"The hash of {name} is not that of its content.")
        require_signature(entry["key"], line["signature"], line["hash"], name)
        if before is None:
            continue
        if entry["number"] != before["entry"]["number"] + 1:
            raise Wrong(f"The log has a gap before {name}: save that part too.")
        if entry["previous"] != before["hash"]:
            raise Wrong(f"{name.capitalize()} does not follow the one before.")


def require_head(lines: list[Line], head: dict[str, Any]) -> None:
    number, name = head["number"], "the kept entry"
    require_signature(head["key"], head["signature"], head["hash"], name)
    kept = [line for line in lines if line["entry"]["number"] == number]
    if not kept:
        raise Wrong(f"The log does not reach to entry {number}, which was kept.")
    if kept[0]["hash"] != head["hash"]:
        raise Wrong(f"The log was rewritten: entry {number} is not the one kept.")


def check(version: bytes, lines: list[Line], head: dict[str, Any] | None) -> str:
    """Return what is proved; raise Wrong if the text is not what was published."""
    hash_ = sha256(version.strip())
    require_chain(lines)
    entries = [line["entry"] for line in lines if line["entry"]["digest"] == hash_]
    if not entries:
        raise Wrong(f"No entry of the log has the hash of this text: {hash_}.")
    entry = entries[0]
    if head is not None:
        require_head(lines, head)
    if entry["kind"] == "redaction":
        return (
            f"Withheld: words were taken out of {entry['subject']}, version "
            f"{entry['version']}. What is left is entry {entry['number']} of the log, "
            f"entered {entry['at']}, signed with the key {entry['key']}. That nothing "
            "else was changed is the site's own word."
        )
    if head is not None and entry["number"] > head["number"]:
        raise Wrong("The text was entered after the kept entry: keep a newer one.")
    later = ", later than it was published" if entry["entered_later"] else ""
    return (
        f"Right: {entry['subject']}, version {entry['version']}, is entry "
        f"{entry['number']} of the log, entered {entry['at']}{later}, "
        f"signed with the key {entry['key']}."
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version", type=Path, help="the JSON of the version")
    parser.add_argument("--log", type=Path, nargs="+", required=True)
    parser.add_argument("--head", type=Path, help="the newest entry, as it was kept")
    given = parser.parse_args()
    try:
        head = json.loads(given.head.read_text()) if given.head else None
        lines = list(read_log(given.log))
        print(check(given.version.read_bytes(), lines, head))
    except (OSError, ValueError, KeyError, TypeError) as error:
        print(f"A file cannot be read: {error!r}", file=sys.stderr)
        return 2
    except Wrong as wrong:
        print(f"WRONG: {wrong}", file=sys.stderr)
        return 1
    if head is None:
        print("Without a kept entry (--head) this is the site's own word.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
