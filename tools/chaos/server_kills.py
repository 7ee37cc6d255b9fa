"""Servers and stores that are killed under load: each page is right or not answered.

    python -m tools.chaos.server_kills --kills 10

Readers ask all the time, while an editor publishes. A worker, the store of pages (Redis
or Valkey, if there is one here) or the whole server is killed (SIGKILL). Only requests
that a killed process had begun with may fail, and while the whole server is away.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tools.chaos.exact_readers import TITLE, ExactReaders, Outage
from tools.chaos.own_site import arguments
from tools.chaos.own_store import OwnStore, own_store
from tools.chaos.result import Result, write_results
from tools.chaos.served_site import ServedSite, kill_process, served_site

WORKERS = 2
SETTLED = 2.0  # seconds of reading before and after each kill
_PATIENCE = 30  # seconds until another worker has to be there


@dataclass
class Attacker:
    site: ServedSite
    store: OwnStore
    readers: ExactReaders
    act: Callable[[int], None]
    number: int = 0

    def publish(self) -> None:
        self.number += 1
        self.readers.publish(self.number, self.act)

    def attack(
        self, kind: str, kills: int, kill: Callable[[], Outage | None]
    ) -> Result:
        """Kill again and again, and publish before, meanwhile and afterwards."""
        readers = self.readers
        read, wrong = len(readers.read), len(readers.wrong)
        failed = len(readers.failures)
        outages = []
        for _ in range(kills):
            self.publish()
            time.sleep(SETTLED)
            outages.append(kill())
            self.publish()
            time.sleep(SETTLED)
        failures = readers.failures[failed:]
        unexcused = [
            failure.words
            for failure in failures
            if not any(outage and outage.excuses(failure) for outage in outages)
        ]
        faults = [*readers.wrong[wrong:], *unexcused]
        figures = (
            f"{len(readers.read) - read} pages read, "
            f"{len(readers.wrong) - wrong} wrong, {len(failures)} requests failed, "
            f"{len(unexcused)} of them in no killed hands"
        )
        return Result(kind, kills, len(faults), "; ".join([figures, *faults[:3]]))

    def kill_worker(self) -> Outage:
        before = self.site.workers()
        killed = time.monotonic()
        # the older one: granian ends where one that it has just renewed ends again
        kill_process(min(before))
        outage = Outage(killed, time.monotonic())
        self.publish()
        until = killed + _PATIENCE
        while len(self.site.workers()) < len(before) or self.site.workers() == before:
            if time.monotonic() > until:
                raise SystemExit("No worker took the place of the killed one.")
            time.sleep(0.2)
        return outage

    def kill_store(self) -> None:
        self.store.kill()
        self.publish()
        time.sleep(SETTLED)
        self.store.start()

    def kill_server(self) -> Outage:
        killed = time.monotonic()
        self.site.kill()
        self.publish()
        self.site.start()
        return Outage(killed, time.monotonic())


def server_kills(
    site: ServedSite, store: OwnStore, kills: int, outages: int
) -> Iterator[Result]:
    act, pages = _prepare()
    act(0)
    time.sleep(SETTLED)
    with ExactReaders(site.port, *pages) as readers:
        attacker = Attacker(site, store, readers, act)
        yield attacker.attack("kills of a worker", kills, attacker.kill_worker)
        if store.address:
            yield attacker.attack("kills of the store", outages, attacker.kill_store)
        yield attacker.attack("kills of the server", outages, attacker.kill_server)


def _prepare() -> tuple[Callable[[int], None], tuple[list[str], list[str]]]:
    """Return what publishes an act, and the pages that show it and that do not."""
    from django.utils import timezone

    from articles import publishing
    from articles.models import Edition
    from cases.models import Case
    from cjo.demo.loading import loader

    by = loader()
    article = publishing.create_article(
        by=by,
        slug="chaos",
        dated=timezone.localdate().isoformat(),
        dated_precision="day",
    )
    edition = publishing.add_language(article, "en", by=by)

    def act(number: int) -> None:
        fresh = Edition.objects.get(pk=edition.pk)
        change = "typo" if fresh.current_version_id else "first"
        title = TITLE.format(number)
        draft = publishing.save_draft(fresh, by=by, title=title, body="It did.")
        publishing.publish(draft, by=by, change=change)

    chinese = Edition.objects.published().filter(language="zh-hans")
    case = Case.objects.exclude(current_version=None).order_by("pk")[0]
    lasting = [
        case.get_absolute_url(),
        chinese.order_by("pk")[0].get_absolute_url(),
        "/zh-hans/",
        "/cases/",
    ]
    return act, (["/", edition.get_absolute_url()], lasting)


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--kills", type=int, default=10, help="of a worker")
    parser.add_argument("--outages", type=int, default=5, help="of store and server")
    options = parser.parse_args()
    with own_store() as store:
        more = {"WEB_CONCURRENCY": str(WORKERS)}
        if store.address:
            more["CACHE_URL"] = store.address
        with served_site(options.database, **more) as site:
            os.environ.update(
                {**site.settings, "DJANGO_SETTINGS_MODULE": "cjo.settings"}
            )
            import django

            django.setup()
            results = server_kills(site, store, options.kills, options.outages)
            return write_results(options.results, results)


if __name__ == "__main__":
    sys.exit(main())
