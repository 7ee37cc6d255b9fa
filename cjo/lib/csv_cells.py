"""Lines of CSV that a spreadsheet can open safely."""

import csv
import io
from collections.abc import Iterable

# Characters that begin a formula in a spreadsheet (CWE-1236), in full width too
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell


def csv_head(cells: Iterable[str]) -> str:
    """Return the first line, with the mark by which Excel reads UTF-8."""
    return "\ufeff" + csv_line(cells)


def csv_line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(map(safe_cell, cells))
    return out.getvalue()
