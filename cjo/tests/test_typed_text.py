from cjo.lib.typed_text import typed_line, typed_lines
from cjo.test import BaseTestCase


class TypedTextTests(BaseTestCase):
    def test_every_end_of_a_line_is_a_line_feed(self) -> None:
        for end in ("\r\n", "\r", "\x0b", "\x0c", "\x0e", "\x85", "\u2028"):
            with self.subTest(end=end):
                self.assertEqual(typed_lines(f"a{end}b"), "a\nb")
                self.assertEqual(typed_line(f"a {end}b"), "a b")
        self.assertEqual(typed_lines("a\u2029b"), "a\n\nb")
        self.assertEqual(typed_line("a\tb\u2029 c"), "a b c")

    def test_nothing_is_kept_that_nobody_sees(self) -> None:
        signs = "\x01\x1f\x7f\x80\x9f\u200b\ufeff\ufffc\u202e\u202d\ufffe\U000e0041"
        for sign in signs:
            with self.subTest(sign=sign):
                self.assertEqual(typed_lines(f"a{sign}b"), "ab")

    def test_the_signs_that_word_processors_write_become_ours(self) -> None:
        self.assertEqual(typed_lines("a\x07b\x1ec"), "a b-c")

    def test_signs_that_a_script_needs_are_kept(self) -> None:
        for text in (
            "می\u200cخواهم",  # Persian: joined letters end in the middle of a word
            "क्\u200dष",  # Hindi
            "\u200fفصل 3\u200e",
            "\u2067א\u2069",
            "\u0e44\u0e17\u0e22\u200b\u0e01\u0e0e",  # Thai, where a line may break
            "Recht\u00adsprechung",
            "1\u00a0000 ❤\ufe0f",
            "a\tb\nc",
        ):
            with self.subTest(text=text):
                self.assertEqual(typed_lines(text), text)
