"""Names are found however a text, an address or a file name writes them."""

from django.test import SimpleTestCase

from cjo.lib.written_names import names_in, pattern_of


class WrittenNameTests(SimpleTestCase):
    def found(self, text: str, *names: str) -> list[str]:
        return [match[0] for match in pattern_of(names).finditer(text)]

    def test_it_finds_a_name_in_any_case(self) -> None:
        text = "Wang Wei, WANG WEI and wang wei"
        self.assertEqual(len(self.found(text, "Wang Wei")), 3)

    def test_it_finds_a_name_over_two_lines_and_in_marks(self) -> None:
        for text in ("Wang\nWei", "Wang **Wei**", "_Wang_ _Wei_", "Wang\u00a0Wei"):
            with self.subTest(text):
                self.assertTrue(self.found(text, "Wang Wei"))

    def test_it_finds_a_name_in_an_address_and_a_file_name(self) -> None:
        for text in (
            "/a/wang-wei-sued",
            "wang-weis-case",
            "wang_wei.jpg",
            "https://x.org/?q=Wang%20Wei",
        ):
            with self.subTest(text):
                self.assertTrue(self.found(text, "Wang Wei"))
        self.assertTrue(self.found("https://x.org/%E7%8E%8B%E4%BC%9F", "王伟"))

    def test_a_longer_name_or_word_is_another(self) -> None:
        for text in ("Wang Weiming", "Awang Wei", "wang-weiss", "Mali nation"):
            with self.subTest(text):
                self.assertEqual(self.found(text, "Wang Wei", "Li Na"), [])

    def test_it_finds_a_chinese_name_among_other_characters(self) -> None:
        self.assertEqual(self.found("被告王伟辩称", "王伟"), ["王伟"])
        self.assertEqual(self.found("被告王　伟辩称", "王伟"), ["王　伟"])
        self.assertEqual(self.found("被告Wang Wei辩称", "Wang Wei"), ["Wang Wei"])

    def test_the_longest_name_is_found_whole(self) -> None:
        self.assertEqual(self.found("王伟强", "王伟", "王伟强"), ["王伟强"])

    def test_no_name_is_an_error_and_finds_nothing(self) -> None:
        with self.assertRaises(ValueError):
            pattern_of(["", "  "])

    def test_names_are_typed_one_on_a_line(self) -> None:
        self.assertEqual(names_in(" Wang  Wei\r\n\r\n王伟\n"), ["Wang Wei", "王伟"])
