"""Public addresses answer any request with a page, never with a server error."""

from typing import Any
from urllib.parse import quote

from django.urls import URLPattern, URLResolver, get_resolver
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from cjo.urls import NumberConverter, SlugConverter, YearConverter

# Names, numbers, control characters, half-written escapes, other scripts
HOSTILE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            "../../etc/passwd",
            "%00",
            "\x00",
            "'; DROP TABLE articles_version; --",
            '" OR "1"="1',
            "NEAR(a b)",
            "a*",
            "9" * 30,
            "-1",
            "１２",
            "\u202e",
            "\ud7ff",
            "<script>alert(1)</script>",
            "{{ 7*7 }}",
            "%%%",
            "a" * 3000,
        ]
    ),
)
QUERY = st.dictionaries(
    st.sampled_from(
        [
            "p",
            "q",
            "before",
            "court",
            "cause",
            "year",
            "level",
            "province",
            "provision",
            "outcome",
            "collection",
            "certainty",
            "sort",
        ]
    ),
    HOSTILE,
    max_size=3,
)


def routes(patterns: list[Any], before: str = "") -> list[str]:
    """Return the route of every address outside the admin."""
    addresses = []
    for pattern in patterns:
        route = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            if not route.startswith("admin/"):
                addresses += routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            addresses.append(route)
    return addresses


def _filled(route: str, words: list[str]) -> str:
    """Put hostile words in place of a route's parameters."""
    parts = route.split("<")
    path = parts[0]
    for number, part in enumerate(parts[1:]):
        path += quote(words[number % len(words)], safe="") + part.partition(">")[2]
    return path


class HostileInputTests(TestCase):
    @given(
        st.integers(0, 10_000),
        st.lists(HOSTILE, min_size=1, max_size=3),
        QUERY,
        st.sampled_from(["", "zh-hans/", "ar/", "en/", "xx/"]),
    )
    @example(0, ["\x00"], {"q": "\x00"}, "")
    @settings(
        max_examples=300,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    def test_no_address_answers_with_an_error_of_ours(
        self, number: int, words: list[str], query: dict[str, str], prefix: str
    ) -> None:
        known = routes(get_resolver().url_patterns)
        path = "/" + prefix + _filled(known[number % len(known)], words)
        response = self.client.get(path, query)
        self.assertLess(response.status_code, 500, path)

    def test_a_host_that_is_not_ours_gets_a_plain_refusal(self) -> None:
        response = self.client.get("/", headers={"host": "evil.example"})
        self.assertContains(response, "request", status_code=400)

    def test_addresses_bound_their_parts(self) -> None:
        self.assertEqual(SlugConverter.regex, "[a-z0-9-]{1,200}")
        self.assertEqual(NumberConverter.regex, "[1-9][0-9]{0,6}")
        self.assertEqual(YearConverter.regex, "[12][0-9]{3}")
