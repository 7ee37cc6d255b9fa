"""What all tests share: a house of their own, and Chromium for a few of them."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings

from tools.chromium import FLAGS, find_chromium

NO_BROWSER = (
    "no Chromium here: `make test` brings one where it can, "
    "CHROMIUM=/path/to/chromium names one"
)
# Playwright's loop stands in the thread that also asks the database
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


def pytest_configure(config: pytest.Config) -> None:
    """Keep tests out of var, and let static files be found where they are written."""
    folder = Path(tempfile.mkdtemp(prefix="observer-tests-"))
    config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
    settings.MEDIA_ROOT = folder / "media"
    settings.PDF_ROOT = folder / "pdf"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        },
    }
    settings.WHITENOISE_USE_FINDERS = True
    settings.WHITENOISE_AUTOREFRESH = True
    # a slow hash is for passwords that somebody wants
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # how long an example takes depends on what else the machine does
    hypothesis.settings.register_profile("untimed", deadline=None)
    hypothesis.settings.load_profile("untimed")
    if not hasattr(config, "workerinput"):
        from cjo.lib.catalogues import compile_catalogues

        compile_catalogues()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") and not find_chromium():
        if os.environ.get("CI") == "true":
            pytest.fail(NO_BROWSER, pytrace=False)
        pytest.skip(NO_BROWSER)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> Iterator[dict[str, Any]]:
    """Start the Chromium that was found, whoever brought it."""
    yield {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": FLAGS,
    }
