"""Snapshots of records in the words of a language, for any output."""
