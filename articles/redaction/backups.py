"""The backups that still contain withheld words."""

import datetime as dt
from pathlib import Path

from django.conf import settings


def older_backups(when: dt.datetime) -> list[Path]:
    """Return the backups in the usual folder that were made before a time."""
    # it loads the programs and the client of PostgreSQL: the desk alone needs them
    from cjo.lib.backups.rotation import backups_before

    return backups_before(Path(settings.VAR_DIR) / "backups", when)
