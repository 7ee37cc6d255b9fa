"""List the words that a reader of a language meets in English, page by page.

    python -m tools.untranslated              all open languages
    python -m tools.untranslated de ar        only these

It reads the site of the settings through Django, without a server. A text is listed
where the page says that it is in its own language, and the English page has the same
words. Names stay as they are: words with capitals throughout, and the titles of works
elsewhere that are linked, are not listed.
"""

import argparse
import os
import re
import sys
from collections.abc import Iterator

import django
from lxml import html

# Two words in small letters, with a space before the second: no name has them
_PROSE = re.compile(r"\b[a-z]{3,}\b.*\s[a-z]{2,}\b")
_ATTRIBUTES = ("alt", "aria-label", "placeholder", "title")
_SKIPPED = {"head", "script", "style", "code", "pre"}


def texts_of(content: bytes) -> set[str]:
    """Return the texts of a page in its own language, those of attributes too."""
    root = html.document_fromstring(content)
    return set(_texts(root, root.get("lang", ""), root.get("lang", "")))


def _texts(element: html.HtmlElement, page: str, around: str) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in _SKIPPED:
        return
    if element.get("href", "").startswith("http"):
        return  # the title of a source is in its own language
    language = element.get("lang", around)
    if language == page:
        yield from map(_plain, [element.text or ""])
        for name in _ATTRIBUTES:
            yield _plain(element.get(name, ""))
    for child in element:
        yield from _texts(child, page, language)
        if language == page:
            yield _plain(child.tail or "")


def _plain(text: str) -> str:
    return " ".join(text.split())


def english_words(page: bytes, english: bytes) -> list[str]:
    """Return the texts that a page has in common with the English page."""
    common = texts_of(page) & texts_of(english)
    return sorted(text for text in common if _PROSE.search(text))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE")
    chosen = parser.parse_args().languages
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
    django.setup()
    from django.conf import settings
    from django.test import Client
    from tqdm import tqdm

    from cjo.lib.languages import get_language
    from cjo.tests.crawl import kinds_of_pages, sitemap

    client = Client(headers={"host": "localhost"})
    languages = [c for c in chosen or settings.LANGUAGES_READY if c != "en"]
    paths = [path for path in sitemap(client) if _is_english(path)]
    paths = sorted({*paths, *kinds_of_pages(), "/not-there"})
    lines = 0
    for code in languages:
        prefix = get_language(code).prefix
        for path in tqdm(paths, desc=code, unit="page", leave=False, disable=None):
            page, english = client.get(prefix + path), client.get(path)
            # an article without a text in the language has the help page instead
            if page.status_code != english.status_code:
                continue
            for text in english_words(page.content, english.content):
                lines += 1
                print(f"{prefix}{path}: {text}")
    print(f"{lines} texts in English.", file=sys.stderr)
    return 1 if lines else 0


def _is_english(path: str) -> bool:
    from cjo.lib.links import split_language

    return not split_language(path)[0]


if __name__ == "__main__":
    sys.exit(main())
