"""Files that are no backup, or that an enemy has made out of one.

Each function reads a good backup and writes a bad one. `HOSTILE` has them by name.
"""

from tools.chaos.hostile_archives import databases, entries, files, headers, manifests
from tools.chaos.hostile_archives.making import HOSTILE

__all__ = ["HOSTILE", "databases", "entries", "files", "headers", "manifests"]
