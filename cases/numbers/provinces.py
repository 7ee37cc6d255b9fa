"""Provinces and municipalities of courts, in the words of a language."""

from cases.numbers.courts import PROVINCES


def province_name(province: str, language: str) -> str:
    """Return a province as the language writes it; one not listed stays as it is."""
    if language == "zh-hans":
        return PROVINCES.get(province, province)
    return province
