"""The desk of records: their forms publish through cases.publishing."""

from cases.admin import records, reference  # noqa: F401
