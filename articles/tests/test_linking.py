"""Links from a text to the subjects it names, put in when it is rendered."""

import re
from collections.abc import Iterator
from unittest import TestCase, mock

import nh3
from django.core.management import call_command
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from articles.extensions import registries
from articles.extensions.types import Recognised
from articles.models import Mention, Subject
from articles.rendering import TextToRender, newest_state, render
from articles.rendering.links import NAMED_LIMIT, Named, link_named
from articles.rendering.tree import inner_html, parse
from cjo.test import BaseTestCase

WORDS = re.compile(r"Law (\d+)(?: art (\d+))?|法(\d+)")


def recognise(text: str, language: str) -> Iterator[Recognised]:
    """Recognise `Law 1`, `Law 1 art 2` and 法1."""
    for match in WORDS.finditer(text):
        law = match[1] or match[3]
        end = match.end(1) if match[1] else match.end()
        yield Recognised(match.start(), end, "law", law)
        if match[2]:
            key = f"{law}/{match[2]}"
            yield Recognised(match.start(), match.end(), "provision", key)


def link_in(html: str, language: str = "en") -> tuple[str, list[Named]]:
    """Return the HTML with its links, and the subjects it names."""
    root = parse(html)
    named = link_named([root], language, head="")
    return inner_html(root), named


class LinkingCase(BaseTestCase):
    def setUp(self) -> None:
        patched = mock.patch.object(registries, "recognisers", [recognise])
        patched.start()
        self.addCleanup(patched.stop)
        for number in (1, 2):
            self.subject("law", str(number), f"/laws/{number}")
        self.subject("provision", "1/2", "/laws/1/2")
        self.subject("law", "3", "")

    def subject(self, kind: str, key: str, url: str) -> Subject:
        return Subject.objects.create(kind=kind, key=key, url=url)

    def linked(self, html: str, language: str = "en") -> str:
        return link_in(html, language)[0]


class LinkingTests(LinkingCase):
    def test_what_is_named_leads_to_its_page(self) -> None:
        self.assertEqual(
            self.linked("<p>See Law 1 art 2 here.</p>"),
            '<p>See <a class="cited" href="/laws/1/2">Law 1 art 2</a> here.</p>',
        )

    def test_in_the_language_of_the_text(self) -> None:
        html = self.linked("<p>依照法1。</p>", "zh-hans")
        self.assertIn('<a class="cited" href="/zh-hans/laws/1">法1</a>', html)

    def test_what_has_no_page_or_is_unknown_is_left_alone(self) -> None:
        html = "<p>Law 3 and Law 9 are elsewhere.</p>"
        self.assertEqual(self.linked(html), html)

    def test_an_unknown_article_leads_to_its_law(self) -> None:
        html = self.linked("<p>Law 2 art 7</p>")
        self.assertEqual(html.count("<a"), 1)
        self.assertIn('href="/laws/2"', html)

    def test_no_link_stands_in_a_link_in_code_or_in_a_heading(self) -> None:
        for html in (
            '<p><a href="https://x.example">On Law 1</a></p>',
            "<p><code>Law 1</code></p>",
            "<pre><code>Law 1</code></pre>",
            "<h2>Law 1</h2>",
            "<h3>The <em>Law 1</em></h3>",
        ):
            self.assertEqual(self.linked(html), html)

    def test_a_note_is_no_part_of_the_number_before_it(self) -> None:
        note = '<sup id="fnref-1"><a class="footnote-ref" href="#fn-1">7</a></sup>'
        html = self.linked(f"<p>Law 1{note} says so.</p>")
        self.assertEqual(
            html, f'<p><a class="cited" href="/laws/1">Law 1</a>{note} says so.</p>'
        )

    def test_a_link_takes_in_emphasis_and_never_crosses_it(self) -> None:
        self.assertEqual(
            self.linked("<p>Law <em>1</em> art 2.</p>"),
            '<p><a class="cited" href="/laws/1/2">Law <em>1</em> art 2</a>.</p>',
        )
        half = "<p><em>On Law</em> 1</p>"
        self.assertEqual(self.linked(half), half)

    def test_paragraphs_are_read_apart(self) -> None:
        html = "<p>Law</p><p> 1</p>"
        self.assertEqual(self.linked(html), html)

    def test_a_line_may_break_inside_a_name(self) -> None:
        self.assertIn(">Law 1\nart 2</a>", self.linked("<p>Law 1\nart 2</p>"))

    def test_signs_of_html_stay_what_they_were(self) -> None:
        html = "<p>A &amp; B &lt;b&gt; under Law 1 &amp; C\xa0D &lt;/a&gt;</p>"
        self.assertEqual(
            self.linked(html),
            html.replace("Law 1", '<a class="cited" href="/laws/1">Law 1</a>'),
        )

    def test_the_token_of_an_embed_stays_whole(self) -> None:
        html = "<p>Law 1 art \ue0002\ue001 and Law \ue0001\ue001</p>"
        linked = self.linked(html)
        self.assertEqual(
            re.findall("\ue000\\d+\ue001", linked), ["\ue0002\ue001", "\ue0001\ue001"]
        )
        self.assertEqual(linked.count("<a"), 1)

    def test_each_section_links_a_thing_once(self) -> None:
        html = self.linked("<p>Law 1, Law 1</p><p>Law 1</p><h2>Next</h2><p>Law 1</p>")
        self.assertEqual(html.count('href="/laws/1"'), 2)

    def test_an_editors_own_link_is_the_one(self) -> None:
        html = '<p><a href="/laws/1">Law 1</a> and Law 1</p>'
        self.assertEqual(self.linked(html), html)

    def test_linking_twice_changes_nothing(self) -> None:
        once = self.linked("<p>Law 1 art 2, Law 1, Law 1.</p><p>Law 1 art 9</p>")
        self.assertEqual(self.linked(once), once)

    def test_a_text_that_names_thousands_asks_for_few(self) -> None:
        html = "".join(f"<p>Law {number}</p>" for number in range(5000))
        with self.assertNumQueries(1):
            named = link_in(html)[1]
        self.assertEqual(len(named), NAMED_LIMIT)


def sanitised(source: str) -> str:
    """Return sanitised HTML, as the tree writes it."""
    clean = nh3.clean(
        source,
        tags={"p", "em", "a", "h2", "code", "sup", "li", "br", "strong"},
        attributes={"a": {"href", "class"}},
        link_rel=None,
    )
    return inner_html(parse(clean))


def addresses(named: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    known = {("law", "1"): "/laws/1", ("provision", "1/2"): "/laws/1/2"}
    return {subject: known[subject] for subject in named if subject in known}


class AnyTextTests(TestCase):
    @given(
        st.lists(
            st.one_of(
                st.sampled_from(
                    [
                        "Law 1", "Law 1 art 2", "法1", "<p>", "</p>", "<em>", "</em>",
                        "&", "<a href='/x'>", "</a>", "<h2>", "</h2>", "<code>",
                        "</code>", "<sup>", "</sup>", "\ue0001\ue001", "<", ">", '"',
                        "&nbsp;", "<li>", "<br>", "<strong>", "</strong>", "\n", " ",
                    ]
                ),
                st.text(max_size=6),
            ),
            max_size=40,
        ).map("".join)
    )  # fmt: skip
    @settings(max_examples=150)
    def test_whatever_the_text_only_links_are_added(self, source: str) -> None:
        clean = sanitised(source)
        # headings within headings are another thing at each reading
        assume(sanitised(clean) == clean)
        with (
            mock.patch("articles.rendering.links._addresses", addresses),
            mock.patch.object(registries, "recognisers", [recognise]),
        ):
            once = link_in(clean)[0]
            self.assertEqual(link_in(once)[0], once)
        without = re.sub(
            r'<a class="cited" href="[^"]*">(.*?)</a>', r"\1", once, flags=re.S
        )
        self.assertEqual(without, clean)
        self.assertEqual(sanitised(once), once)


class NamedTests(LinkingCase):
    def test_what_is_linked_is_noted_and_looked_for_once(self) -> None:
        calls = []

        def counted(text: str, language: str) -> Iterator[Recognised]:
            calls.append(text)
            return recognise(text, language)

        with mock.patch.object(registries, "recognisers", [counted]):
            edition = self.make_published(
                title="On Law 2",
                abstract="A note.",
                takeaways="Law 1 matters.",
                body="## Law 1 art 2\n\nSee `Law 3` and [Law 1](https://x.example).",
            )
        self.assertEqual(len(calls), 1)
        cited = Mention.objects.filter(version=edition.current_version, role="cited")
        self.assertEqual(
            sorted(str(mention.subject) for mention in cited),
            ["law:1", "law:2", "provision:1/2"],
        )

    def test_code_names_nothing(self) -> None:
        text = TextToRender("en", "Say `Law 1`.", [], "")
        self.assertEqual(render(text, newest_state).named, [])

    def test_a_page_shows_the_links(self) -> None:
        edition = self.make_published(body="Under Law 1 it may.")
        response = self.client.get(edition.get_absolute_url())
        self.assertContains(response, '<a class="cited" href="/laws/1">Law 1</a>')

    def test_rendering_again_links_and_notes_laws_that_came_later(self) -> None:
        edition = self.make_published(body="Under Law 7 it may.")
        self.assertFalse(Mention.objects.exists())
        self.subject("law", "7", "/laws/7")
        call_command("rerender", all=True, verbosity=0)
        self.assertContains(
            self.client.get(edition.get_absolute_url()), 'href="/laws/7"'
        )
        mention = Mention.objects.get()
        self.assertEqual((mention.role, str(mention.subject)), ("cited", "law:7"))
