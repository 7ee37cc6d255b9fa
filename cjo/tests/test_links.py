"""Addresses that lead out of a page."""

from django.test import SimpleTestCase
from hypothesis import given
from hypothesis import strategies as st

from cjo.lib.links import mail_to


class MailLinkTests(SimpleTestCase):
    def test_letters_of_any_language_stay_as_they_are(self) -> None:
        self.assertEqual(
            mail_to("a@b.example", subject="《案例》中的错误"),
            "mailto:a@b.example?subject=《案例》中的错误",
        )

    def test_separators_of_fields_are_escaped(self) -> None:
        self.assertEqual(
            mail_to("a@b.example", subject="A & B = 50%?", body="https://c/a\n"),
            "mailto:a@b.example?subject=A%20%26%20B%20%3D%2050%25%3F"
            "&body=https://c/a%0A",
        )

    @given(st.text())
    def test_no_text_adds_a_field(self, text: str) -> None:
        link = mail_to("a@b.example", subject=text)
        self.assertEqual((link.count("&"), link.count("?")), (0, 1))
