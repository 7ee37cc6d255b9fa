"""The tasks on the front page of the desk, and the filters that it leads to."""

from django.urls import reverse

from articles.admin import waiting
from articles.models import Edition, Mention, Subject
from articles.publishing import save_draft, withdraw
from cjo.test import BaseTestCase


class WaitingTests(BaseTestCase):
    def names(self, kind: str) -> list[str]:
        task = next(task for task in waiting.tasks_of(self.mei) if task.name == kind)
        editions = task.keep(Edition.objects.all(), self.mei)
        return [edition.article.slug for edition in editions]

    def test_my_drafts_are_those_i_began_or_changed_last(self) -> None:
        self.make_edition("omars")
        mine = self.make_edition("mine")
        save_draft(mine, by=self.mei, title="Mine now")
        self.make_published("done")
        self.assertEqual(self.names("mine"), ["mine"])

    def test_a_published_text_with_a_newer_draft_waits(self) -> None:
        edition = self.make_published("changed")
        self.assertEqual(self.names("changed"), [])
        save_draft(edition, by=self.omar, title="Changed")
        self.assertEqual(self.names("changed"), ["changed"])

    def test_a_withdrawn_text_waits_for_nothing(self) -> None:
        edition = self.make_published()
        withdraw(edition.article, by=self.mei, note="Wrong.")
        for section in waiting.sections(self.mei):
            self.assertEqual(section.number, 0, section.name)

    def test_a_translation_waits_when_its_source_has_changed(self) -> None:
        source = self.make_published(title="Court opens")
        self.make_published(
            language="zh-hans",
            method="machine",
            translated_from=source.current_version,
        )
        self.republish(source, title="Court open")
        self.assertEqual(self.names("behind"), [])
        self.republish(source, "update", "It closed.", title="Court closes")
        self.assertEqual(self.names("behind"), ["court-opens"])

    def test_a_text_waits_that_shows_an_older_record(self) -> None:
        edition = self.make_published()
        subject = Subject.objects.create(kind="case", key="a", url="/cases/a", number=1)
        version = edition.current_version
        assert version is not None
        Mention.objects.create(version=version, subject=subject, role="shown", number=1)
        self.assertEqual(self.names("superseded"), [])
        Subject.objects.filter(pk=subject.pk).update(number=2)
        self.assertEqual(self.names("superseded"), ["court-opens"])

    def test_what_was_never_published_waits(self) -> None:
        self.make_edition("new")
        self.make_published("done")
        self.assertEqual(self.names("new"), ["new"])

    def test_a_contributor_is_told_of_their_own_alone(self) -> None:
        self.make_edition("omars")
        kinds = [section.name for section in waiting.sections(self.omar)]
        self.assertEqual(kinds, ["mine"])

    def test_the_front_page_leads_to_the_whole_list(self) -> None:
        for number in range(waiting.SHOWN + 1):
            self.make_edition(f"draft-{number}")
        self.client.force_login(self.mei)
        page = self.client.get(reverse("admin:index"))
        self.assertContains(page, "?task=new")
        listed = self.client.get(
            reverse("admin:articles_edition_changelist"), {"task": "new"}
        )
        self.assertEqual(listed.context["cl"].result_count, waiting.SHOWN + 1)

    def test_each_state_is_a_filter(self) -> None:
        save_draft(self.make_published("changed"), by=self.mei, title="Changed")
        self.make_published("published")
        self.make_edition("draft")
        gone = self.make_published("withdrawn")
        withdraw(gone.article, by=self.mei, note="Wrong.")
        self.client.force_login(self.mei)
        address = reverse("admin:articles_edition_changelist")
        for state in ("changed", "published", "draft", "withdrawn"):
            with self.subTest(state=state):
                rows = self.client.get(address, {"state": state}).context["cl"]
                slugs = [edition.article.slug for edition in rows.result_list]
                self.assertEqual(slugs, [state])

    def test_it_costs_the_same_for_many(self) -> None:
        self.client.force_login(self.mei)
        self.make_edition("first")
        with self.assertNumQueries(19):
            self.client.get(reverse("admin:index"))
        for number in range(5):
            self.make_edition(f"draft-{number}")
        self.assertEqual(Edition.objects.count(), 6)
        with self.assertNumQueries(19):
            self.client.get(reverse("admin:index"))
