"""Verification: whether everything is still as it was published."""

from collections.abc import Iterator

from django.db import connection

from articles.models import Picture
from articles.models.triggers import faulty_triggers
from articles.verification.chunks import Progress
from articles.verification.log import log_faults
from articles.verification.versions import version_faults


def faults(progress: Progress) -> Iterator[str]:
    """Yield a sentence for each thing that is not as it was published."""
    for trigger in faulty_triggers(connection):
        yield f"The trigger {trigger} is missing, changed or off."
    yield from version_faults(progress)
    yield from log_faults(progress)
    yield from Picture.objects.faults_of_files()
