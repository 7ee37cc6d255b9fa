"""Every page of the desk: it opens, and holds to its security policy."""

import re

from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import Category, Subject
from articles.publishing.pictures import keep_picture
from articles.tests.desk import DeskTestCase, page_of
from articles.tests.picture_files import CREDIT, picture_file


class PagesTests(DeskTestCase):
    def addresses(self) -> list[str]:
        edition = self.make_published()
        self.republish(edition, "update", "News.", title="Court closes")
        draft = self.make_edition("draft")
        picture = keep_picture(picture_file(), by=self.mei, **CREDIT)
        category = Category.objects.create(slug="insights")
        Subject.objects.create(kind="court", key="bic", url="/courts/bic")
        person = self.make_contributor("meng-yu", "Meng Yu")
        models = ("article", "edition", "version", "subject", "picture", "category")
        lists = [f"admin:articles_{name}_changelist" for name in models]
        return [
            reverse("admin:index"),
            *(reverse(name) for name in lists),
            page_of(edition),
            page_of(draft),
            reverse("admin:articles_edition_history", args=[edition.pk]),
            reverse("admin:articles_edition_delete", args=[draft.pk]),
            reverse("admin:edition_withdraw", args=[edition.pk]),
            reverse("admin:edition_restore", args=[edition.pk, 1]),
            reverse("admin:articles_article_change", args=[edition.article_id]),
            reverse("admin:articles_article_history", args=[edition.article_id]),
            reverse("admin:articles_article_add"),
            reverse("admin:articles_version_change", args=[edition.current_version_id]),
            reverse("admin:articles_picture_change", args=[picture.pk]),
            reverse("admin:articles_picture_add"),
            reverse("admin:articles_category_change", args=[category.pk]),
            reverse("admin:articles_contributor_change", args=[person.pk]),
            reverse("account_change_password"),
        ]

    def test_each_opens_without_style_or_script_in_it(self) -> None:
        for address in self.addresses():
            with self.subTest(address=address):
                response = self.client.get(address)
                self.assertEqual(response.status_code, 200)
                html = response.content.decode()
                self.assertNotRegex(html, r"<[^>]+\sstyle=")
                self.assertNotRegex(html, r"<style|\son[a-z]+=|javascript:")
                self.assertFalse(re.findall(r"<script(?![^>]*\ssrc=)[^>]*>\s*\S", html))
                policy = response["Content-Security-Policy"]
                self.assertIn("default-src 'self'", policy)
                self.assertNotIn("unsafe", policy)

    def test_what_is_not_there_is_not_found(self) -> None:
        for address in (
            "/admin/articles/edition/99/change/",
            "/admin/articles/edition/x/change/",
            "/admin/articles/edition/99/publish/",
            "/admin/articles/edition/99/history/",
            "/admin/articles/article/99/change/",
            "/admin/articles/article/x/change/",
            "/admin/articles/version/x/change/",
            "/admin/articles/edition/99999999999999999999999999/change/",
            "/admin/articles/article/99999999999999999999999999/change/",
            "/admin/articles/version/99999999999999999999999999/change/",
            "/admin/articles/edition/99999999999999999999999999/publish/",
            f"/admin/articles/edition/{'9' * 5000}/change/",
        ):
            with self.subTest(address=address):
                self.assertEqual(self.client.get(address).status_code, 404)

    def test_whatever_is_sent_is_answered(self) -> None:
        edition = self.make_published()
        article = reverse("admin:articles_article_change", args=[edition.article_id])
        pages = {
            page_of(edition): "form",
            article: "form",
            reverse("admin:articles_article_add"): "form",
            reverse("admin:edition_withdraw", args=[edition.pk]): "form",
        }
        for address, form in pages.items():
            names = [
                field.html_name for field in self.client.get(address).context[form]
            ]
            for text in ("\x00", "9" * 5000, "-1", "[[", "<b>", "法" * 600):
                with self.subTest(address=address, text=text[:5]):
                    sent = dict.fromkeys([*names, "revision", "language", "slug"], text)
                    response = self.client.post(address, sent)
                    self.assertIn(response.status_code, (200, 302, 409))
        others = [
            reverse("admin:edition_publish", args=[edition.pk]),
            reverse("admin:edition_preview", args=[edition.pk]),
            reverse("admin:edition_restore", args=[edition.pk, 1]),
            reverse("admin:article_move", args=[edition.article_id]),
        ]
        for address in others:
            for text in ("\x00", "9" * 5000, ""):
                with self.subTest(address=address, text=text[:5]):
                    sent = dict.fromkeys(["revision", "slug", "change", "note"], text)
                    response = self.client.post(address, sent)
                    self.assertIn(response.status_code, (200, 302, 409))

    def test_an_act_needs_the_token_of_its_form(self) -> None:
        edition = self.make_published()
        client = self.client_class(enforce_csrf_checks=True)
        client.force_login(self.mei)
        for name, key in (
            ("edition_publish", edition.pk),
            ("edition_withdraw", edition.pk),
            ("article_move", edition.article_id),
        ):
            address = reverse(f"admin:{name}", args=[key])
            self.assertEqual(client.post(address, {"note": "x"}).status_code, 403)

    def test_a_superuser_finds_accounts_and_groups(self) -> None:
        self.client.force_login(User.objects.create_superuser("root"))
        for name in ("user", "group"):
            address = reverse(f"admin:auth_{name}_changelist")
            self.assertEqual(self.client.get(address).status_code, 200)
