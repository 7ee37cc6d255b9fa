"""Provinces and municipalities of courts, as words and in addresses."""

from django.utils.text import slugify

from cases.numbers.courts import PROVINCES


def province_name(province: str, language: str) -> str:
    """Return a province as the language writes it; one not listed stays as it is."""
    if language == "zh-hans":
        return PROVINCES.get(province, province)
    return province


def province_slug(province: str) -> str:
    """Return what stands for a province in an address."""
    return slugify(province) or "unknown"
