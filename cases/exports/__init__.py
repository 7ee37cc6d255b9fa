"""Records as data: CSV, JSON, JSON-LD and citations."""
