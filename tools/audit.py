"""Known holes in what is locked: told apart from a service that cannot be reached."""

import json
import subprocess
import sys

LOCKS = ("requirements.txt", "requirements-dev.txt")
SECONDS = 120


def _ask(lock: str) -> dict[str, list[dict[str, object]]] | None:
    """Return pip-audit's answer; None where its service gave none."""
    command = [sys.executable, "-m", "pip_audit", "--requirement", lock]
    command += ["--require-hashes", "--disable-pip", "--format", "json"]
    command += ["--progress-spinner", "off", "--timeout", "15"]
    try:
        answer = subprocess.run(
            command, capture_output=True, text=True, timeout=SECONDS
        )
        found: dict[str, list[dict[str, object]]] = json.loads(answer.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    # a mirror that holds no advisories answers too: "not found", for everything
    if all("skip_reason" in package for package in found["dependencies"]):
        return None
    return found


def main() -> int:
    holes = 0
    for lock in LOCKS:
        found = _ask(lock)
        if found is None:
            print(f"Audit of {lock}: the service cannot be reached; left out.")
            continue
        skipped = 0
        for package in found["dependencies"]:
            skipped += "skip_reason" in package
            for hole in package.get("vulns", []):  # type: ignore[attr-defined]
                holes += 1
                mended = ", ".join(hole["fix_versions"]) or "no version yet"
                print(
                    f"{lock}: {package['name']} {package['version']} has "
                    f"{hole['id']}; mended in {mended}"
                )
        print(
            f"Audit of {lock}: {len(found['dependencies']) - skipped} packages "
            f"looked up, {skipped} not known to the service."
        )
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
