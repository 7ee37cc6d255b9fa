"""Numbers of cases in a text from right to left."""

from django.test import SimpleTestCase

from articles.rendering.isolation import isolate_numbers
from articles.rendering.tree import inner_html, parse

NUMBER = "(2023)沪01协外认28号"


class IsolationTests(SimpleTestCase):
    def isolated(self, html: str, language: str) -> str:
        root = parse(html)
        isolate_numbers(root, language)
        return inner_html(root)

    def test_each_number_in_an_arabic_text_is_isolated(self) -> None:
        self.assertEqual(
            self.isolated(f"<p>قضية {NUMBER}، <em>و {NUMBER}</em> و</p>", "ar"),
            f"<p>قضية <bdi>{NUMBER}</bdi>، <em>و <bdi>{NUMBER}</bdi></em> و</p>",
        )

    def test_a_linked_number_is_isolated_within_its_link(self) -> None:
        self.assertEqual(
            self.isolated(f'<p>קרא <a href="/cases/a">{NUMBER}</a>.</p>', "he"),
            f'<p>קרא <a href="/cases/a"><bdi>{NUMBER}</bdi></a>.</p>',
        )

    def test_code_and_other_languages_stay_as_they_are(self) -> None:
        code = f"<p>قضية <code>{NUMBER}</code></p>"
        self.assertEqual(self.isolated(code, "ar"), code)
        english = f"<p>The case {NUMBER}.</p>"
        self.assertEqual(self.isolated(english, "en"), english)
