"""The desk of records: their forms publish through cases.publishing."""

from cases.admin import (  # noqa: F401
    case,
    cause,
    collection,
    court,
    law,
    overview,
    record_version,
    source,
)
