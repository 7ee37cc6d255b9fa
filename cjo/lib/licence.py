"""The licence of our own sentences and tables; /p/reuse says what it covers."""

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
