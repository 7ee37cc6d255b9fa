#!/bin/sh
# Make .venv with the locked packages, or leave it alone when nothing changed.
# Usage: tools/environment.sh [LOCK...], by default requirements.txt
# PYTHON=/path/to/python chooses the interpreter.
set -eu
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- requirements.txt

fail() {
    echo "$1" >&2
    exit 1
}

# Print "ok", or what is missing. A version manager's shim can stand in PATH and
# fail when called, so each candidate is tried and not only looked up.
ask() {
    "$1" - 2>/dev/null <<'PYTHON'
import sys

if not (3, 11) <= sys.version_info < (3, 14):
    print("version %d.%d" % sys.version_info[:2])
else:
    missing = []
    for name in ("venv", "ensurepip", "sqlite3", "ssl"):
        try:
            __import__(name)
        except ImportError:
            missing.append(name)
    print("missing " + " and ".join(missing) if missing else "ok")
PYTHON
}

choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.13 python3.12 python3.11
    fi
    wrong="" lacking=""
    for name; do
        path=$(command -v "$name" 2>/dev/null) || continue
        answer=$(ask "$path") || continue
        case $answer in
            ok)
                echo "$path"
                return
                ;;
            version*) wrong="$name is ${answer#version }" ;;
            missing*) lacking="$path lacks ${answer#missing }" ;;
        esac
    done
    case $lacking in
        *venv* | *ensurepip*)
            fail "Python has no venv module ($lacking): install it (on Debian and Ubuntu: apt-get install python3-venv) and try again."
            ;;
        ?*)
            fail "Python is not complete ($lacking): install one that is, or name it with PYTHON=/path/to/python."
            ;;
    esac
    fail "Python 3.11, 3.12 or 3.13 is needed, but ${wrong:-none works here}: install one of them, or name it with PYTHON=/path/to/python."
}

digest() {
    .venv/bin/python - "$1" <<'PYTHON'
import hashlib
import pathlib
import sys

print(hashlib.sha256(pathlib.Path(sys.argv[1]).read_bytes()).hexdigest())
PYTHON
}

# One that is half made, or whose Python went or changed, is made anew.
if [ "$(ask .venv/bin/python)" != ok ] || ! .venv/bin/python -c "import pip" 2>/dev/null; then
    python=$(choose_python)
    echo "Making .venv with $("$python" --version) ($python) ..."
    rm -rf .venv
    "$python" -m venv .venv || {
        rm -rf .venv
        fail "No environment could be made in .venv with $python: its own message stands above."
    }
fi

stale=""
for lock; do
    [ "$(cat ".venv/$lock.digest" 2>/dev/null)" = "$(digest "$lock")" ] || stale="$stale $lock"
done
[ -n "$stale" ] || exit 0

echo "Installing the packages of$stale (once, until they change) ..."
set -- --disable-pip-version-check -qq --require-hashes
for lock in $stale; do
    set -- "$@" -r "$lock"
done
.venv/bin/python -m pip install "$@" ||
    fail "The packages could not be installed: pip's own message stands above."
for lock in $stale; do
    digest "$lock" >".venv/$lock.digest"
done
