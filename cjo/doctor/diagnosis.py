"""Every examination, and the order in which they make sense."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import cast

from django.conf import settings
from django.core.checks import ERROR, CheckMessage
from django.core.checks.registry import registry

from cjo.doctor import accounts, address, database, files
from cjo.doctor.examination import Examination, examine

# without these the server answers with errors
NEEDED: list[Examination] = [
    files.folders_can_be_written,
    files.disk_has_room,
    files.static_files_are_collected,
]
OF_FILES: list[Examination] = [
    *NEEDED,
    files.catalogues_are_compiled,
    files.fonts_are_installed,
    files.last_backup_is_recent,
    files.no_restore_was_interrupted,
]
OF_ADDRESS: list[Examination] = [
    address.site_url_is_an_origin,
    address.site_host_is_allowed,
    address.proxy_is_named,
    address.contact_is_ours,
]
OF_DATA: list[Examination] = [
    database.cache_table_exists,
    database.renderings_are_of_this_code,
    accounts.somebody_can_sign_in,
    accounts.publishers_have_a_second_factor,
]


def faults_of_start() -> list[CheckMessage]:
    """Return why the server would answer with errors; empty if it would not."""
    messages = [message for each in NEEDED for message in examine(each)]
    return [message for message in messages if message.level >= ERROR]


def diagnose() -> Iterator[CheckMessage]:
    """Yield what is wrong; each message has a hint that says how to mend it."""
    for examination in [*OF_ADDRESS, *OF_FILES]:
        yield from examine(examination)
    # each of them would only say again that the one before has failed
    for examination in (database.answers, database.migrations_are_applied):
        if messages := examine(examination):
            yield from messages
            return
    for examination in OF_DATA:
        yield from examine(examination)
    for check in registry.get_checks(include_deployment_checks=settings.HTTPS):
        run = cast(Callable[..., Iterable[CheckMessage]], check)
        yield from examine(partial(run, app_configs=None, databases=["default"]))
