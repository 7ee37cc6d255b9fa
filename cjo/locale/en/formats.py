"""Dates of the desk: as its own pages print them, not as newspapers in America do."""

DATE_FORMAT = "j M Y"
DATETIME_FORMAT = r"j M Y, H:i \B\e\i\j\i\n\g \t\i\m\e"
