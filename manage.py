#!/usr/bin/env python
"""Run Django's commands for this site."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
    try:
        from django.conf import settings
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed here: call this through make, or .venv.")
    try:
        settings.INSTALLED_APPS  # noqa: B018  read now, to fail in a sentence
    except (ImproperlyConfigured, OSError, ValueError) as wrong:
        sys.exit(f"The settings cannot be read (docs/configuration.md): {wrong}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
