"""Write rows through the forms of the desk, and publish them."""

from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.db.models import Model

from articles.admin.future import FUTURE
from articles.models import ChangeType, SlugTaken
from articles.publishing.problems import PublishingRefused
from cases.admin.record_form import RecordForm
from cases.admin.row_form import RowForm
from cases.importing.form_data import Data, FormData, WrongFact
from cases.models import SCHEMA, SCHEMA_BEFORE_GRADES, Record, RecordVersion
from cases.publishing import publish
from cases.snapshots import content_of, says_the_same
from cjo.lib.turn import in_turn

LOADED = "Loaded again from its file, which has changed."
_Row = TypeVar("_Row", bound=Model)


def named(form: type[RecordForm], key: str) -> Any:
    """Return the row with this key, or a new one."""
    model = form._meta.model
    return model._default_manager.filter(**{form.key: key}).first() or model(
        **{form.key: key}
    )


def write(
    form: type[RecordForm],
    row: Any,
    data: Data,
    before: Any,
    *,
    as_published_before: bool = False,
) -> bool:
    """Write a row and all below it; return whether it differs from `before`.

    If it does not, all rows are left as they were, with their ids.
    """
    key = str(getattr(row, form.key))
    sent = FormData(form, data, key)
    # nobody is there to tick the box: the desk lists the dates in the future
    confirmed = {**sent.values, f"record-{FUTURE}": "on"}
    bound = form(
        confirmed,
        instance=row,
        replacing=True,
        as_published_before=as_published_before,
    )
    if not bound.is_valid():
        raise WrongFact(" ".join(_mistakes(bound, sent)))
    try:
        with transaction.atomic():
            bound.save()
            stored = type(row)._default_manager.get(pk=row.pk)
            schema = SCHEMA_BEFORE_GRADES if as_published_before else SCHEMA
            now = content_of(stored, schema)
            if before is not None and says_the_same(now, before):
                raise _Unchanged
    except _Unchanged:
        return False
    except DatabaseError as error:
        raise WrongFact(f"{key}: the database refuses it ({error}).") from error
    return True


@in_turn
def load_record(
    form: type[RecordForm],
    slug: str,
    data: Data,
    *,
    by: User,
    change: str = ChangeType.UPDATE,
    note: str = LOADED,
    imported: bool = True,
    as_published_before: bool = False,
) -> RecordVersion | None:
    """Load and publish one record; None if the data say nothing new.

    `as_published_before` is for a state from before facts were graded by the kinds of
    their sources: no rule of grades holds, and its version has the schema of that time.
    """
    record: Record = named(form, slug)
    if record.is_withdrawn:
        raise WrongFact(f"{slug}: an editor withdrew it, and can publish it again.")
    published = record.current_version
    before = published and published.snapshot
    if not write(form, record, data, before, as_published_before=as_published_before):
        return None
    try:
        return publish(
            record,
            by=by,
            change=change,
            note=note if published else "",
            imported=imported,
            as_published_before=as_published_before,
        )
    except (PublishingRefused, SlugTaken) as error:
        raise WrongFact(f"{slug}: {explain(error)}") from error


def explain(error: PublishingRefused | SlugTaken) -> str:
    taken = "this address belonged to something else."
    return taken if isinstance(error, SlugTaken) else str(error)


class _Unchanged(Exception):
    """Nothing new was written: the transaction is rolled back."""


def _mistakes(form: RecordForm, sent: FormData) -> list[str]:
    """Return each mistake with its place in the file, its field and its value."""
    found = []
    forms: list[RowForm] = [form, *form.rows()]
    for row in forms:
        where = sent.places.get(str(row.prefix))
        for field, errors in row.errors.items():
            value = sent.values.get(row.add_prefix(field), "")
            quoted = f" (“{value}”)" if value else ""
            name = f"{field}: " if field != "__all__" else ""
            found += [f"{where}: {name}{error}{quoted}" for error in errors]
        for formset in row.formsets:
            name = formset.get_default_prefix()
            found += [f"{where}: {name}: {e}" for e in formset.non_form_errors()]
    return found
