"""Ways to change the past, as somebody can who has the database.

`TAMPERINGS` is the table: tests and `make chaos` go through it and ask `verify` each
time. Triggers hinder nobody here, and are there again afterwards.
"""

from tools.chaos.tampering import log, outputs, records, texts
from tools.chaos.tampering.forging import TAMPERINGS

__all__ = ["TAMPERINGS", "log", "outputs", "records", "texts"]
