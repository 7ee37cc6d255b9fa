"""Records from plain data, as the files of the demo content hold it.

Each function is one transaction: it writes and publishes all of what it was given,
or raises WrongFact and changes nothing. The same data twice changes nothing either.
"""

from cases.loading.case import load_case
from cases.loading.cause import load_causes
from cases.loading.collection import load_collection
from cases.loading.fields import WrongFact
from cases.loading.overview import load_overview
from cases.loading.reference import load_courts, load_laws, load_sources

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
