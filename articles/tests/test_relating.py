"""“You might also like”: what ties two works, which tie is named, words last."""

import datetime as dt
from typing import Any

from articles.models import Article, Category, Related, Subject, SubjectText
from articles.publishing import update_article, withdraw
from articles.publishing.related import SHOWN, relate
from articles.publishing.similar_words import WORDS
from cjo.test import BaseTestCase


class RelatingTests(BaseTestCase):
    def subject(self, kind: str, key: str, label: str, **fields: Any) -> Subject:
        subject = Subject.objects.create(kind=kind, key=key, url="/x", **fields)
        SubjectText.objects.create(subject=subject, language="en", label=label)
        return subject

    def work(self, slug: str, *about: Subject, **changes: Any) -> Article:
        text = {"title": slug, "abstract": "", "body": "So.", **changes}
        return self.make_published(slug, about=about, **text).article

    def near(self, article: Article) -> list[tuple[str, str]]:
        relate(article)
        rows = Related.objects.filter(article=article).order_by("position")
        return [(row.other.slug, row.reason) for row in rows.select_related("other")]

    def test_the_weightiest_tie_is_the_reason(self) -> None:
        law = self.subject("law", "pipl", "PIPL")
        article = self.subject("provision", "pipl/15", "PIPL, Art. 15", part_of=law)
        first = self.work("first", article, law)
        self.work("on-the-law", law)
        self.work("on-the-article", article, law)
        self.assertEqual(
            self.near(first), [("on-the-article", "provision"), ("on-the-law", "law")]
        )
        response = self.client.get("/a/first")
        self.assertContains(response, "On the same provision: PIPL, Art. 15")
        self.assertContains(response, "On the same law: PIPL")

    def test_two_articles_of_one_law_tie_by_the_law(self) -> None:
        law = self.subject("law", "pipl", "PIPL")
        thirteen = self.subject("provision", "pipl/13", "PIPL, Art. 13", part_of=law)
        fifteen = self.subject("provision", "pipl/15", "PIPL, Art. 15", part_of=law)
        first = self.work("first", thirteen)
        self.work("second", fifteen)
        self.assertEqual(self.near(first), [("second", "law")])

    def test_more_ties_weigh_more(self) -> None:
        one = self.subject("provision", "pipl/13", "PIPL, Art. 13")
        two = self.subject("provision", "pipl/15", "PIPL, Art. 15")
        first = self.work("first", one, two)
        self.work("shares-both", one, two)
        self.work("shares-one", one)
        self.assertEqual(
            [slug for slug, _reason in self.near(first)], ["shares-both", "shares-one"]
        )

    def test_words_in_common_come_last_and_only_fill_up(self) -> None:
        case = self.subject("case", "ma-v-company", "Ma v a company")
        first = self.work("first", case, title="Fanfiction and copyright infringement")
        self.work("alike", title="Copyright infringement by fanfiction writers")
        self.work("tied", case, title="Nothing of the kind")
        self.assertEqual(self.near(first), [("tied", "case"), ("alike", "words")])
        self.assertContains(self.client.get("/a/first"), "On similar matters")
        for number in range(SHOWN):
            self.work(f"tied-{number}", case, title="Nothing of the kind")
        self.assertNotIn(("alike", "words"), self.near(first))

    def test_one_word_or_a_common_one_makes_nothing_alike(self) -> None:
        first = self.work("first", title="Fanfiction before courts of justice")
        self.work("one-word", title="Fanfiction elsewhere")
        for number in range(5):
            self.work(f"common-{number}", title="Courts of justice at large")
        self.assertEqual(self.near(first), [])

    def test_chinese_words_are_compared_too(self) -> None:
        first = self.make_published(
            "first", "zh-hans", title="同人小说著作权", about=()
        )
        self.make_published("second", "zh-hans", title="同人小说案", abstract="")
        relate(first.article)
        related = Related.objects.get(article=first.article)
        self.assertEqual((related.other.slug, related.reason), ("second", "words"))

    def test_a_date_makes_no_tie(self) -> None:
        work = {"dated": dt.date(2024, 12, 18), "dated_precision": "day"}
        first = self.work("first", title="Alpha one", work=work)
        self.work("same-day", title="Beta two", work=work)
        self.assertEqual(self.near(first), [])

    def test_what_was_withdrawn_is_near_to_nothing(self) -> None:
        first = self.work("first", title="Fanfiction and copyright infringement")
        other = self.work("other", title="Fanfiction and copyright infringement")
        self.assertEqual(self.near(first), [("other", "words")])
        withdraw(other, by=self.mei, note="A mistake.")
        self.assertEqual(self.near(first), [])
        self.assertEqual(self.near(other), [])

    def test_who_showed_what_was_withdrawn_is_related_anew(self) -> None:
        words = "Fanfiction and copyright infringement"
        first = self.work("first", title=words)
        works = {slug: self.work(slug, title=words) for slug in ("a", "b", "c")}
        others = Related.objects.filter(article=first).values_list("other__slug")
        self.assertCountEqual(others.all(), [("a",), ("b",), ("c",)])
        withdraw(works["b"], by=self.mei, note="A mistake.")
        self.assertCountEqual(others.all(), [("a",), ("c",)])

    def test_what_editors_chose_stays_first(self) -> None:
        category = Category.objects.create(slug="insights", position=1)
        first = self.work("first", title="Alpha")
        chosen = self.work("chosen", title="Beta")
        self.work("same", title="Gamma")
        update_article(first, by=self.mei, chosen=[chosen], categories=[category])
        update_article(
            Article.objects.get(slug="same"), by=self.mei, categories=[category]
        )
        self.assertEqual(self.near(first), [("chosen", "chosen"), ("same", "category")])

    def test_the_words_cost_a_query_each_and_no_more(self) -> None:
        first = self.work("first", title=" ".join(f"word{x}" for x in "abcdefghijklmn"))
        with self.assertNumQueries(9 + WORDS):
            relate(first)
