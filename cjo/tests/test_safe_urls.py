"""Which addresses of others a page may link."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from cjo.lib.safe_urls import safe_address

LINKED = (
    "https://court.example/briefing",
    "http://fnxdsnzpc.com./K3.php?4IC=al.html",
    "https://中国.中国/a",
    "http://119.23.250.19:2008/wab.php?F=c7Z.html",
    "https://web.archive.org/web/2024/https://court.example/",
    "HTTPS://Court.Example/",
)
NEVER_LINKED = (
    "",
    "javascript:alert(1)",
    "data:text/html,hello",
    "//court.example/",
    "https:///court",
    " https://court.example/",
    "https://court.example/\u202egnp.exe",
    "https://court.example/\x00",
    "https://court.example\\@evil.example/",
    "https://name:word@court.example/",
    "https://name@court.example/",
    "https://court.example:99999/",
    "http://localhost/",
    "http://desk.localhost/",
    "http://printer.local/",
    "http://intranet/",
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f.0.0.0x1/",
    "http://１２７.０.０.１/",
    "http://10.0.0.1/",
    "http://192.168.1.1./",
    "http://169.254.169.254/latest",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://[fe80::1%25eth0]/",
    "http://[/",
)


class SafeAddressTests(SimpleTestCase):
    def test_an_address_of_a_public_host_is_linked_as_it_is(self) -> None:
        for url in LINKED:
            self.assertEqual(safe_address(url), url)

    def test_a_hidden_or_private_target_is_never_linked(self) -> None:
        for url in NEVER_LINKED:
            self.assertEqual(safe_address(url), "", url)

    @given(st.text(max_size=80) | st.text(max_size=60).map("https://{}".format))
    def test_it_answers_for_any_text_with_the_text_or_nothing(self, url: str) -> None:
        self.assertIn(safe_address(url), (url, ""))
