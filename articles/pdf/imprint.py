"""What a kept PDF was made with: when any of it changes, it is made anew."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.template import Engine
from django.utils.translation import to_locale

from articles.extensions import registries
from articles.extensions.types import Embed
from articles.pdf.scripts import FOLDERS
from articles.pdf.words import FRAGMENTS, TEMPLATE

_PARTS = ("typst", "babel", "markdown", "nh3", "html5lib", "pillow")


@cache
def template_version(language: str) -> str:
    """Return the digest of all that turns a Version into a PDF, but for the text.

    Of the code, the typst templates, the words and their translation, the embeds,
    the typesetter and the faces.
    """
    digest = hashlib.sha256()
    for part in _parts(language):
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()


def _parts(language: str) -> Iterator[bytes]:
    packages = {"articles.pdf", "articles.rendering", "cjo.lib"}
    packages |= {_top(embed) for embed in registries.embeds.values()}
    for package in sorted(packages):
        folder = Path(str(import_module(package).__file__)).resolve().parent
        for path in sorted([*folder.rglob("*.py"), *folder.rglob("*.typ")]):
            if path.relative_to(folder).parts[0] not in ("tests", "migrations"):
                yield path.read_bytes()
    engine = Engine.get_default()
    for name in (TEMPLATE, *(f"articles/_{name}.html" for name in FRAGMENTS)):
        yield engine.get_template(name).source.encode()
    for locale in settings.LOCALE_PATHS:
        catalogue = Path(locale) / to_locale(language) / "LC_MESSAGES" / "django.mo"
        if catalogue.exists():
            yield catalogue.read_bytes()
    for package in (*_PARTS, *FOLDERS):
        yield version(package.replace("_", "-")).encode()


def _top(embed: Embed) -> str:
    """Return the app that an embed comes from: its words may be in any module."""
    return type(embed).__module__.partition(".")[0]
