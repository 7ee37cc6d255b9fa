"""Processes that are killed while they publish: an act is complete or never began.

    python -m tools.chaos.publishing_kills --kills 1000

A process publishes a text and a record again and again, and reports each act when it is
done. It is killed (SIGKILL) at a random moment. Afterwards readers, the search and the
log must agree on the last state, and no reported act may be gone.
"""

import contextlib
import io
import itertools
import multiprocessing
import os
import random
import sys
import time
from typing import TYPE_CHECKING

from tools.chaos.own_site import arguments, make_editor, own_site
from tools.chaos.result import Result, write_results

if TYPE_CHECKING:
    from django.contrib.auth.models import User

_FORK = multiprocessing.get_context("fork")
_TITLE = "Act {:06d}"
_CASE = "ma-v-company"
_READY = b"\n"


def publishing_kills(kills: int, seconds: float = 1200) -> Result:
    """Kill publishing processes; Django is set up on a database without texts."""
    from django.core.management import CommandError, call_command

    editor = make_editor("editor")
    _begin(editor)
    last, reported, half, lost, runs = 0, {0: 0, 1: 0}, 0, 0, 0
    act_time, chance = _time_of_acts(editor), random.SystemRandom()
    until = time.monotonic() + seconds
    while runs < kills and time.monotonic() < until:
        runs += 1
        for number in _killed(editor, last + 1, chance.uniform(0, 2 * act_time)):
            reported[number % 2] = number
        shown, faults = _state()
        half += bool(faults)
        # of the two kinds of acts each shows its own number
        lost += any(shown[kind] < reported[kind] for kind in shown)
        last = max(*shown.values(), *reported.values(), last)
    try:
        quiet = io.StringIO()
        with contextlib.redirect_stdout(quiet), contextlib.redirect_stderr(quiet):
            call_command("verify")
    except CommandError:
        half += 1
    figures = f"{last} acts, {half} half visible, {lost} reported and lost"
    return Result("kills while publishing", runs, half + lost, figures)


def _begin(editor: "User") -> None:
    from articles import publishing
    from articles.models import Category
    from cases.tests.world import load_world

    load_world(editor)
    article = publishing.create_article(
        by=editor, slug="text", dated_precision="unknown"
    )
    article.categories.add(Category.objects.create(slug="courts"))
    edition = publishing.add_language(article, "en", by=editor)
    title, body = _TITLE.format(0), f"Look:\n\n[[case:{_CASE}]]"
    draft = publishing.save_draft(edition, by=editor, title=title, body=body)
    publishing.publish(draft, by=editor)


def _act(number: int, editor: "User") -> None:
    """Publish the text under a new title, or the record."""
    from articles import publishing
    from articles.models import Edition
    from cases import publishing as records
    from cases.models import Case

    title = _TITLE.format(number)
    if number % 2:
        draft = publishing.save_draft(Edition.objects.get(), by=editor, title=title)
        publishing.publish(draft, by=editor, change="typo")
        return
    case = Case.objects.get(slug=_CASE)
    texts = case.texts.filter(language="en")
    records.save(
        case,
        by=editor,
        expected=records.state_of(case),
        write=lambda: texts.update(title=title),
        change="typo",
    )


def _time_of_acts(editor: "User") -> float:
    start = time.monotonic()
    for number in (1, 2, 3, 4):
        _act(number, editor)
    return (time.monotonic() - start) / 4


def _killed(editor: "User", first: int, delay: float) -> list[int]:
    """Kill a publishing process after a time; return the acts that it reported."""
    from django.db import connections

    from articles.models import Edition

    connections.close_all()  # no two processes may share one
    reads, writes = os.pipe()

    def work() -> None:
        Edition.objects.exists()  # connected, and about to begin
        os.write(writes, _READY)
        for number in itertools.count(first):
            _act(number, editor)
            os.write(writes, b"%d\n" % number)

    worker = _FORK.Process(target=work)
    worker.start()
    os.close(writes)
    os.read(reads, len(_READY))
    time.sleep(delay)
    worker.kill()
    worker.join()
    with os.fdopen(reads) as reported:
        return [int(line) for line in reported]


def _state() -> tuple[dict[int, int], list[str]]:
    """Return the last act of each kind that is shown, and all that does not agree."""
    from cjo.lib.turn import in_turn

    # a server that has lost its client may still be busy with its transaction
    (record, record_faults), (text, faults) = in_turn(
        lambda: (_state_of_record(), _state_of_text())
    )()
    return {0: _number(record), 1: _number(text)}, [*record_faults, *faults]


def _state_of_text() -> tuple[str, list[str]]:
    from django.test import Client

    from articles.models import AuditEntry, Edition, SearchRow

    edition = Edition.objects.get()
    version = edition.versions.get(pk=edition.current_version_id or 0)
    entries = AuditEntry.objects.filter(act="published", model="articles.edition")
    page = Client(headers={"host": "localhost"}).get(edition.get_absolute_url())
    found = SearchRow.objects.get(kind="article", language="en").title
    agreeing = {
        "its versions": edition.versions.count() == version.number,
        "its rendering": hasattr(version, "rendering"),
        "its page": version.title in page.content.decode(),
        "the search": version.title.lower() in found,
        "the log": entries.count() == version.number,
    }
    return version.title, _faults(agreeing)


def _state_of_record() -> tuple[str, list[str]]:
    from articles.models import SearchRow, Subject
    from cases.models import Case, Collection, RecordVersion

    case = Case.objects.get(slug=_CASE)
    version = RecordVersion.objects.get(pk=case.current_version_id or 0)
    title = version.snapshot["texts"]["en"]["title"]
    found = SearchRow.objects.get(kind="case", key=_CASE, language="en").title
    collection = Collection.objects.get(items__case=case)
    agreeing = {
        "its rows": case.texts.get(language="en").title == title,
        "its versions": RecordVersion.objects.newest("case", _CASE) == version,
        "its subject": Subject.objects.get(kind="case", key=_CASE).number
        == version.number,
        "the search": title.lower() in found,
        "the collection": version.hash
        in RecordVersion.objects.get(pk=collection.current_version_id or 0).canonical,
    }
    return title, _faults(agreeing)


def _faults(agreeing: dict[str, bool]) -> list[str]:
    return [place for place, agrees in agreeing.items() if not agrees]


def _number(title: str) -> int:
    return int(title.removeprefix("Act "))


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seconds", type=float, default=1200, help="at most")
    options = parser.parse_args()
    with own_site(options.database):
        result = publishing_kills(options.kills, options.seconds)
        return write_results(options.results, [result])


if __name__ == "__main__":
    sys.exit(main())
