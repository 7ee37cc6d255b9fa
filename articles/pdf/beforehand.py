"""PDFs made before anybody asks for them, in a thread of their own."""

import logging
import threading

from django.conf import settings
from django.db import connections, transaction

from articles.models import Version
from articles.pdf.edition import print_version
from articles.pdf.typesetting import TypesettingFailed

log = logging.getLogger(__name__)

THREAD = "pdf"


def make_beforehand(version: Version) -> None:
    """Make the PDF of a Version after the commit; if it fails, on demand."""
    if settings.PDFS_BEFOREHAND:
        transaction.on_commit(lambda: _start(version.pk))


def _start(pk: int) -> None:
    # a daemon: the end of the server does not wait for it
    threading.Thread(target=_make, args=[pk], name=THREAD, daemon=True).start()


def _make(pk: int) -> None:
    try:
        rows = Version.objects.select_related("edition__article", "rendering")
        print_version(rows.get(pk=pk))
    except TypesettingFailed:
        pass  # kept and logged by the store, or made when somebody asks
    except Exception:
        log.exception("No PDF of version %s was made beforehand", pk)
    finally:
        connections.close_all()  # those of this thread
