"""Whether a form that was sent again says what stands already."""

from cases.admin.forms import RowForm
from cases.admin.rows import Row, Rows
from cases.admin.sheet import Sheet


def says_what_stands(sent: Sheet, standing: Sheet) -> bool:
    """Tell whether saving what was sent would change nothing.

    A row that was new when it was sent has no id, though it may stand since.
    """
    kinds = zip(sent.rows, standing.rows, strict=True)
    return not sent.form.has_changed() and all(_same(*both) for both in kinds)


def _same(sent: Rows, standing: Rows) -> bool:
    sent.is_valid()  # reads the places that were typed
    left = list(standing.rows)
    found = []
    for row in sent.in_order():
        if not row.bound:
            continue
        match = next((one for one in _candidates(row, left) if _says(row, one)), None)
        if match is None:
            return False
        left.remove(match)
        found.append(match)
    return not left and (not sent.part.ordered or found == standing.rows)


def _candidates(sent: Row, standing: list[Row]) -> list[Row]:
    """Return the row that has the id that was sent; for a new one, all."""
    named = [row for row in standing if row.id == sent.id]
    return named or ([] if sent.id else standing)


def _says(sent: Row, standing: Row) -> bool:
    """Tell whether a row was sent with the values that another has."""
    form: RowForm = sent.part.form(
        sent.form.data, instance=standing.form.instance, prefix=sent.prefix
    )
    kinds = zip(sent.parts, standing.parts, strict=True)
    return not form.has_changed() and all(_same(*both) for both in kinds)
