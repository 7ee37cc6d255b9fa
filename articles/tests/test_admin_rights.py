"""The rights of editors and contributors at the desk."""

from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Edition
from articles.tests.desk import page_of
from cjo.test import BaseTestCase, make_user

EDITORS_ONLY = ("picture", "category", "series", "contributor")


class RightsTests(BaseTestCase):
    def lists(self) -> set[str]:
        page = self.client.get(reverse("admin:index"))
        return {str(item["label"]) for item in page.context["menu"]}

    def own(self, slug: str, user: User) -> Edition:
        edition = self.make_edition(slug, title=f"By {user}")
        Edition.objects.filter(pk=edition.pk).update(created_by=user, changed_by=user)
        return edition

    def test_the_desk_asks_who_is_there(self) -> None:
        edition = self.make_edition()
        for address in (reverse("admin:index"), page_of(edition)):
            self.assertEqual(self.client.get(address).status_code, 302)

    def test_a_reader_with_an_account_does_not_come_in(self) -> None:
        self.client.force_login(make_user("reader"))
        self.assertEqual(self.client.get(reverse("admin:index")).status_code, 302)

    def test_an_account_without_a_role_sees_an_empty_desk(self) -> None:
        user = make_user("new")
        User.objects.filter(pk=user.pk).update(is_staff=True)
        self.client.force_login(User.objects.get(pk=user.pk))
        page = self.client.get(reverse("admin:index"))
        self.assertContains(page, "Your account has no role yet.")

    def test_a_contributor_sees_their_own_drafts_only(self) -> None:
        own, other = self.own("own", self.omar), self.own("other", self.mei)
        self.client.force_login(self.omar)
        for name in ("edition", "article"):
            page = self.client.get(reverse(f"admin:articles_{name}_changelist"))
            self.assertContains(page, "By omar")
            self.assertNotContains(page, "By mei")
        self.assertNotContains(self.client.get(reverse("admin:index")), "By mei")
        self.assertEqual(self.client.get(page_of(own)).status_code, 200)
        self.assertEqual(self.client.get(page_of(other)).status_code, 403)
        self.assertEqual(self.client.post(page_of(other), {}).status_code, 403)
        article = reverse("admin:articles_article_change", args=[other.article_id])
        self.assertEqual(self.client.get(article).status_code, 404)

    def test_a_contributor_sees_no_history_or_version_of_others(self) -> None:
        other = self.make_published("other")
        Edition.objects.filter(pk=other.pk).update(created_by=self.mei)
        self.client.force_login(self.omar)
        for name, key in (
            ("edition_history", other.pk),
            ("edition_delete", other.pk),
            ("version_change", other.current_version_id),
        ):
            with self.subTest(name=name):
                address = reverse(f"admin:articles_{name}", args=[key])
                self.assertEqual(self.client.get(address).status_code, 403)

    def test_only_editors_see_what_many_articles_share(self) -> None:
        self.client.force_login(self.omar)
        looked_up = {"Subjects", "Cases", "Collections", "Overviews", "Sources"}
        looked_up |= {"Courts", "Laws", "Causes of action"}
        self.assertEqual(self.lists(), {"Drafts", "Articles", *looked_up})
        for name in EDITORS_ONLY:
            for act in ("changelist", "add"):
                with self.subTest(name=name, act=act):
                    address = reverse(f"admin:articles_{name}_{act}")
                    self.assertEqual(self.client.get(address).status_code, 403)
        self.client.force_login(self.mei)
        self.assertLessEqual({"Pictures", "People", "Categories"}, self.lists())

    def test_only_a_superuser_sees_accounts(self) -> None:
        accounts = reverse("admin:auth_user_changelist")
        for user in (self.mei, self.omar):
            self.client.force_login(user)
            self.assertEqual(self.client.get(accounts).status_code, 403)
        self.client.force_login(User.objects.create_superuser("root"))
        self.assertEqual(self.client.get(accounts).status_code, 200)

    def test_nobody_changes_or_deletes_what_was_published(self) -> None:
        edition = self.make_published()
        self.client.force_login(User.objects.create_superuser("root"))
        for address in (
            reverse("admin:articles_version_delete", args=[edition.current_version_id]),
            reverse("admin:articles_article_delete", args=[edition.article_id]),
        ):
            self.assertEqual(
                self.client.post(address, {"post": "yes"}).status_code, 403
            )
        version = reverse(
            "admin:articles_version_change", args=[edition.current_version_id]
        )
        self.client.post(version, {"title": "Forged"})
        self.assertContains(
            self.client.get(version), "unchanged since it was published"
        )
