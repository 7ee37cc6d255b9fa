"""The page that says what a case number says, and numbers among cases and texts."""

from typing import Any

from articles.extensions import registries
from articles.extensions.types import Recognised
from cases import importing
from cases.extensions.recognise_numbers import NUMBERS_LIMIT, recognise
from cases.models import Case, Court, Proceeding
from cases.numbers.running_text import find
from cases.publishing import publish_reference
from cases.tests.world import case_data, load_world
from cjo.test import BaseTestCase

LATIN = "(2023) Jing 0491 Min Chu No. 1"


class NumberPageTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        importing.load_case(
            case_data(
                "zhao-v-ye",
                case_number="(2023)沪01协外认28号",
                proceedings=[
                    {
                        "instance": "second",
                        "court": "fourth-court",
                        "case_number": "（2024）京04民终9号",
                        "texts": {"en": {"result": "Upheld."}},
                    }
                ],
            ),
            cls.mei,
        )

    def ask(self, text: str, language: str = "") -> Any:
        return self.client.get(f"{language}/cases/number", {"q": text})

    def test_without_a_number_it_shows_how_one_is_written(self) -> None:
        response = self.client.get("/cases/number")
        self.assertContains(response, "A number has four parts")
        self.assertContains(response, "(2023)沪01协外认28号")
        self.assertContains(response, "法〔2015〕137号")
        self.assertContains(response, '<link rel="canonical"')

    def test_a_sentence_is_refused_with_the_numbers_that_it_names(self) -> None:
        response = self.ask("关于(2023)沪01协外认28号一案")
        self.assertContains(response, "It names:")
        self.assertContains(response, ">(2023)沪01协外认28号</a>")

    def test_one_document_of_a_case_leads_to_the_case(self) -> None:
        response = self.ask("(2023)沪01协外认28号之一")
        self.assertContains(response, "No case published here has this number.")
        self.assertContains(response, "one of several documents under this number")
        self.assertContains(response, ">(2023)沪01协外认28号</a>")

    def test_it_explains_each_part_in_both_languages(self) -> None:
        response = self.ask("2023 Hu 01 Xie Wai Ren 28")
        for words in (
            "(2023)沪01协外认28号",
            "(2023) Hu 01 Xie Wai Ren No. 28",
            "Filed in 2023",
            "Shanghai First Intermediate People’s Court",
            "上海市第一中级人民法院",
            "Shanghai High People’s Court (沪)",
            "Recognition and enforcement of a foreign judgment",
            "承认与执行外国法院裁判",
        ):
            self.assertContains(response, words)

    def test_in_chinese_the_chinese_names_come_first(self) -> None:
        response = self.ask("(2023)沪01协外认28号", "/zh-hans")
        court = response.context["parts"][1].lines[0]
        self.assertEqual(str(court.words), "上海市第一中级人民法院")
        self.assertIn("Shanghai", str(court.second))

    def test_it_links_the_case_and_the_court_that_are_here(self) -> None:
        response = self.ask(LATIN)
        self.assertContains(
            response, 'The case with this number: <a href="/cases/ma-v-company">'
        )
        self.assertContains(response, 'href="/courts/internet-court"')

    def test_it_links_the_case_whose_appeal_has_the_number(self) -> None:
        response = self.ask("(2024) Jing 04 Min Zhong No. 9")
        self.assertContains(
            response, 'step in the procedure of this case: <a href="/cases/zhao-v-ye">'
        )

    def test_it_says_that_no_case_here_has_the_number(self) -> None:
        response = self.ask("(2020)沪民终550号")
        self.assertContains(response, "No case published here has this number.")

    def test_it_says_so_of_codes_that_it_does_not_know(self) -> None:
        response = self.ask("(2023)某0999某某5号")
        self.assertContains(response, "Our table has no court with this code")
        self.assertContains(response, "Our table has no such type")

    def test_it_tells_several_documents_of_one_case_apart(self) -> None:
        response = self.ask("(2017) Hu 01 Ren Tai No. 3-1")
        self.assertContains(response, "之一")
        self.assertContains(response, "One of several documents in one case.")

    def test_it_offers_every_reading_of_the_pinyin(self) -> None:
        response = self.ask("(2023) Jin 01 Xing Chu No. 5")
        self.assertContains(response, "read in more than one way")
        self.assertEqual(len(response.context["readings"]), 4)
        self.assertContains(response, "Taiyuan Intermediate People’s Court")

    def test_an_old_number_is_explained_as_far_as_it_can_be(self) -> None:
        response = self.ask("（2012）沪一中民终字第5号")
        for words in (
            "It has the form used before 2016.",
            "Filed in 2012",
            "They shorten the name of a court: Shanghai First Intermediate",
            "沪一中民终字",
            "No case published here has this number.",
        ):
            self.assertContains(response, words)
        self.assertContains(
            self.ask("(2014)民一终字第174号", "/zh-hans"), "最高人民法院"
        )
        unknown = self.ask("(2007)朝民初字第18230号")
        self.assertContains(unknown, "no table defines them")
        self.assertNotContains(unknown, "name of a court")
        latin = self.ask("(2015) Hai Min (Zhi) Chu No. 12602")
        self.assertContains(latin, "Filed in 2015")

    def test_an_old_number_leads_to_the_case_that_bears_it(self) -> None:
        importing.load_case(
            case_data("old-case", case_number="（2012）苏中知民初字第0243号"), self.mei
        )
        for text in ("(2012)苏中知民初字第0243号", "2012苏中知民初字第243号"):
            response = self.ask(text)
            self.assertContains(
                response, 'The case with this number: <a href="/cases/old-case">'
            )
            self.assertContains(
                response, "Internet Court heard the case with this number."
            )
            self.assertContains(response, 'href="/courts/internet-court"')
            (place,) = recognise(f"见{text}判决", "zh-hans")
            self.assertEqual(place.key, "old-case")

    def test_several_numbers_lead_each_to_its_page(self) -> None:
        response = self.ask("(2019)最高法知民终732、733、734号")
        self.assertContains(response, "There are several numbers in it.")
        for serial in (732, 733, 734):
            self.assertContains(response, f">(2019)最高法知民终{serial}号</a>")

    def test_a_sign_between_thousands_makes_no_two_numbers(self) -> None:
        response = self.ask("(2023) Jing 0491 Min Chu No. 13,290")
        self.assertContains(response, "(2023)京0491民初13290号")

    def test_what_is_no_number_is_explained(self) -> None:
        for text, words in {
            "Zhao v Ye": "must begin with the year",
            "(2023)沪011民终5号": "the code of the court is expected",
            "(2023)沪01民终5号判决": "behind the serial number",
            "9" * 5000: "much shorter",
            "<script>\x00": "is not a case number",
        }.items():
            with self.subTest(text=text[:20]):
                response = self.ask(text)
                self.assertContains(response, words)
                self.assertContains(response, "A number has four parts")
                self.assertNotContains(response, "<script>")

    def test_five_queries_are_enough(self) -> None:
        self.ask(LATIN)
        with self.assertPageQueries(4):
            self.ask(LATIN)

    def test_its_answers_are_not_indexed(self) -> None:
        self.assertContains(self.ask(LATIN), "noindex")
        self.assertNotContains(self.client.get("/cases/number"), "noindex")
        self.assertEqual(self.ask(LATIN).headers["Surrogate-Key"], "cases")

    def test_the_page_of_a_case_leads_to_it(self) -> None:
        response = self.client.get("/cases/zhao-v-ye")
        self.assertContains(response, "Explain this number")
        link = "/cases/number?q=%282023%29%E6%B2%AA01"
        self.assertContains(response, link)


class NumbersOfCasesTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        importing.load_case(case_data("yang-v-lin", case_number=""), cls.mei)

    def test_a_case_keeps_what_its_writings_have_in_common(self) -> None:
        case = Case(slug="x", case_number_latin=LATIN)
        case.save()
        self.assertEqual(case.number_key, "(2023)京0491民初1号")
        self.assertEqual(case.year, 2023)
        step = Proceeding(case=case, position=0, instance="first", case_number=LATIN)
        step.save()
        (key,) = step.number_keys.all()
        self.assertEqual(key.key, case.number_key)

    def test_a_court_that_gets_a_code_settles_what_its_numbers_say(self) -> None:
        court, number = Court.objects.get(slug="fourth-court"), "(2023) Ji 01 Min Chu 5"
        case = Case.objects.get(slug="yang-v-lin")
        case.court, case.case_number, case.case_number_latin = court, "", number
        case.save()
        step = Proceeding(case=case, position=0, instance="first", court=court)
        step.case_number = number
        step.save()
        other = Case.objects.create(slug="other", case_number_latin=number)
        self.assertEqual(case.number_key, "(2023)Ji01MinChu5")
        for code, key in (("冀01", "(2023)冀01民初5号"), ("吉01", "(2023)吉01民初5号")):
            Court.objects.filter(pk=court.pk).update(code=code)
            publish_reference(court, by=self.mei, note="Its code.")
            case.refresh_from_db()
            self.assertEqual(case.number_key, key)
            stored = case.number_keys.values_list("key", "proceeding")
            self.assertEqual(set(stored), {(key, None), (key, step.pk)})
        (found,) = recognise(f"In {number}", "en")
        self.assertEqual(found.key, "yang-v-lin")
        other.refresh_from_db()
        self.assertEqual(other.number_key, "(2023)Ji01MinChu5")

    def test_any_writing_finds_a_case(self) -> None:
        for text in (
            "京0491民初1号",
            "（２０２３）京0491民初1号",
            LATIN,
            "2023 Jing 0491 Min Chu 1",
            "Jing 0491 Min Chu",
            "2023jing0491minchu1",
        ):
            with self.subTest(text=text):
                response = self.client.get("/search", {"q": text})
                self.assertContains(response, "/cases/ma-v-company")

    def test_it_recognises_the_numbers_of_cases_that_are_here(self) -> None:
        others = "2023 Jing 0491 Min Chu 1, （2023）京0491民初1号 (2020)沪民终5号."
        text = f"In {LATIN} and {others}"
        with self.assertNumQueries(1):
            found = list(recognise(text, "en"))
        self.assertEqual(
            [text[place.start : place.end] for place in found],
            [LATIN, "2023 Jing 0491 Min Chu 1", "（2023）京0491民初1号"],
        )
        self.assertEqual(
            {(place.kind, place.key) for place in found}, {("case", "ma-v-company")}
        )

    def test_it_reads_numbers_as_people_and_programs_write_them(self) -> None:
        for text in (
            "【2023】京0491民初1号",
            "［2023］京0491民初1号",
            "（2023）京0491⺠初1号",
            "(2023)Jing0491Min Chu No.1",
            "(2023) Jing 0491 MinChu No. 1",
        ):
            with self.subTest(text):
                (place,) = recognise(f"In {text}, it said", "en")
                self.assertEqual((place.start, place.end), (3, 3 + len(text)))
        (document,) = find("(2023)京0491民初1号之2，")
        self.assertEqual(document.readings[0].chinese, "(2023)京0491民初1号之二")

    def test_a_number_that_two_cases_bear_names_neither(self) -> None:
        importing.load_case(case_data("yang-v-lin"), self.mei)
        self.assertEqual(list(recognise(LATIN, "en")), [])

    def test_a_text_without_numbers_asks_nothing(self) -> None:
        with self.assertNumQueries(0):
            self.assertEqual(list(recognise("In 2024, 58 of 113 cases…", "en")), [])

    def test_it_leads_to_no_draft(self) -> None:
        Case.objects.create(slug="draft", case_number="(2020)沪民终550号")
        self.assertEqual(list(recognise("(2020)沪民终550号", "en")), [])

    def test_very_many_numbers_are_still_one_query(self) -> None:
        text = " ".join(f"(2023)京0491民初{serial}号" for serial in range(1, 3000))
        with self.assertNumQueries(1):
            found = list(recognise(text, "zh-hans"))
        self.assertLessEqual(len(found), NUMBERS_LIMIT)

    def test_a_number_in_an_article_is_a_mention_of_its_case(self) -> None:
        self.assertIn(recognise, registries.recognisers)
        text = f"The court said so in {LATIN}."
        edition = self.make_published("on-numbers", body=text)
        version = edition.current_version
        assert version is not None
        mentions = version.mentions.filter(role="cited", subject__kind="case")
        self.assertEqual(mentions.count(), 1)

    def test_a_place_has_a_kind_and_a_key(self) -> None:
        found = list(recognise(LATIN, "en"))
        wanted = [Recognised(0, len(LATIN), "case", found[0].key)]
        self.assertEqual(found, wanted)
