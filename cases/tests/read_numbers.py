"""The numbers that a text names, as tests compare them."""

from cases.numbers.running_text import find


def numbers(text: str) -> list[str]:
    """Return the numbers of a text; of pinyin with several readings each of them."""
    return [
        "|".join(reading.chinese for reading in place.readings)
        if place.old is None
        else f"old {place.old.chinese}"
        for place in find(text)
    ]
