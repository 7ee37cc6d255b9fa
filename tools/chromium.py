"""Chromium for the browser tests: found, or installed where that is possible."""

import os
import platform
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"
FONTS = {
    "fonts-noto-core": Path("/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"),
    "fonts-noto-cjk": Path("/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc"),
}
# Chromium refuses root without --no-sandbox; the rest keeps it from calling home
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def _works(path: str) -> bool:
    # Tried out: Ubuntu's chromium-browser is a script that only names a snap
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def _playwrights() -> list[str]:
    # The folders in which Playwright keeps its downloads, by platform
    if system := os.environ.get("PLAYWRIGHT_BROWSERS_PATH", ""):
        folder = Path(system)
    elif platform.system() == "Darwin":
        folder = Path.home() / "Library/Caches/ms-playwright"
    else:
        folder = Path.home() / ".cache/ms-playwright"
    patterns = (
        "chromium-*/chrome-linux*/chrome",
        "chromium-*/chrome-mac*/*.app/**/Chromium",
    )
    return [str(path) for glob in patterns for path in sorted(folder.glob(glob))]


@cache
def find_chromium() -> str | None:
    """Return a Chromium that starts: from CHROMIUM, the system, or Playwright."""
    named = os.environ.get("CHROMIUM", "")
    known = [shutil.which(name) or "" for name in NAMES]
    for path in [named, *known, MAC, *reversed(_playwrights())]:
        if path and Path(path).exists() and _works(path):
            return path
    return None


def _quietly(*command: str) -> bool:
    """Run a command and print its output only if it fails; return its success."""
    answer = subprocess.run(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        timeout=900,
    )
    if answer.returncode:
        print(answer.stdout[-2000:], file=sys.stderr)
    return answer.returncode == 0


def install() -> None:
    """Install Chromium and fonts: from Debian for root, else Playwright's Chromium."""
    wanted = [name for name, file in FONTS.items() if not file.exists()]
    if not find_chromium():
        wanted.append("chromium")
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {', '.join(wanted)} ...", flush=True)
        _quietly("apt-get", "update", "-qq")
        _quietly("apt-get", "install", "-y", "-qq", "--no-install-recommends", *wanted)
        find_chromium.cache_clear()
    if not find_chromium():
        print("Downloading Playwright's Chromium ...", flush=True)
        _quietly(sys.executable, "-m", "playwright", "install", "chromium")
        find_chromium.cache_clear()
    if not find_chromium():
        print("No Chromium is to be had here: its tests say why they are skipped.")


if __name__ == "__main__":
    install()
