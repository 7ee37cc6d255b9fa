"""The list of cases: its filters, their choices and counts."""
