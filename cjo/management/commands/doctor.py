"""doctor: name what is wrong with an installation, and how to mend it."""

from typing import Any

from django.core.checks import ERROR, CheckMessage
from django.core.management.base import BaseCommand, CommandError

from cjo.doctor.diagnosis import diagnose


class Command(BaseCommand):
    help = "Name what is wrong with this installation, and how to mend it."
    requires_system_checks = []

    def handle(self, *args: Any, **options: Any) -> None:
        messages = [message for message in diagnose() if not message.is_silenced()]
        for message in messages:
            self.stdout.write(_lines(message))
        errors = sum(message.level >= ERROR for message in messages)
        if errors:
            raise CommandError(f"{errors} of these keep the site from working.")
        if not messages:
            self.stdout.write(
                "Nothing is wrong with this installation. `manage.py verify` reads "
                "what was published."
            )


def _lines(message: CheckMessage) -> str:
    degree = "ERROR" if message.level >= ERROR else "Warning"
    remedy = f"\n    {message.hint}" if message.hint else ""
    return f"{degree} {message.id}: {message.msg}{remedy}"
