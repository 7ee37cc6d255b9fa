"""Change the past of a site with the demo in each known way, and let it be verified.

python -m tools.chaos.forged_past
"""

import sys
from collections.abc import Iterable
from typing import Any

from tools.chaos.own_site import arguments, own_site
from tools.chaos.result import Result, write_results


def tamperings() -> Result:
    from django.db import connection, transaction

    from tools.chaos.tampering import TAMPERINGS

    _publish_something_twice()
    unseen = ["a fault where nothing was changed"] if _is_noticed() else []
    for tampering in TAMPERINGS:
        with transaction.atomic():
            tampering.act()
            if not _is_noticed():
                unseen.append(tampering.name)
            # deferred constraints would refuse some of these only now
            connection.needs_rollback = True
    figures = f"{len(unseen)} unseen{': ' if unseen else ''}{', '.join(unseen)}"
    return Result("tampering", len(TAMPERINGS), len(unseen), figures)


def _is_noticed() -> bool:
    from articles.verification import faults

    def quietly(rows: Iterable[Any], total: int, unit: str) -> Iterable[Any]:
        return rows

    return any(faults(quietly))


def _publish_something_twice() -> None:
    from articles import publishing
    from articles.models import Edition
    from cjo.demo.loading import load, loader

    load()
    by, published = loader(), Edition.objects.published()
    with_all = published.filter(
        current_version__bylines__isnull=False, current_version__has_text=True
    )
    edition = with_all.exclude(article__picture=None)[0]
    title = f"{edition.title} again"
    draft = publishing.save_draft(edition, by=by, title=title)
    # the records that it shows may have been corrected since
    note = "It has another title."
    publishing.publish(draft, by=by, change="correction", note=note)


def main() -> int:
    options = arguments(__doc__).parse_args()
    with own_site(options.database):
        return write_results(options.results, [tamperings()])


if __name__ == "__main__":
    sys.exit(main())
