"""Folders and files that an installation needs."""

import json
import shutil
import tempfile
import time
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.checks import CheckMessage, Error, Warning
from django.db import connection

from articles.pdf.faces import OF_ALL_LANGUAGES, OF_LANGUAGE, missing_packages
from cjo.lib.backups.manifest import UNFINISHED
from cjo.lib.catalogues import stale_catalogues
from cjo.lib.languages import ready_languages

SETUP = "Run `manage.py setup`."
FONTS = "Install what requirements.txt lists: `tools/environment.sh`."
MANIFEST = "staticfiles.json"
LEAST_BYTES = 16 * 1024 * 1024
FEW_BYTES = 1024 * 1024 * 1024
BACKUP_DAYS = 7


def folders_can_be_written() -> list[CheckMessage]:
    folders = [settings.VAR_DIR, settings.MEDIA_ROOT, settings.PDF_ROOT]
    if connection.vendor == "sqlite":
        # a database in WAL writes files beside it, also for a reader
        folders.append(Path(connection.settings_dict["NAME"]).parent)
    reasons = {folder: _reason_against(Path(folder)) for folder in folders}
    return [
        Error(
            f"{folder} cannot be written: {reason}.",
            hint="Let the user of the site write there and make room on its disk, or "
            "name another folder (docs/configuration.md).",
            id="cjo.E101",
        )
        for folder, reason in reasons.items()
        if reason
    ]


def _reason_against(folder: Path) -> str:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(64 * 1024))
    except OSError as wrong:
        return wrong.strerror or str(wrong)
    return ""


def disk_has_room() -> list[CheckMessage]:
    try:
        free = shutil.disk_usage(settings.VAR_DIR).free
    except OSError:
        return []  # there is no such folder, which another check says
    hint = "Delete what is not needed, or move VAR_DIR to a larger disk."
    if free < LEAST_BYTES:
        return [Error("The disk of the data is full.", hint=hint, id="cjo.E102")]
    if free < FEW_BYTES:
        message = "The disk of the data has less than 1 GB left."
        return [Warning(message, hint=hint, id="cjo.W102")]
    return []


def static_files_are_collected() -> list[CheckMessage]:
    folder = Path(settings.STATIC_ROOT)
    try:
        manifest = json.loads((folder / MANIFEST).read_text())
        complete = all((folder / name).is_file() for name in manifest["paths"].values())
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        complete = False
    if not complete:
        message = "The style sheets as served are missing or damaged (STATIC_ROOT)."
        return [Error(message, hint=SETUP, id="cjo.E103")]
    if stale := _stale_static_files():
        message = f"Style sheets or drawings are of a former code, such as {stale[0]}."
        return [Warning(message, hint=SETUP, id="cjo.W103")]
    return []


def _stale_static_files() -> list[str]:
    stale = []
    for finder in get_finders():
        for name, storage in finder.list([]):
            served = Path(settings.STATIC_ROOT) / name
            with storage.open(name) as file:
                if not served.is_file() or served.read_bytes() != file.read():
                    stale.append(name)
    return stale


def catalogues_are_compiled() -> list[CheckMessage]:
    if not stale_catalogues():
        return []
    message = "The translated words of the pages are missing or of a former code."
    return [Warning(message, hint=SETUP, id="cjo.W104")]


def fonts_are_installed() -> list[CheckMessage]:
    """Languages that are not open may leave their faces out."""
    missing = missing_packages()
    needed = [package for package in OF_ALL_LANGUAGES if package in missing]
    wanted = [
        f"{_named(package)} for {language.english}"
        for language in ready_languages()
        for package in OF_LANGUAGE.get(language.code, ())
        if package in missing
    ]
    messages: list[CheckMessage] = []
    if needed:
        message = f"Fonts of all PDFs are missing: {', '.join(map(_named, needed))}."
        messages.append(Error(message, hint=FONTS, id="cjo.E105"))
    if wanted:
        message = (
            f"Fonts of PDFs are missing: {', '.join(wanted)}. "
            "Signs that no font holds are printed as codes."
        )
        messages.append(Warning(message, hint=FONTS, id="cjo.W105"))
    return messages


def _named(package: str) -> str:
    return package.replace("_", "-")


def last_backup_is_recent() -> list[CheckMessage]:
    hint = "Run `manage.py backup` each day, and keep the files on another machine."
    try:
        times = [file.stat().st_mtime for file in settings.BACKUP_DIR.glob("*.tar*")]
    except OSError:
        times = []
    if not times:
        return [Warning("There is no backup.", hint=hint, id="cjo.W106")]
    days = int((time.time() - max(times)) / 86_400)
    if days <= BACKUP_DAYS:
        return []
    message = f"The last backup was made {days} days ago."
    return [Warning(message, hint=hint, id="cjo.W106")]


def no_restore_was_interrupted() -> list[CheckMessage]:
    folder = Path(settings.MEDIA_ROOT) / UNFINISHED
    if not folder.exists():
        return []
    return [
        Warning(
            f"A restore is going on, or was ended by force: {folder} is there.",
            hint="If none is going on: delete that folder if the database has its "
            "texts, else restore again.",
            id="cjo.W107",
        )
    ]
