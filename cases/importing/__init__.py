"""Records from plain data, as the files of the demo content hold it.

Each function is one transaction: it writes and publishes all of what it was given,
or raises WrongFact and changes nothing. The same data twice changes nothing either.
"""

from cases.importing.case import load_case
from cases.importing.cause import load_causes
from cases.importing.collection import load_collection
from cases.importing.fields import WrongFact
from cases.importing.overview import load_overview
from cases.importing.reference import load_courts, load_laws, load_sources

__all__ = [
    "WrongFact",
    "load_case",
    "load_causes",
    "load_collection",
    "load_courts",
    "load_laws",
    "load_overview",
    "load_sources",
]
