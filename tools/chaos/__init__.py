"""Faults made on purpose. Each module returns rows for one table."""
