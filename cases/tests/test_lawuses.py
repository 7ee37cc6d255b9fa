"""How the pages of laws and provisions say that a case cites them."""

from cases import importing
from cases.tests.test_law import LawCase
from cases.tests.world import case_data


class LawUsesTests(LawCase):
    def test_a_law_says_which_articles_a_case_cites_and_how(self) -> None:
        provisions = [
            self.beside("14", "applied"),
            self.beside("13", "pointer", item="1"),
            self.beside("13", "pointer", paragraph="2"),
        ]
        importing.load_case(case_data(provisions=provisions), self.mei)
        page = self.client.get("/laws/pipl")
        self.assertEqual(
            {card.key: card.note for card in page.context["cards"]},
            {
                "ma-v-company": "Applied: Art. 14 · "
                "Related by us: Art. 13 (1) and Art. 13, para. 2",
                "wei-v-guo": "Related by us: Art. 13",
            },
        )
        self.assertContains(page, '<p class="meta">Related by us: Art. 13</p>')

    def test_it_says_nothing_of_other_laws(self) -> None:
        importing.load_laws(
            [{"slug": "code", "texts": {"en": {"title": "Code"}}}], self.mei
        )
        provisions = [self.beside("13", "applied"), self.beside("7", "applied")]
        provisions[1]["law"] = "code"
        importing.load_case(case_data(provisions=provisions), self.mei)
        (card,) = self.client.get("/laws/code").context["cards"]
        self.assertEqual(card.note, "Applied: Art. 7")

    def test_an_article_says_where_in_it_a_case_looks(self) -> None:
        applied, pointers = self.client.get("/laws/pipl/13").context["groups"]
        self.assertEqual([card.note for card in applied["cards"]], ["Art. 13 (1)"])
        self.assertEqual([card.note for card in pointers["cards"]], [""])

    def test_it_says_so_in_chinese(self) -> None:
        response = self.client.get("/zh-hans/laws/pipl/13")
        self.assertContains(response, '<p class="meta">第13条第1项</p>')
