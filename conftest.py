"""Set-up of all tests: folders of their own, strict templates, and Chromium."""

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.template.base import Node
from django.test import TransactionTestCase
from django.test.signals import template_rendered

from tools.chromium import FLAGS, find_chromium

NO_BROWSER = (
    "no Chromium here: `make test` brings one where it can, "
    "CHROMIUM=/path/to/chromium names one"
)
# Playwright runs an event loop in the thread that also queries the database
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


class MissingName(str):
    """A string_if_invalid that raises AssertionError in our own templates.

    Django's own templates rely on missing names: there it is "".
    """

    def __bool__(self) -> bool:
        return printing_template().is_relative_to(settings.BASE_DIR / "templates")

    def __contains__(self, part: object) -> bool:
        return True  # Django then formats the string with the name

    def __mod__(self, name: object) -> str:
        raise AssertionError(f"{printing_template()} prints {name}: no such name")


def printing_template() -> Path:
    """Return the file of the innermost tag or variable that is being rendered.

    The template in the context is the outermost parent where blocks are inherited.
    """
    frame = sys._getframe()
    while frame.f_back is not None:
        frame = frame.f_back
        node = frame.f_locals.get("self")
        if isinstance(node, Node) and (origin := getattr(node, "origin", None)):
            return Path(origin.name)
    return Path()


def pytest_configure(config: pytest.Config) -> None:
    # Tests write nothing to var, and serve static files from where they are written
    folder = Path(tempfile.mkdtemp(prefix="observer-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    settings.VAR_DIR = folder
    settings.MEDIA_ROOT = folder / "media"
    # two languages show what a test is about; those about more open them
    settings.LANGUAGES_READY = ["en", "zh-hans"]
    settings.PDF_ROOT = folder / "pdf"
    settings.PDFS_BEFOREHAND = False  # threads would outlive the rows of a test
    settings.STYLES_ROOT = folder / "styles"
    settings.CACHES["pages"]["LOCATION"] = str(folder / "pages.sqlite3")
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = MissingName()
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    # a slow hash protects real passwords; here it would only cost time
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # how long an example takes depends on what else the machine does
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
    if not hasattr(config, "workerinput"):
        from cjo.lib.catalogues import compile_catalogues

        compile_catalogues()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if not _uses_database(item):
            item.add_marker("no_database")


def _uses_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    if item.get_closest_marker("django_db") or {"db", "transactional_db"} & {*fixtures}:
        return True
    test_class = getattr(item, "cls", None) or object
    return issubclass(test_class, TransactionTestCase)


def pytest_collection_finish() -> None:
    # the collector would walk all that is loaded, for a quarter of the time
    gc.collect()
    gc.freeze()


def pytest_runtest_teardown() -> None:
    # django-webtest leaves its listeners: each copies every context of later pages
    template_rendered.receivers.clear()


@pytest.fixture(scope="module", autouse=True)
def _collected() -> Iterator[None]:
    yield
    # parsed pages of the desk are large, and refer to each other
    gc.collect()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not find_chromium():
        # in CI a skipped test would look like a passed one
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER, pytrace=False)
        pytest.skip(NO_BROWSER)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> Iterator[dict[str, Any]]:
    # The system's Chromium where there is one, not only Playwright's own
    yield {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": FLAGS,
    }
