"""The data as a whole: backed up, moved to another database, safe on its disk."""
