"""Backups: database and pictures in one file, with a manifest of digests."""
