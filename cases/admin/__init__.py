"""The desk of records: read-only until its forms publish through cases.publishing."""

from cases.admin import records, reference  # noqa: F401
