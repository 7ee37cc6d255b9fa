"""Error pages: plain words, and the right status."""

from typing import Any

from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse

from cjo.test import BaseTestCase
from cjo.views.errors import server_error

FORM = "application/x-www-form-urlencoded"


class TokenTests(BaseTestCase):
    def setUp(self) -> None:
        self.client = self.client_class(enforce_csrf_checks=True)

    def test_a_form_of_another_sign_in_is_answered_with_help(self) -> None:
        self.client.force_login(self.mei)
        address = reverse("admin:articles_article_add")
        self.client.get(address)
        old = self.client.cookies["csrftoken"].value
        self.client.logout()
        self.client.force_login(self.mei)
        self.client.cookies["csrftoken"] = "x" * 32
        sent = {"csrfmiddlewaretoken": old, "abstract": "A court opens."}
        answer = self.client.post(address, sent)
        self.assertContains(answer, "Your sign-in has changed", status_code=403)
        self.assertContains(answer, "Your text", status_code=403)
        self.assertNotContains(answer, "DEBUG", status_code=403)
        self.assertNotContains(answer, "CSRF", status_code=403)

    def test_a_text_sent_after_signing_out_is_shown_again(self) -> None:
        address = reverse("admin:articles_article_add")
        written = {
            "slug": "court-open",
            "new_password": "correct horse",
            "abstract": "A court opens.\n\nIt <sits>.",
        }
        answer = self.client.post(address, written)
        self.assertContains(answer, "You are signed out", status_code=403)
        self.assertContains(answer, "\n\nIt &lt;sits&gt;.</textarea>", status_code=403)
        self.assertNotContains(answer, "court-open", status_code=403)
        self.assertNotContains(answer, "correct horse", status_code=403)
        self.assertContains(answer, reverse("account_login"), status_code=403)

    def test_a_page_for_readers_refuses_all_methods_but_get(self) -> None:
        edition = self.make_published()
        address = edition.get_absolute_url()
        for path in (
            "/",
            "/cases/",
            address,
            f"/zh-hans{address}",
            "/search",
            "/healthz",
        ):
            for method in ("post", "put", "patch", "delete"):
                with self.subTest(path=path, method=method):
                    answer = getattr(self.client, method)(path)
                    self.assertEqual(answer.status_code, 405)
                    self.assertEqual(answer.headers["Allow"], "GET, HEAD")
                    self.assertEqual(answer.cookies, {})
                    self.assertNotIn(b"ookie", answer.content)

    def test_an_unknown_address_is_not_found_by_any_method(self) -> None:
        self.assertEqual(self.client.post("/nowhere").status_code, 404)


LARGE = "body=" + "%E6%B3%95" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 9 + 1)
MANY = "body=A+court+opens&" + "&".join(
    "a=1" for _ in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS)
)


class SizeTests(BaseTestCase):
    def send(self, body: str) -> Any:
        address = reverse("admin:articles_article_add")
        return self.client.post(address, body, content_type=FORM)

    def test_a_form_that_is_too_large_says_the_limit_and_gives_the_words_back(
        self,
    ) -> None:
        self.client.force_login(self.mei)
        for body, words, limit in (
            (LARGE, "法法法", "had 5.0 MB, and this site accepts at most 5 MB at once"),
            (MANY, "A court opens", "more than the 10,000 fields"),
        ):
            with self.subTest(limit=limit):
                answer = self.send(body)
                self.assertContains(answer, limit, status_code=413)
                self.assertContains(answer, f"{words}</textarea>", status_code=413)

    def test_a_stranger_gets_nothing_back(self) -> None:
        for body in (LARGE, MANY):
            answer = self.send(body)
            self.assertContains(answer, "at most 5 MB", status_code=413)
            self.assertNotContains(answer, "textarea", status_code=413)

    def test_a_flood_of_fields_comes_from_no_form(self) -> None:
        self.client.force_login(self.mei)
        answer = self.send(f"{MANY}&{MANY}")
        self.assertContains(answer, "too large", status_code=413)


class PlainTests(BaseTestCase):
    """Pages that are printed without the names that a view gives."""

    def test_they_name_the_site_and_link_on_in_both_languages(self) -> None:
        answers: list[Any] = [
            self.client.get("/", headers={"host": "evil.example"}),
            server_error(RequestFactory().get("/")),
        ]
        for answer in answers:
            with self.subTest(status=answer.status_code):
                page = answer.content.decode()
                self.assertIn(" · China Justice Observer</title>", page)
                self.assertIn(f'<p class="kicker">{answer.status_code}</p>', page)
                self.assertIn('<a href="/">the front page</a>', page)
                self.assertIn('<a href="/zh-hans/">首页</a>', page)
                self.assertNotIn('""', page)


class LongAddressTests(BaseTestCase):
    """Pages repeat a part of the address: in links, in forms, in what was asked."""

    def test_no_answer_grows_with_the_address(self) -> None:
        for path in (
            "/{}",
            "/a/{}",
            "/a/court-opens/{}",
            "/zh-hans/{}",
            "/ar/{}",
            "/ar/a/{}",
            "/ar/courts/{}",
            "/t/{}",
            "/p/{}",
            "/contributors/{}",
            "/cases/{}",
            "/courts/{}",
            "/laws/{}",
            "/laws/{}/1",
            "/search?q={}",
            "/search?kind={}",
            "/search?p={}",
            "/cases/number?q={}",
            "/cases/?q={}",
            "/cases/?court={}",
            "/cases/?year={}",
            "/cases/?sort={}",
            "/latest?before={}",
            "/corrections?before={}",
            "/feed.atom?before={}",
            "/preview/{}",
            "/a/court-opens?{}",
        ):
            with self.subTest(path):
                usual = self.client.get(path.format("b"), follow=True)
                for sign in ("b", "&amp;", "%26", "%E6%B3%95", "b/"):
                    long = path.format(sign * (8000 // len(sign)))
                    answer = self.client.get(long, follow=True)
                    grown = len(answer.content) - len(usual.content)
                    self.assertLess(grown, 16_000, long[:40])

    def test_the_languages_of_a_long_address_lead_to_the_front_page(self) -> None:
        page = self.client.get(f"/a/{'b' * 8000}")
        self.assertContains(page, 'href="/zh-hans/"', status_code=404)
        self.assertNotContains(page, "b" * 400, status_code=404)
