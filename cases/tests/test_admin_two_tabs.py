"""Two tabs on one record or row of reference data: nothing is lost unsaid."""

import re
from typing import Any

from django.db import models

from articles.tests.desk import press
from cases.models import CauseOfAction, Collection, Court, Law, Source
from cases.tests.desk import TOLD, DeskTestCase, form_of, name_of, send, value_of

MEANWHILE = "somebody else saved this record"


class TwoTabsTests(DeskTestCase):
    def setUp(self) -> None:
        super().setUp()
        cause = CauseOfAction.objects.create(slug="personal-information")
        cause.texts.create(language="en", name="Personal information")
        Source.objects.get(key="copy").texts.create(language="en", title="A copy")
        self.rows: list[models.Model] = [
            self.case,
            self.overview,
            Collection.objects.get(),
            Court.objects.get(slug="internet-court"),
            Law.objects.get(),
            cause,
            Source.objects.get(key="copy"),
        ]

    def words(self, page: Any) -> tuple[str, str]:
        """Return the fields of the English words: their prefix, and a field of text."""
        values = dict(form_of(page).submit_fields())
        for name, value in values.items():
            prefix = name.removesuffix("-language")
            if name.startswith("texts-") and name != prefix and value == "en":
                field = next(
                    f"{prefix}-{each}"
                    for each in ("title", "name")
                    if f"{prefix}-{each}" in values
                )
                return prefix, field
        raise AssertionError("No English words.")

    def differing(self, page: Any) -> list[str]:
        """Return the fields to which the refusal leads as differing."""
        _before, _, rest = page.text.partition("They differ in:")
        links = re.findall(r'href="#id_([^"]+)"', rest.partition("</section>")[0])
        return [str(link) for link in links]

    def test_words_that_both_changed(self) -> None:
        for row in self.rows:
            with self.subTest(row._meta.model_name):
                one, other = self.open(row), self.open(row)
                _prefix, field = self.words(one)
                self.assertEqual(send(one, **TOLD, **{field: "One"}).status_int, 302)
                refused = send(other, **TOLD, **{field: "Other"})
                self.assertContains(refused, MEANWHILE, status_code=409)
                self.assertContains(refused, ">One</pre>", status_code=409)
                self.assertEqual(self.differing(refused), [field])
                self.assertEqual(value_of(refused, field), "Other")
                self.assertEqual(send(refused).status_int, 302)
                self.assertEqual(value_of(self.open(row), field), "Other")

    def test_words_that_one_removed_and_the_other_changed(self) -> None:
        for row in self.rows:
            with self.subTest(row._meta.model_name):
                self.add_words(row)
                one, other = self.open(row), self.open(row)
                prefix, field = self.words(one)
                removed = send(one, **TOLD, **{f"{prefix}-DELETE": True})
                self.assertEqual(removed.status_int, 302)
                refused = send(other, **TOLD, **{field: "Other"})
                self.assertContains(refused, MEANWHILE, status_code=409)
                self.assertContains(refused, "removed meanwhile", status_code=409)
                self.assertEqual(send(refused).status_int, 302)
                page = self.open(row)
                self.assertEqual(value_of(page, self.words(page)[1]), "Other")

    def test_words_that_both_added(self) -> None:
        for row in self.rows:
            with self.subTest(row._meta.model_name):
                one, other = self.with_new_words(row), self.with_new_words(row)
                field = self.new_words(one)
                language = f"{field.rpartition('-')[0]}-language"
                typed = {**TOLD, language: "fr"}
                self.assertEqual(send(one, **typed, **{field: "Un"}).status_int, 302)
                refused = send(other, **typed, **{field: "Deux"})
                self.assertContains(refused, MEANWHILE, status_code=409)
                self.assertContains(refused, ">Un</pre>", status_code=409)
                self.assertEqual(send(refused).status_int, 302)
                texts: Any = getattr(row, "texts")  # noqa: B009
                name = field.rpartition("-")[2]
                self.assertEqual(getattr(texts.get(language="fr"), name), "Deux")

    def test_words_that_the_other_added_stay(self) -> None:
        for row in self.rows:
            with self.subTest(row._meta.model_name):
                other = self.open(row)
                self.add_words(row)
                _prefix, field = self.words(other)
                refused = send(other, **TOLD, **{field: "Other"})
                self.assertEqual(refused.status_int, 409)
                self.assertEqual(send(refused).status_int, 302)
                texts: Any = getattr(row, "texts")  # noqa: B009
                self.assertTrue(texts.filter(language="de").exists())

    def test_a_move_and_a_save(self) -> None:
        one, other = self.open(self.case), self.open(self.case)
        press(one, "Move the record", slug="moved")
        refused = send(other, **TOLD, **{"record-case_number_latin": "No. 1"})
        self.assertContains(refused, MEANWHILE, status_code=409)
        self.assertEqual(send(refused).status_int, 302)
        self.case.refresh_from_db()
        self.assertEqual(
            (self.case.slug, self.case.case_number_latin), ("moved", "No. 1")
        )

    def test_two_moves(self) -> None:
        one, other = self.open(self.case), self.open(self.case)
        press(one, "Move the record", slug="first")
        refused = press(other, "Move the record", slug="second")
        self.assertContains(refused, "has moved it to “first” meanwhile")
        self.assertEqual(press(refused, "Move the record").status_int, 302)
        self.case.refresh_from_db()
        self.assertEqual(self.case.slug, "second")

    def test_a_figure_that_one_removed_and_the_other_changed(self) -> None:
        one, other = self.open(self.overview), self.open(self.overview)
        prefix = name_of(one, key="companies")
        send(one, **TOLD, **{f"{prefix}-DELETE": True})
        refused = send(other, **TOLD, **{f"{prefix}-value": "59"})
        self.assertContains(refused, "removed this row meanwhile", status_code=409)
        self.assertEqual(send(refused).status_int, 302)
        self.assertEqual(self.figure().value, 59)

    def with_new_words(self, row: models.Model) -> Any:
        return send(self.open(row), add="texts")

    def new_words(self, page: Any) -> str:
        """Return the field of the title or name in the words that were added last."""
        names = [name for name, _value in form_of(page).submit_fields()]
        last = [n for n in names if n and re.fullmatch(r"texts-\d+-language", n)][-1]
        prefix = last.removesuffix("-language")
        fields = (f"{prefix}-{each}" for each in ("title", "name"))
        return next(field for field in fields if field in names)

    def add_words(self, row: models.Model) -> None:
        page = self.with_new_words(row)
        field = self.new_words(page)
        language = f"{field.rpartition('-')[0]}-language"
        answer = send(page, **TOLD, **{language: "de", field: "Wort"})
        self.assertEqual(answer.status_int, 302)
