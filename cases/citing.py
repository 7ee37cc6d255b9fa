"""How a record version is cited, and under what licence its data goes out."""

from django.urls import reverse
from django.utils import translation

from articles.metadata import SITE_NAME
from cases.models import RecordVersion
from cases.words import choose
from cjo.lib.links import absolute
from cjo.lib.locales import CHINA

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"


def version_address(version: RecordVersion, suffix: str = "") -> str:
    """Return the absolute address that shows this state for ever, in English."""
    with translation.override("en"):
        name = f"{version.kind}_version{suffix}"
        return absolute(reverse(name, args=[version.key, version.number]))


def citation(version: RecordVersion) -> str:
    title = choose(version.snapshot["texts"], "title", "en")
    day = version.published_at.astimezone(CHINA).date().isoformat()
    return (
        f"{SITE_NAME}, “{title}”, version {version.number}, {day}, "
        f"{version_address(version)}"
    )
