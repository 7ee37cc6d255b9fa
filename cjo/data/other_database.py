"""Commands called on another database than that of the settings."""

import os
import subprocess
import sys

from django.conf import settings


def call_on(
    address: str, *command: str, **variables: str
) -> "subprocess.CompletedProcess[str]":
    """Call a command of manage.py in a process of its own.

    Many parts of the site know the database of its settings only. `address` is written
    as in DATABASE_URL; `variables` are further variables of the environment.
    """
    variables["INTEGRITY_KEY_FILE"] = str(settings.INTEGRITY_KEY_FILE)
    return subprocess.run(  # noqa: S603
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        # its progress bars would be among its faults
        env={**os.environ, **variables, "DATABASE_URL": address, "TQDM_DISABLE": "1"},
        capture_output=True,
        check=False,
        text=True,
    )
