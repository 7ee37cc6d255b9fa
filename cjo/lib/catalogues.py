"""Translation catalogues of the interface: extracted, updated, checked, compiled.

There are two for a language. The texts that readers meet are in one; those of the desk
are in the other, which English and Chinese alone have, so that they hold no language
back. A text that both meet is in the readers'.

Babel replaces the gettext programs that Django calls, so that a fresh machine needs
none of them.
"""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale

from cjo.lib.atomic_files import write_atomically
from cjo.lib.texts import Part

Report = Callable[[str], None]

DESK_LANGUAGES = ("zh-hans",)
# Fields of gettext's header that change with every run, or are empty here
_NOISE = tuple(
    f'"{field}:'
    for field in (
        "Project-Id-Version",
        "Report-Msgid-Bugs-To",
        "POT-Creation-Date",
        "PO-Revision-Date",
        "Last-Translator",
        "Language-Team",
        "Generated-By",
    )
)


def languages() -> list[str]:
    """Return the languages that have or need catalogues: not English, the source."""
    return [
        code
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
        and (code in settings.LANGUAGES_READY or po_path(code).exists())
    ]


def parts_of(language: str) -> list[Part]:
    return [part for part in Part if not part or language in DESK_LANGUAGES]


def po_path(language: str, part: Part = Part.READERS) -> Path:
    folder = Path(settings.LOCALE_PATHS[part]) / to_locale(language)
    return folder / "LC_MESSAGES" / "django.po"


def read(language: str, part: Part) -> Catalog:
    path, locale = po_path(language, part), to_locale(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale, abort_invalid=True)
    else:
        catalogue = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    words = "The interface" if part is Part.READERS else "The words of the desk"
    catalogue.header_comment = (
        f"# {words} in {language}: `make messages` keeps it up to date."
    )
    return catalogue


def update(language: str, texts: dict[Part, Catalog]) -> tuple[int, int]:
    """Update the catalogues to the texts in the code; return (added, dropped).

    A text that goes from one part to the other takes its translation along.
    """
    parts = {part: read(language, part) for part in parts_of(language)}
    known = {key(text): text.string for part in parts.values() for text in part}
    for part, catalogue in parts.items():
        # No translation is guessed from similar texts: a changed text is new
        catalogue.update(texts[part], no_fuzzy_matching=True)
        for text in catalogue:
            text.string = known.get(key(text), text.string)
        _write(catalogue, po_path(language, part))
    now = {key(text) for part in parts.values() for text in part}
    return len(now - known.keys()), len(known.keys() - now)


def _write(catalogue: Catalog, path: Path) -> None:
    content = BytesIO()
    # without line numbers, which change with every edit above them
    write_po(
        content,
        catalogue,
        width=88,
        sort_by_file=True,
        ignore_obsolete=True,
        include_lineno=False,
    )
    lines = content.getvalue().decode().splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(_NOISE))
    write_atomically(path, kept.encode())


def write_template(texts: Catalog) -> None:
    """Write the texts of readers with their places and comments, for translators."""
    texts.header_comment = "# The texts that readers meet: `make messages` writes it."
    _write(texts, Path(settings.LOCALE_PATHS[Part.READERS]) / "django.pot")


def stale_catalogues() -> list[Path]:
    """Return the catalogues of languages in use that have to be compiled."""
    sources = [
        po_path(language, part)
        for language in (settings.LANGUAGE_CODE, *settings.LANGUAGES_READY)
        for part in Part
    ]
    return [
        source
        for source in sorted(set(sources))
        if source.exists() and not _is_newer(source.with_suffix(".mo"), source)
    ]


def _is_newer(made: Path, source: Path) -> bool:
    return made.is_file() and made.stat().st_mtime >= source.stat().st_mtime


def compile_catalogues(report: Report = lambda line: None) -> None:
    """Compile each catalogue in use that changed since it was compiled."""
    for source in stale_catalogues():
        target = source.with_suffix(".mo")
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        content = BytesIO()
        write_mo(content, catalogue)
        write_atomically(target, content.getvalue())
        report(f"Compiled {source.relative_to(settings.BASE_DIR)}")


def key(message: Message) -> tuple[Any, Any]:
    return message.context, message.id
