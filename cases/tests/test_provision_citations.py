"""Citations of laws and articles: found as people write them, and nowhere else."""

import time
from unittest import TestCase

from hypothesis import given, settings
from hypothesis import strategies as st

from cases.citations.articles import ITEMS_READ, RANGE_READ
from cases.citations.names import any_of
from cases.citations.provisions import Citations
from cjo.lib import chinese_numerals

LAWS = {
    "pipl": ["Personal Information Protection Law", "PIPL", "个人信息保护法"],
    "civil-code": ["Civil Code", "民法典"],
    "aucl": ["Anti-Unfair Competition Law", "反不正当竞争法"],
}
CITATIONS = Citations(LAWS)
# What a citation is made of, so that hostile texts come near to one
NEARLY = (
    "PIPL|Civil Code|个人信息保护法|《|》|民法典|Art. |arts |Articles |第|条|款|项|之"
    "|、|和|至|（|）|(1)|, | and | to |–|-| of the |13|９|0|99999|一千|零|十|§|\n"
    "|\u3000|'s|国|解释|该法|编|2017|(2017)|China|Article |one |XIII|*|- |\u200b|\""
    "|of that Law|Book Two, |draft |-1|~|之一|GDPR |Data Law |et seq. |原|年"
)
SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(NEARLY.split("|")),
        st.text(max_size=5),
    ),
    max_size=60,
).map("".join)


def found(text: str) -> list[tuple[str, str]]:
    """Return the words and the article of each citation of an article."""
    return [
        (text[citation.start : citation.end], f"{citation.law}/{citation.article}")
        for citation in CITATIONS.find(text)
        if citation.article
    ]


def articles(text: str) -> list[str]:
    return [key for _words, key in found(text)]


class NumeralTests(TestCase):
    def test_every_numeral_is_read_back(self) -> None:
        for number in range(1, chinese_numerals.LARGEST + 1):
            written = chinese_numerals.write(number)
            self.assertEqual(chinese_numerals.read(written), number, written)

    def test_it_writes_as_laws_do(self) -> None:
        for number, written in {
            10: "十",
            13: "十三",
            20: "二十",
            110: "一百一十",
            127: "一百二十七",
            1002: "一千零二",
            1010: "一千零一十",
            1035: "一千零三十五",
            1260: "一千二百六十",
        }.items():
            self.assertEqual(chinese_numerals.write(number), written)

    def test_it_reads_figures_of_either_width_and_signs_one_by_one(self) -> None:
        for text in ("1035", "１０３５", "一〇三五", "一千零三十五"):
            self.assertEqual(chinese_numerals.read(text), 1035)

    def test_it_writes_nothing_that_it_could_not_read(self) -> None:
        for number in (0, -1, 10_000):
            with self.assertRaises(ValueError):
                chinese_numerals.write(number)

    @given(st.text(alphabet=chinese_numerals.SIGNS + "0９ x", max_size=9))
    def test_whatever_is_read_is_a_number_or_none(self, text: str) -> None:
        number = chinese_numerals.read(text)
        self.assertTrue(number is None or 1 <= number <= chinese_numerals.LARGEST)


class EnglishTests(TestCase):
    def test_the_article_may_stand_before_the_law(self) -> None:
        for text in (
            "Art. 1035 of the Civil Code",
            "article 1035 Civil Code",
            "Article 1035 of China’s Civil Code",
            "Article 1035 of the PRC Civil Code",
            "Article 1035 of the Civil Code of the People's Republic of China",
        ):
            self.assertEqual(found(text), [(text, "civil-code/1035")])

    def test_or_behind_it(self) -> None:
        for text in ("PIPL art 13(1)", "PIPL, Art. 13", "PIPL’s Article 13"):
            self.assertEqual(found(text), [(text, "pipl/13")])

    def test_a_list_names_each_of_its_articles(self) -> None:
        self.assertEqual(
            found("PIPL arts 13 and 14"), [("arts 13", "pipl/13"), ("14", "pipl/14")]
        )
        text = "PIPL arts 7, 13(1), 13(2), 17; Civil Code arts 1034, 1035."
        self.assertEqual(
            articles(text),
            [
                "pipl/7",
                "pipl/13",
                "pipl/13",
                "pipl/17",
                "civil-code/1034",
                "civil-code/1035",
            ],
        )

    def test_a_range_names_what_stands_inside_it(self) -> None:
        for text in (
            "Articles 13 to 15 of the Personal Information Protection Law",
            "PIPL arts 13–15",
            "arts 13-15 PIPL",
        ):
            self.assertEqual(set(articles(text)), {"pipl/13", "pipl/14", "pipl/15"})

    def test_an_article_put_in_later_is_no_range(self) -> None:
        self.assertEqual(articles("Article 120-1 of the PIPL"), ["pipl/120-1"])

    def test_each_article_goes_to_its_own_law(self) -> None:
        for text, expected in {
            "under the PIPL, Article 5 of the Civil Code": ["civil-code/5"],
            "Art. 13 PIPL, Art. 5 Civil Code": ["pipl/13", "civil-code/5"],
            "Civil Code art. 1035 PIPL art. 14": ["civil-code/1035", "pipl/14"],
            "PIPL, arts 5 and 6, and Civil Code, art. 2": [
                "pipl/5",
                "pipl/6",
                "civil-code/2",
            ],
        }.items():
            self.assertEqual(articles(text), expected, text)

    def test_the_long_name_may_explain_the_short_one(self) -> None:
        text = "the Personal Information Protection Law (PIPL), art. 13, para. 2"
        self.assertEqual(found(text), [("art. 13, para. 2", "pipl/13")])

    def test_a_number_that_follows_one_article_is_no_second_one(self) -> None:
        self.assertEqual(articles("PIPL art. 14, 3 days later"), ["pipl/14"])

    def test_other_countries_have_codes_of_their_own(self) -> None:
        for text in (
            "Art. 5 of the German Civil Code",
            "the Louisiana Civil Code",
            "Article 5 of the Civil Code of Japan",
            "the Civil Code Regulations, art. 5",
            "Germany’s Civil Code, Article 823",
            "the Korea Civil Code, art. 750",
        ):
            self.assertEqual(CITATIONS.find(text), [], text)

    def test_an_article_of_an_unknown_law_is_not_one_of_the_law_before(self) -> None:
        for text in (
            "Under the PIPL, Article 6 of the GDPR says",
            "According to the Civil Code, Article 5 of the Cybersecurity Law",
            "Unlike the PIPL, Articles 6 and 7 GDPR",
            "the Civil Code, Article 8 under the Treaty on the European Union",
        ):
            self.assertEqual(articles(text), [], text)
        self.assertEqual(articles("the PIPL, Article 6 of which says"), ["pipl/6"])
        self.assertEqual(articles("PIPL, Article 6 in Beijing"), ["pipl/6"])

    def test_an_article_of_an_unknown_law_is_not_one_of_the_law_behind(self) -> None:
        for text, expected in {
            "GDPR Article 28, PIPL Article 21": ["pipl/21"],
            "Cybersecurity Act art. 5, Civil Code art. 1035": ["civil-code/1035"],
            "Data Security Law, Article 21, Civil Code, Article 127": [
                "civil-code/127"
            ],
            "Art. 13 PIPL, art. 14 PIPL": ["pipl/13", "pipl/14"],
            "Art. 13, PIPL": ["pipl/13"],
        }.items():
            self.assertEqual(articles(text), expected, text)

    def test_words_and_signs_between_an_article_and_its_law(self) -> None:
        for text in (
            "Article 13, Paragraph 1 of the PIPL",
            "Article 13 of the PRC’s PIPL",
            "Article 13 of the current PIPL",
            "Article 13 of China PIPL",
            "PIPL: Article 13",
            "PIPL – Art. 13",
        ):
            self.assertEqual(articles(text), ["pipl/13"], text)

    def test_a_draft_is_not_the_law_and_brackets_may_name_a_state(self) -> None:
        for text in (
            "《民法典（草案）》第一百条",
            "《民法典（德国）》第一百条",
            "民法典（草案）第一百条",
            "Civil Code (Germany), art. 823",
            "Civil Code (draft), art. 5",
        ):
            self.assertEqual(CITATIONS.find(text), [], text)
        for text in (
            "the Personal Information Protection Law (PIPL), art. 5",
            "《个人信息保护法（2021年）》第五条",
            "个人信息保护法（以下简称个保法）第五条",
            "the PIPL (China) art. 5",
        ):
            self.assertEqual(articles(text), ["pipl/5"], text)

    def test_a_name_inside_another_word_is_none(self) -> None:
        self.assertEqual(CITATIONS.find("PIPLs art. 3, XPIPL art. 4"), [])

    def test_a_law_alone_is_a_citation_too(self) -> None:
        (only,) = CITATIONS.find("What the PIPL says")
        self.assertEqual((only.law, only.article), ("pipl", ""))


class ChineseTests(TestCase):
    def test_numerals_and_figures_of_either_width(self) -> None:
        for text in (
            "《民法典》第一千零三十五条",
            "《中华人民共和国民法典》第1035条",
            "民法典第１０３５条",
            "民法典第1035條",
        ):
            self.assertEqual(found(text), [(text, "civil-code/1035")])

    def test_paragraphs_and_items_belong_to_their_article(self) -> None:
        text = "个人信息保护法第十三条第一款第（一）项、第13条、第14条"
        self.assertEqual(articles(text), ["pipl/13", "pipl/13", "pipl/14"])
        self.assertEqual(found(text)[0][0], "第十三条第一款第（一）项")

    def test_lists_and_ranges(self) -> None:
        self.assertEqual(
            set(articles("《个人信息保护法》第十三条至第十五条")),
            {"pipl/13", "pipl/14", "pipl/15"},
        )
        self.assertEqual(
            articles("《个人信息保护法》第十三、十四条和第二十条第二款规定，三个"),
            ["pipl/13", "pipl/14", "pipl/20"],
        )

    def test_an_article_put_in_later(self) -> None:
        self.assertEqual(articles("我国民法典第一百二十条之一"), ["civil-code/120-1"])

    def test_a_title_that_holds_the_name_is_another_title(self) -> None:
        for text in (
            "《民法典合同编司法解释》第五条",
            "《德国民法典》第五条",
            "德国民法典第五条",
            "民法典型案例",
        ):
            self.assertEqual(CITATIONS.find(text), [], text)

    def test_an_article_without_a_law_is_nothing(self) -> None:
        self.assertEqual(CITATIONS.find("第十三条、第14条"), [])

    def test_languages_mix(self) -> None:
        self.assertEqual(articles("PIPL第14条"), ["pipl/14"])
        self.assertEqual(articles("《民法典》 art. 1035"), ["civil-code/1035"])


class BoundsTests(TestCase):
    @given(SCRAPS)
    @settings(max_examples=400)
    def test_whatever_is_read_its_places_are_in_the_text(self, text: str) -> None:
        for citation in CITATIONS.find(text):
            self.assertTrue(0 <= citation.start <= citation.end <= len(text))
            self.assertIn(citation.law, LAWS)
            self.assertRegex(
                citation.article, r"^(?:[1-9][0-9]{0,3}(?:-[1-9][0-9]{0,3})?)?$"
            )

    @given(st.integers(1, 9999), st.sampled_from(["", "（一）"]), st.booleans())
    def test_every_article_is_found_in_both_writings(
        self, number: int, item: str, figures: bool
    ) -> None:
        counted = str(number) if figures else chinese_numerals.write(number)
        tail = f"第一款第{item}项" if item else ""
        self.assertEqual(
            articles(f"依照《民法典》第{counted}条{tail}，判决如下"),
            [f"civil-code/{number}"],
        )
        self.assertEqual(
            articles(f"under Art. {number} of the Civil Code."),
            [f"civil-code/{number}"],
        )

    def test_a_range_is_no_way_to_fill_a_page(self) -> None:
        self.assertLessEqual(
            len(articles("Articles 1 to 9999 of the PIPL")), RANGE_READ + 2
        )
        many = ", ".join(str(number) for number in range(1, 500))
        self.assertLessEqual(len(articles(f"PIPL arts {many}")), ITEMS_READ)

    def test_the_time_it_takes_grows_with_the_text_alone(self) -> None:
        for scrap in (
            "PIPL art. 1, ", "《", "第", "Art. ", "Art. 1 and ", "PIPL (", "第一",
            "个人信息保护法第一条至第九千条", "1,", "第一条第一款", "(1)", "一",
            "《民法典", "Article 1 of the the ", "Art. 1 PIPL ", "art. 13, para. 2 ",
            "民法典》PIPL (", "PIPL [§1 ", "PIPL, 民法典》", "Articles 1 to 9999 PIPL ",
            "China's ", "Book on Aa ", "Interpretation of the Civil Code ", "A PIPL ",
            "Article one hundred and ", "该法第一条", "2017年民法典", "Article I ",
            "民法典总则编", "一、", "1至", "amended and amended Civil Code ", "*", "- ",
        ):  # fmt: skip
            text = scrap * (12_000 // len(scrap))
            start = time.process_time()
            CITATIONS.find(text)
            self.assertLess(time.process_time() - start, 2, scrap)

    def test_hundreds_of_laws_cost_little_more_than_three(self) -> None:
        names = {f"law-{number}": [f"关于事项{number}的规定"] for number in range(500)}
        many = Citations({**LAWS, **names})
        text = "依照《民法典》第一千零三十五条，关于事项499的规定第二条。" * 300
        start = time.process_time()
        self.assertEqual(len(many.find(text)), 300 * 4)
        self.assertLess(time.process_time() - start, 2)

    def test_no_names_find_nothing(self) -> None:
        self.assertEqual(Citations({}).find("PIPL art. 1"), [])
        self.assertIsNone(any_of([]))

    @given(st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=20))
    def test_a_pattern_finds_each_of_its_names(self, names: list[str]) -> None:
        pattern = any_of(names)
        for name in names:
            match = pattern.match(name) if pattern else None
            self.assertTrue(match is not None and match[0] == name, name)
