"""Load causes of action: what cases are sorted by."""

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from cases.importing.fields import reading, said_plainly
from cases.importing.rows import LOADED, save, write_texts
from cases.models import CauseOfAction, CauseText
from cases.publishing import lock_records, publish_cause
from cases.snapshots import texts_of


@transaction.atomic
def load_causes(rows: list[Any], by: User) -> None:
    lock_records()
    for place, data in enumerate(rows, start=1):
        with reading(data, f"cause {place}") as fields:
            slug = fields.text("slug", None)
            cause = CauseOfAction.objects.filter(slug=slug).first()
            before = texts_of(cause.texts.all()) if cause else {}
            with said_plainly(slug):
                cause = cause or save(CauseOfAction(slug=slug))
                texts = fields.texts(["name"], needed=True)
                write_texts(CauseText, {"cause": cause}, texts)
        if before and texts_of(cause.texts.all()) != before:
            publish_cause(cause, by=by, note=LOADED)
