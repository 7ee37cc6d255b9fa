"""Queries that readers type: what comes first, what comes along, and what does not."""

import re
from html import unescape

from cjo.test import BaseTestCase
from cjo.tests.search_library import load_library

FACES = "Top court releases cases on AI"
ENGLISH = "China Recognizes an English Judgment for the First Time"
SINGAPORE = "Beyond the Memorandum: Shanghai Enforces a Judgment of Singapore"
SINGAPORE_CASE = "Judgment of Singapore confirmed"
GERMAN = "Another German Bankruptcy Is Acknowledged"
MINORS = "Five Cases on the Protection of Minors"
COMPANIES = "How to Spot a Fake Chinese Company"
BLOCKCHAIN = "Electronic Evidence Stored on Blockchain"
COOKIES = "Privacy, Consent and Website Cookies"
IN_PERSON = "Hearing in Person"
CONSENT = "Pre-ticked consent"
BIC = "Beijing Internet Court"
PIPL = "Personal Information Protection Law"
PIPL_13 = "PIPL, Art. 13"
CODE_1035 = "Civil Code, Art. 1035"
CODE_13 = "Civil Code, Art. 13"
COLLECTION = "Typical cases on privacy"
OVERVIEW = "Overview of disputes about data"
ZH_CASES = "北京互联网法院发布个人信息保护案例"
ZH_MINORS = "最高人民法院发布未成年人保护典型案例"
ZH_SINGAPORE = "上海法院执行新加坡判决"
ZH_CONSENT = "自动勾选同意"
ZH_1035 = "《民法典》第一千零三十五条"

# query, the first result, a result that must not be there; "" for none at all
ENGLISH_QUERIES = (
    # other forms and spellings of a word
    ("facial recognition", FACES, COMPANIES),
    ("S.P.C.", FACES, COMPANIES),
    ("recognise English judgment", ENGLISH, SINGAPORE),
    ("recognition of an English judgement", ENGLISH, SINGAPORE),
    ("judgement", SINGAPORE, COMPANIES),
    ("acknowledgement", GERMAN, MINORS),
    ("bankruptcies", GERMAN, MINORS),
    ("insolvent", GERMAN, MINORS),
    ("labor", MINORS, GERMAN),
    ("coloured photograph", MINORS, GERMAN),
    ("analyzing", MINORS, GERMAN),
    ("canceled hearings", GERMAN, MINORS),
    ("licence organization", BLOCKCHAIN, COMPANIES),
    ("arbitration awards", IN_PERSON, COMPANIES),
    ("verify companies", COMPANIES, BLOCKCHAIN),
    ("children", MINORS, COMPANIES),
    ("SPC", FACES, COMPANIES),
    ("artificial intelligence", FACES, COMPANIES),
    ("web site", COOKIES, COMPANIES),
    ("Germany reciprocity", GERMAN, SINGAPORE),
    # words that do not all stand in one text
    ("reciprocity Singapore", SINGAPORE, COMPANIES),
    ("blockchain elephants", BLOCKCHAIN, COMPANIES),
    ("cookies of a fake bakery", COOKIES, BLOCKCHAIN),
    # words that say nothing
    ("how to spot the fake company", COMPANIES, BLOCKCHAIN),
    ("What is a memorandum?", SINGAPORE, COMPANIES),
    # the word as typed before its other forms, the title before the text
    ("person", IN_PERSON, BLOCKCHAIN),
    ("evidence", BLOCKCHAIN, COMPANIES),
    ("protection", MINORS, COMPANIES),
    # quotation marks
    ('"protection order"', IN_PERSON, MINORS),
    ("“electronic evidence”", BLOCKCHAIN, MINORS),
    ('"recognise"', FACES, ENGLISH),
    # beginnings of words
    ("memor", SINGAPORE, ENGLISH),
    ("block", BLOCKCHAIN, COMPANIES),
    # names: of a court, a law, a person, a case, a collection, a section, an article
    ("Beijing Internet Court", BIC, COMPANIES),
    ("the beijing internet court", BIC, COMPANIES),
    ("BIC", BIC, COMPANIES),
    ("京0491", BIC, SINGAPORE_CASE),
    ("北京互联网法院", BIC, SINGAPORE_CASE),
    ("Personal Information Protection Law", PIPL, COMPANIES),
    ("PIPL", PIPL, COMPANIES),
    ("个人信息保护法", PIPL, COMPANIES),
    ("civil code", "Civil Code", COMPANIES),
    ("Meng Yu", "Meng Yu", SINGAPORE_CASE),
    ("yu meng", "Meng Yu", SINGAPORE_CASE),
    ("余萌", "Meng Yu", SINGAPORE_CASE),
    ("insights", "Insights", SINGAPORE_CASE),
    ("due diligence 101", "Due Diligence 101", SINGAPORE_CASE),
    ("typical cases on privacy", COLLECTION, COMPANIES),
    ("overview of disputes about data", OVERVIEW, COMPANIES),
    ("Zhao v Ye", SINGAPORE_CASE, CONSENT),
    ("zhao v. ye", SINGAPORE_CASE, CONSENT),
    ("(2023)沪01协外认28号", SINGAPORE_CASE, CONSENT),
    ("2023 Hu 01 Xie Wai Ren 28", SINGAPORE_CASE, CONSENT),
    ("Hearing in Person", IN_PERSON, COMPANIES),
    # articles of a law
    ("Civil Code 1035", CODE_1035, CODE_13),
    ("article 1035 of the Civil Code", CODE_1035, CODE_13),
    ("civil code art. 1035", CODE_1035, CODE_13),
    ("PIPL article 13", PIPL_13, CODE_13),
    ("pipl 13", PIPL_13, CODE_13),
    ("Personal Information Protection Law Article 69", "PIPL, Art. 69", PIPL_13),
    ("民法典1035", CODE_1035, CODE_13),
    ("article 1035", CODE_1035, CODE_13),
    ("PIPL article 14", PIPL, PIPL_13),
    # nothing at all
    ("elephants", "", MINORS),
    ("protecton", "", MINORS),
)
CHINESE_QUERIES = (
    ("個人信息", ZH_CASES, ZH_SINGAPORE),
    ("個人資訊", ZH_CASES, ZH_SINGAPORE),
    ("儿童", ZH_MINORS, ZH_SINGAPORE),
    ("北京互聯網法院", "北京互联网法院", ZH_SINGAPORE),
    ("第1035条", ZH_1035, ZH_SINGAPORE),
    ("第１０３５條", ZH_1035, ZH_SINGAPORE),
    ("民法典第1035条", ZH_1035, ZH_SINGAPORE),
    ("民法典第一千零三十五条", ZH_1035, ZH_SINGAPORE),
    ("依据民法典第1035条", ZH_1035, ZH_SINGAPORE),
    ("面部识别", ZH_MINORS, ZH_SINGAPORE),
    ("版权纠纷", ZH_MINORS, ZH_SINGAPORE),
    ("最高法院", ZH_MINORS, ZH_SINGAPORE),
    ("新加坡互惠", ZH_SINGAPORE, ZH_MINORS),
    ("未成年人案例", ZH_MINORS, ZH_SINGAPORE),
    ("自动勾选", ZH_CONSENT, ZH_SINGAPORE),
    ("馬某與某公司案", ZH_CONSENT, ZH_SINGAPORE),
    ("余萌", "Meng Yu", ZH_CONSENT),
    ("Zhao v Ye", SINGAPORE_CASE, ZH_SINGAPORE),
    ("大象", "", ZH_MINORS),
)


class QueryTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_library(cls.mei)

    def page(self, query: str, prefix: str = "") -> str:
        response = self.client.get(f"{prefix}/search", {"q": query})
        self.assertEqual(response.status_code, 200)
        return re.sub(r"\s+", " ", response.content.decode())

    def titles(self, query: str, prefix: str = "") -> list[str]:
        headings = re.findall("<h3>(.*?)</h3>", self.page(query, prefix))
        return [unescape(re.sub("<[^>]+>", "", heading)) for heading in headings]

    def test_the_result_that_is_meant_comes_first(self) -> None:
        for prefix, queries in (("", ENGLISH_QUERIES), ("/zh-hans", CHINESE_QUERIES)):
            for query, first, absent in queries:
                with self.subTest(query):
                    titles = self.titles(query, prefix)
                    self.assertEqual(titles[0] if titles else "", first, titles)
                    self.assertNotIn(absent, titles)

    def test_results_stand_under_the_heading_of_their_kind(self) -> None:
        page = self.page("privacy")
        kinds = re.findall(r'<h2 class="inset part">\s*(.*?)\s*<span', page)
        self.assertEqual(kinds, ["Articles", "Collections"])

    def test_words_that_are_in_no_text_together_are_told(self) -> None:
        sentence = (
            "No text has all the words of “blockchain elephants”. These come closest."
        )
        self.assertIn(sentence, self.page("blockchain elephants"))
        for query in ("blockchain evidence", "elephants", "Civil Code 1035"):
            self.assertNotIn("These come closest", self.page(query), query)

    def test_it_offers_the_spelling_of_a_word_that_texts_have(self) -> None:
        for query, offered in (
            ("Protecton", "Protection"),
            ("beijing internet cuort", "beijing internet court"),
            ("BLOKCHAIN evidence", "BLOCKCHAIN evidence"),
            ("Block chain evidence", "Blockchain evidence"),  # a word in two
            ("fake company", ""),
            ("singapor", ""),  # the beginning of a word
            ("Porteccton", ""),  # three slips
            ("elephants", ""),
        ):
            page = self.page(query)
            if offered:
                self.assertIn(f">{offered}</a>?", page, query)
            else:
                self.assertNotIn("Did you mean", page, query)

    def test_it_marks_the_forms_that_were_found(self) -> None:
        page = self.page("facial")
        self.assertIn("Voices, and <mark>faces</mark> swapped", page)
        self.assertIn("<mark>Recognizes</mark> an English", self.page("recognised"))
        page = self.page("第1035条", "/zh-hans")
        self.assertIn("<mark>第一千零三十五条</mark>", page)
