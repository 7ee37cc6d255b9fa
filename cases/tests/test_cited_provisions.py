"""Sentences that cite laws, with the articles that lawyers read in them."""

from pathlib import Path
from unittest import TestCase

from articles.extensions.types import Recognised
from cases import importing
from cases.citations.provisions import Citations
from cases.citations.states import CHINESE, ENGLISH
from cases.extensions.recognise_provisions import ProvisionRecogniser
from cases.tests.world import LAWS, load_world
from cjo.test import BaseTestCase

SENTENCES = Path(__file__).with_name("cited_provisions.tsv")
CITATIONS = Citations(
    {
        "aucl": ["Anti-Unfair Competition Law", "AUCL", "反不正当竞争法"],
        "civil-code": ["Civil Code", "民法典"],
        "consumer": ["Consumer Protection Law", "消费者权益保护法"],
        "copyright": ["Copyright Law", "著作权法"],
        "cpl": ["Civil Procedure Law", "CPL", "民事诉讼法"],
        "criminal": ["Criminal Law", "刑法"],
        "labour": ["Labor Contract Law", "劳动合同法"],
        "pipl": ["Personal Information Protection Law", "PIPL", "个人信息保护法"],
        "trademark": ["Trademark Law", "商标法"],
    }
)


def cited(text: str, citations: Citations = CITATIONS) -> set[str]:
    """Return `law/article` of each article that is cited, `@` its version."""
    return {
        f"{citation.law}/{citation.article}"
        + (f"@{citation.version}" if citation.version else "")
        for citation in citations.find(text)
        if citation.article
    }


def right(cell: str) -> set[str]:
    keys: set[str] = set()
    for value in filter(None, cell.split(";")):
        law, _slash, span = value.partition("/")
        span, _at, version = span.partition("@")
        first, _dots, last = span.partition("..")
        articles = range(int(first), int(last) + 1) if last else [first]
        end = f"@{version}" if version else ""
        keys |= {f"{law}/{article}{end}" for article in articles}
    return keys


class SentenceTests(TestCase):
    def test_each_sentence_leads_to_the_articles_of_its_law(self) -> None:
        lines = SENTENCES.read_text(encoding="utf-8").splitlines()
        for line in lines:
            if line.startswith("#"):
                continue
            text, values = line.split("\t")
            with self.subTest(text=text):
                self.assertEqual(cited(text), right(values))

    def test_a_line_end_ends_a_citation(self) -> None:
        for text in ("PIPL\nArt. 13", "Article 13\nof the PIPL", "《民法典》\n第577条"):
            self.assertEqual(cited(text), set(), text)

    def test_the_place_is_that_in_the_text_as_it_was_written(self) -> None:
        for text, place in {
            "see  PIPL\u200b  Art.\u00a013, then": "PIPL\u200b  Art.\u00a013",
            "依据《个⼈信息 保护法》第 十三 条规定": "《个⼈信息 保护法》第 十三 条",
            "per **Article 13** of the **PIPL** now": "Article 13** of the **PIPL",
        }.items():
            (found,) = (each for each in CITATIONS.find(text) if each.article)
            self.assertEqual(text[found.start : found.end], place)

    def test_the_place_has_both_marks_around_a_name_or_neither(self) -> None:
        for text, place in (
            ("Minfa Dian [Civil Code] art. 1034", "[Civil Code] art. 1034"),
            ("see “Civil Code” art. 1034", "“Civil Code” art. 1034"),
            ("依“民法典”第1034条", "“民法典”第1034条"),
            ("[PIPL art. 13]", "PIPL art. 13"),
        ):
            places = [
                text[citation.start : citation.end]
                for citation in CITATIONS.find(text)
                if citation.article
            ]
            self.assertEqual(places, [place])

    def test_names_may_be_given_with_the_state(self) -> None:
        full = Citations(
            {
                "code": [
                    "Civil Code of the People's Republic of China",
                    "中华人民共和国民法典",
                ]
            }
        )
        for text in ("Civil Code art. 5", "《民法典》第五条", "民法典第五條"):
            self.assertEqual(cited(text, full), {"code/5"}, text)

    def test_the_end_of_a_longer_name_is_another_law(self) -> None:
        short = Citations(
            {
                "contract": ["Contract Law", "合同法"],
                "arbitration": ["Arbitration Law", "仲裁法"],
            }
        )
        for text in (
            "Article 38 of the Labor Contract Law",
            "《劳动合同法》第三十八条",
            "技术合同法第五条",
            "Labor Dispute Mediation and Arbitration Law, art. 5",
            "劳动争议调解仲裁法第五条",
        ):
            self.assertEqual(cited(text, short), set(), text)
        for text in ("Article 5 of the Contract Law", "依据合同法第五条"):
            self.assertEqual(cited(text, short), {"contract/5"}, text)

    def test_a_regulation_or_an_interpretation_may_be_known_itself(self) -> None:
        effect = "最高人民法院关于适用《中华人民共和国民法典》时间效力的若干规定"
        rules = Citations(
            {
                "code": ["Civil Code", "民法典"],
                "rules": ["Data Security Management Regulations", "数据安全管理条例"],
                "effect": [effect],
            }
        )
        for text, key in {
            "Article 5 of the Data Security Management Regulations": "rules/5",
            "《数据安全管理条例》第五条": "rules/5",
            f"《{effect}》第五条": "effect/5",
        }.items():
            self.assertEqual(cited(text, rules), {key}, text)

    def test_labour_and_labor_are_one_name(self) -> None:
        self.assertEqual(cited("Article 38, Labour Contract Law"), {"labour/38"})

    def test_every_state_has_laws_of_its_own(self) -> None:
        for state in ENGLISH.replace("\\", "").split("|"):
            for text in (f"the {state} PIPL, art. 5", f"Article 5 of {state}'s PIPL"):
                self.assertEqual(cited(text), set(), text)
        for state in CHINESE.split("|"):
            if state.isalpha():
                self.assertEqual(cited(f"{state}民法典第5条"), set(), state)
                self.assertEqual(cited(f"{state}《民法典》第5条"), set(), state)

    def test_the_law_alone_is_named_wherever_it_applies(self) -> None:
        for text in ("the PIPL in the EU", "the PIPL and GDPR", "the 2021 PIPL"):
            (only,) = CITATIONS.find(text)
            self.assertEqual((only.law, only.article), ("pipl", ""), text)

    def test_the_law_alone_is_not_named_by_a_longer_word(self) -> None:
        citations = Citations(
            {
                "minors": ["未成年人保护法"],
                "company": ["公司法"],
                "constitution": ["宪法"],
                "criminal": ["刑法"],
                "copyright": ["著作权法"],
                "labour": ["劳动法"],
                "civil": ["民法"],
                "civil-code": ["民法典"],
                "ecommerce": ["电子商务法"],
            }
        )
        for text in (
            "开展未成年人保护法律监督",
            "刑法律师",
            "公司法律顾问",
            "宪法律条文",
            "公司法定代表人",
            "公司法人人格否认",
            "公司法人治理结构",
            "公司法务部",
            "未成年人保护法治建设",
            "未成年人保护法规",
            "公司法制建设",
            "著作权法定许可",
            "知识产权和劳动法庭",
            "劳动法官",
            "著作权法院",
            "劳动法典",
            "民法典型案例",
            "电子商务法研究中心",
            "刑法学会",
        ):
            self.assertEqual(citations.find(text), [], text)
        for text, law in {
            "依照刑法定罪处罚": "criminal",
            "民法典规定": "civil-code",
            "民法典典型案例": "civil-code",
            "劳动法典型案例": "labour",
            "刑法规定的罪名": "criminal",
            "根据公司法人民法院应当受理": "company",
            "刑法条文": "criminal",
            "依照刑法办理": "criminal",
            "宪法制定以来": "constitution",
            "宪法制度": "constitution",
            "依照刑法庭前会议": "criminal",
            "《刑法》律师解读": "criminal",
            "民法典，律师": "civil-code",
            "未成年人保护法。律师": "minors",
        }.items():
            named = [citation.law for citation in citations.find(text)]
            self.assertEqual(named, [law], text)

    def test_the_law_alone_is_not_named_by_what_is_another_law(self) -> None:
        for text in (
            "the German Civil Code",
            "the Draft PIPL",
            "the Military Criminal Law",
            "日本《民法典》",
            "军人刑法",
            "刑法学",
            "civil code",
        ):
            self.assertEqual(CITATIONS.find(text), [], text)


class VersionTests(BaseTestCase):
    """A citation of a former text of a law leads to the law, not to today's article."""

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)

    def named(self, text: str) -> list[tuple[str, str]]:
        matches: list[Recognised] = list(ProvisionRecogniser()(text, "en"))
        return [(match.kind, match.key) for match in matches]

    def amend(self, *days: str) -> None:
        versions = [{"adopted": day} for day in days]
        importing.load_laws([{**LAWS[0], "versions": versions}], self.mei)

    def test_a_former_version_names_the_law_alone(self) -> None:
        for text in (
            "Article 13 of the 2017 PIPL",
            "Article 13 of the former PIPL",
            "信息法（2017修正）第十三条",
        ):
            self.assertEqual(self.named(text), [("law", "pipl")], text)

    def test_the_year_of_the_present_text_names_its_article(self) -> None:
        for text in ("Article 13 of the PIPL (2021)", "《信息法》（2021年）第十三条"):
            self.assertIn(("provision", "pipl/13"), self.named(text), text)

    def test_the_last_amendment_makes_the_present_text(self) -> None:
        self.amend("2023-09-01", "2025-10-28")
        law = ("law", "pipl")
        for year, named in {
            "2021": [law],
            "2023": [law, ("provision", "pipl/2023/13")],
            "2025": [law, ("provision", "pipl/13")],
        }.items():
            found = self.named(f"the PIPL ({year}), art. 13")
            self.assertEqual(sorted(found), named, year)

    def test_no_version_is_the_present_one_without_dates(self) -> None:
        importing.load_laws([{**LAWS[0], "in_force": ""}], self.mei)
        self.assertEqual(self.named("PIPL (2021), art. 13"), [("law", "pipl")])
        self.assertEqual(len(self.named("PIPL, art. 13")), 2)
