"""Records from plain data, as the files of the demo content hold it.

The data go through the forms of the desk. Each function is one transaction: it writes
and publishes all, or raises WrongFact and changes nothing. The same data twice changes
nothing either.
"""

from cases.importing.case import load_case
from cases.importing.collection import load_collection
from cases.importing.form_data import WrongFact
from cases.importing.overview import load_overview
from cases.importing.reference import (
    load_causes,
    load_courts,
    load_laws,
    load_sources,
)
from cases.importing.together import load_together, withdraw_record

__all__ = [
    "WrongFact",
    "load_case",
    "load_causes",
    "load_collection",
    "load_courts",
    "load_laws",
    "load_overview",
    "load_sources",
    "load_together",
    "withdraw_record",
]
