"""Parts of addresses, each with its length bound: what does not fit is a 404."""

from django.urls.converters import StringConverter


class SlugConverter(StringConverter):
    """A slug, `[a-z0-9-]`."""

    regex = "[a-z0-9-]{1,200}"


class NumberConverter:
    """A positive whole number without leading zeros, small enough for a column."""

    regex = "[1-9][0-9]{0,6}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


class YearConverter(NumberConverter):
    """A year of the common era in four digits."""

    regex = "[12][0-9]{3}"
