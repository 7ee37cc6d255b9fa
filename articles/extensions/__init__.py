"""Through which another app reaches articles: types, entries, registries."""
