"""Translation catalogues of the interface: extracted, updated, checked, compiled.

There are two for a language. The texts that readers meet are in one; those of the desk
are in the other, which English and Chinese alone have, so that they hold no language
back. A text that both meet is in the readers'.

Babel replaces the gettext programs that Django calls, so that a fresh machine needs
none of them.
"""

import ast
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from enum import IntEnum
from functools import lru_cache
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
from cjo.lib.terms import other_words

Report = Callable[[str], None]


class Part(IntEnum):
    """A catalogue, by its place in LOCALE_PATHS."""

    READERS = 0
    DESK = 1


# Writers and editors alone meet the texts of these folders and files
_OF_DESK = re.compile(
    r"(^|/)(admin|account|accounts|allauth|importing|management|publishing|redaction"
    r"|usersessions)/|(^|/)(admin|unsaved|warnings)\.\w+$"
)
_MODELS = re.compile(r"/models(/|\.py$)")
DESK_LANGUAGES = ("zh-hans",)
# The folders with texts to translate
PLACES = ("articles", "cases", "cjo", "templates")
SKIPPED = {"tests", "migrations", "locale", "desk_locale", "content", "__pycache__"}
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
_TAG = re.compile(r"</?[a-z][^>]*>")


def _extract_template(
    file: IO[bytes], keywords: Any, comment_tags: Any, options: Any
) -> Iterator[Any]:
    # Django turns a template into Python calls of gettext; the white space of the
    # HTML around them is left, and would be read as indentation
    source = templatize(file.read().decode())
    lines = "\n".join(line.lstrip() for line in source.split("\n"))
    return extract_python(BytesIO(lines.encode()), keywords, comment_tags, options)


def extract(part: Part) -> Catalog:
    """Return the texts of one part, with the places where they are used."""
    texts = _all_texts()
    for message in list(texts):
        is_read = any(_is_for_readers(*place) for place in message.locations)
        if message.id and is_read != (part is Part.READERS):
            texts.delete(message.id, message.context)
    return texts


def _is_for_readers(path: str, line: int) -> bool:
    if _OF_DESK.search(path):
        return False
    return not _MODELS.search(path) or line in _lines_for_readers(path)


@lru_cache
def _lines_for_readers(path: str) -> set[int]:
    """Return the lines of choices and constants in a module of models.

    The other texts label its fields and refuse wrong values, on forms of the desk.
    """
    tree = ast.parse((settings.BASE_DIR / path).read_text())
    statements = [
        node
        for node in tree.body
        if not isinstance(node, ast.ClassDef | ast.FunctionDef)
    ]
    choices = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("Choices") for base in node.bases)
    ]
    return {
        line
        for node in [*statements, *choices]
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }


def _all_texts() -> Catalog:
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
    """Return the languages that have or need catalogues: not English, the source."""
    return [
        code
        for code, _name in settings.LANGUAGES
        if code != settings.LANGUAGE_CODE
        and (code in settings.LANGUAGES_READY or po_path(code).exists())
    ]


def _parts(language: str) -> list[Part]:
    return [part for part in Part if not part or language in DESK_LANGUAGES]


def po_path(language: str, part: Part = Part.READERS) -> Path:
    folder = Path(settings.LOCALE_PATHS[part]) / to_locale(language)
    return folder / "LC_MESSAGES" / "django.po"


def _read(language: str, part: Part) -> Catalog:
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


def update(language: str) -> tuple[int, int]:
    """Update the catalogues to the texts in the code; return (added, dropped).

    A text that goes from one part to the other takes its translation along.
    """
    parts = {part: _read(language, part) for part in _parts(language)}
    known = {_key(text): text.string for part in parts.values() for text in part}
    for part, catalogue in parts.items():
        # No translation is guessed from similar texts: a changed text is new
        catalogue.update(extract(part), no_fuzzy_matching=True)
        for text in catalogue:
            text.string = known.get(_key(text), text.string)
        _write(catalogue, po_path(language, part))
    now = {_key(text) for part in parts.values() for text in part}
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


def problems(language: str) -> list[str]:
    """Return a line for each text that is missing, unused or wrongly translated."""
    return [
        problem for part in _parts(language) for problem in _problems(language, part)
    ]


def _problems(language: str, part: Part) -> list[str]:
    catalogue, texts = _read(language, part), extract(part)
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
        elif fault := _fault(message, catalogue.num_plurals):
            lines.append(f"{fault}: {_first(message)}")
    return lines


def _fault(message: Message, plurals: int) -> str:
    source, forms = _strings(message.id), _strings(message.string)
    if message.fuzzy:
        return "only guessed"
    if not all(forms):
        return "not translated"
    if len(source) > 1 and len(forms) != plurals:
        return f"{len(forms)} forms of the plural, not {plurals}"
    if not _placeholders_agree(message):
        return "other placeholders"
    # a date may have more figures than in English: 8 January is 1月8日
    if _marks(source[-1]) - _marks(forms[-1]):
        return "other figures or tags"
    return ""


def _marks(text: str) -> Counter[str]:
    """Return the figures, in any digits, and the tags that a translation keeps."""
    words = _TAG.sub("", _PLACEHOLDER.sub("", text))
    digits = "".join(
        str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in words
    )
    return Counter([*_TAG.findall(text), *re.findall(r"\d+", digits)])


def other_terms(language: str) -> list[str]:
    """Return a line for each text of readers with another word than the term bank."""
    return [
        f"another word for “{term}”: {_first(message)}"
        for message in _read(language, Part.READERS)
        if message.id and all(_strings(message.string))
        for term in other_words(
            _strings(message.id)[-1], _strings(message.string)[-1], language
        )
    ]


def write_template() -> None:
    """Write all texts of readers with their places and comments, for translators."""
    texts = extract(Part.READERS)
    texts.header_comment = "# The texts that readers meet: `make messages` writes it."
    _write(texts, Path(settings.LOCALE_PATHS[Part.READERS]) / "django.pot")


def compile_catalogues(report: Report = lambda line: None) -> None:
    """Compile each catalogue that changed since it was compiled."""
    sources = [
        source
        for folder in settings.LOCALE_PATHS
        for source in Path(folder).glob("*/LC_MESSAGES/*.po")
    ]
    for source in sorted(sources):
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
