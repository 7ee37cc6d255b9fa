"""Known vulnerabilities of the locked packages, if their service can be reached."""

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
        report: dict[str, list[dict[str, object]]] = json.loads(answer.stdout)
    except (subprocess.TimeoutExpired, json.JSONDecodeError):
        return None
    # a mirror without advisories answers too: "not found", for every package
    if all("skip_reason" in package for package in report["dependencies"]):
        return None
    return report


def main() -> int:
    holes = 0
    for lock in LOCKS:
        report = _ask(lock)
        if report is None:
            # no failure: who works without a network can run `make check` too
            print(f"Audit of {lock}: the service cannot be reached; left out.")
            continue
        skipped = 0
        for package in report["dependencies"]:
            skipped += "skip_reason" in package
            for hole in package.get("vulns", []):  # type: ignore[attr-defined]
                holes += 1
                mended = ", ".join(hole["fix_versions"]) or "no version yet"
                print(
                    f"{lock}: {package['name']} {package['version']} has "
                    f"{hole['id']}; mended in {mended}"
                )
        print(
            f"Audit of {lock}: {len(report['dependencies']) - skipped} packages "
            f"looked up, {skipped} not known to the service."
        )
    return 1 if holes else 0


if __name__ == "__main__":
    sys.exit(main())
