"""Translation catalogues of the interface: extracted, updated, checked, compiled.

Babel replaces the gettext programs that Django calls, so that a fresh machine needs
none of them.
"""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation import to_locale
from django.utils.translation.template import templatize

from cjo.lib.atomic_files import write_atomically

Report = Callable[[str], None]

# The folders with texts to translate
PLACES = ("articles", "cases", "cjo", "templates")
SKIPPED = {"tests", "migrations", "locale", "content", "__pycache__"}
KEYWORDS: dict[str, Any] = {
    **DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
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
# `%(name)s`, `%s` and `{name}`; `%%` is a plain sign
_PLACEHOLDER = re.compile(r"%%|%\(\w+\)[a-z]|%[a-z]|\{\w*\}")


def _extract_template(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[Any]:
    # Django turns a template into Python calls of gettext; the white space of the
    # HTML around them is left, and would be read as indentation
    source = templatize(file.read().decode())
    lines = "\n".join(line.lstrip() for line in source.split("\n"))
    return extract_python(BytesIO(lines.encode()), keywords, comment_tags, options)


def extract() -> Catalog:
    """Return every text of the interface, with the places where it is used."""
    texts = Catalog(charset="utf-8", fuzzy=False)
    methods: list[tuple[str, Any]] = [
        ("**.py", extract_python),
        ("**.html", _extract_template),
        ("**.txt", _extract_template),
    ]
    for place in PLACES:
        for path, line, message, comments, context in extract_from_dir(
            settings.BASE_DIR / place,
            methods,
            options_map={"**": {"encoding": "utf-8"}},
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
            directory_filter=lambda folder: Path(folder).name not in SKIPPED,
        ):
            texts.add(
                message,
                None,
                [(f"{place}/{path}", line)],
                auto_comments=comments,
                context=context,
            )
    return texts


def languages() -> list[str]:
    """Return the languages that need a catalogue: all ready ones except the source."""
    return [code for code in settings.LANGUAGES_READY if code != settings.LANGUAGE_CODE]


def po_path(language: str) -> Path:
    folder = Path(settings.LOCALE_PATHS[0]) / to_locale(language)
    return folder / "LC_MESSAGES" / "django.po"


def _read(language: str) -> Catalog:
    path, locale = po_path(language), to_locale(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=locale, abort_invalid=True)
    else:
        catalogue = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    catalogue.header_comment = (
        f"# The interface in {language}: `make messages` keeps it up to date."
    )
    return catalogue


def update(language: str) -> tuple[int, int]:
    """Update a catalogue to the texts in the code; return (added, dropped)."""
    catalogue = _read(language)
    before = {_key(message) for message in catalogue if message.id}
    # No translation is guessed from similar texts: a changed text is translated anew
    catalogue.update(extract(), no_fuzzy_matching=True)
    after = {_key(message) for message in catalogue if message.id}
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
    write_atomically(po_path(language), kept.encode())
    return len(after - before), len(before - after)


def problems(language: str) -> list[str]:
    """Return a line for each text that is missing, unused or wrongly translated."""
    catalogue, texts = _read(language), extract()
    wanted = {_key(message) for message in texts if message.id}
    kept = {_key(message) for message in catalogue}
    lines = [
        f"missing, used in {_places(message)}: {_first(message)}"
        for message in texts
        if message.id and _key(message) not in kept
    ]
    for message in catalogue:
        if not message.id:
            continue
        if _key(message) not in wanted:
            lines.append(f"no longer used: {_first(message)}")
        elif message.fuzzy:
            lines.append(f"only guessed: {_first(message)}")
        elif not all(_strings(message.string)):
            lines.append(f"not translated: {_first(message)}")
        elif not _placeholders_agree(message):
            lines.append(f"other placeholders: {_first(message)}")
    return lines


def compile_catalogues(report: Report = lambda line: None) -> None:
    """Compile each catalogue that changed since it was compiled."""
    for source in sorted(Path(settings.LOCALE_PATHS[0]).glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name)
        content = BytesIO()
        write_mo(content, catalogue)
        write_atomically(target, content.getvalue())
        report(f"Compiled {source.relative_to(settings.BASE_DIR)}")


def _key(message: Message) -> tuple[Any, Any]:
    return message.context, message.id


def _strings(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _first(message: Message) -> str:
    return repr(_strings(message.id)[0])


def _places(message: Message) -> str:
    return ", ".join(f"{path}:{line}" for path, line in sorted(message.locations))


def _placeholders(text: str) -> list[str]:
    return sorted(mark for mark in _PLACEHOLDER.findall(text) if mark != "%%")


def _placeholders_agree(message: Message) -> bool:
    # Compared with the plural: a singular may write the number as a word
    wanted = _placeholders(_strings(message.id)[-1])
    translated = _strings(message.string)
    if len(_strings(message.id)) == 1:
        return _placeholders(translated[0]) == wanted
    return _placeholders(translated[-1]) == wanted and all(
        set(_placeholders(form)) <= set(wanted) for form in translated
    )
