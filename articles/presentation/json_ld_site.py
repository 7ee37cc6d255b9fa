"""The metadata of the site and of its people for machines: schema.org as JSON-LD."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString

from articles.presentation.json_ld import (
    SITE_NAME,
    SITE_NAME_ZH,
    agent,
    publisher,
    script,
)
from cjo.lib.languages import get_language, page_language
from cjo.lib.links import absolute, localised

_SCHEMA = "https://schema.org"
Contributor = Mapping[str, Any]  # name, native_name, kind, url, role, biography


def website(description: str) -> SafeString:
    """Return the script element of the front page."""
    return script(
        {
            "@context": _SCHEMA,
            "@type": "WebSite",
            "name": SITE_NAME,
            "alternateName": SITE_NAME_ZH,
            "url": absolute(reverse("home")),
            "description": description,
            "inLanguage": get_language(page_language()).tag,
            "publisher": publisher(),
        }
    )


def profile(contributor: Contributor) -> SafeString:
    """Return the script element of the page of a person or a team."""
    described = _described(contributor)
    page = {
        "@type": "ProfilePage",
        "url": absolute(contributor["url"]),
        "inLanguage": get_language(page_language()).tag,
        "mainEntity": {"@id": described["@id"]},
    }
    return script({"@context": _SCHEMA, "@graph": [page, described]})


def people(contributors: Iterable[Contributor]) -> SafeString:
    """Return the script element of a list of people."""
    described = [_described(contributor) for contributor in contributors]
    return script({"@context": _SCHEMA, "@graph": described})


def _described(contributor: Contributor) -> dict[str, str]:
    named = agent(contributor)
    facts = {
        "@type": named.pop("@type"),
        # a person is the same in all languages: the id is the English address
        "@id": absolute(localised(contributor["url"], "en")),
        **named,
        "description": contributor["biography"],
    }
    if contributor["kind"] != "team":
        facts["jobTitle"] = contributor["role"]
    return {key: value for key, value in facts.items() if value}
