"""Every output of an article says the same as its page, word for word."""

import html
import io
import re
from collections.abc import Iterator
from typing import Any

import markdown
from lxml import etree
from lxml.html import HtmlElement, document_fromstring
from pypdf import PdfReader

from articles.markup.flaws import FlawKind
from articles.models import Version
from articles.rendering import TextToRender, newest_state, render
from articles.rendering.tree import is_reference, parse
from articles.tests.feed_reading import read, texts
from cases import importing
from cases.tests.world import collection_data, load_world, overview_data, statistic
from cjo.test import BaseTestCase

BODY = {
    "en": """
The court accepted [[figure:figures-2024/companies]] cases,[^1] a share of
[[figure:figures-2024/companies/share]].

## Figures & facts

[[overview:figures-2024]]

| Kind | Cases |
|------|------:|
| Faces | 23 |
| Names | 82 |

- One case
- Another case:

    1. first
    2. second

> Under *Information Law* article 13, see [the court](/courts/internet-court).

[[collection:typical-2024]]

### One of them

[[case:ma-v-company]]

[^1]: Some reports speak of `disputes`.
""",
    "zh-hans": """
法院受理[[figure:figures-2024/companies]]件，[^1]占[[figure:figures-2024/companies/share]]。

## 数据

[[overview:figures-2024]]

| 类型 | 数量 |
|------|-----:|
| 人脸 | 23 |
| 姓名 | 82 |

- 一件
- 另一件

> 依照《信息法》第十三条。

[[collection:typical-2024]]

[[case:wei-v-guo]]

[^1]: 有报道称*纠纷*。
""",
}
PRINTED = [
    {"text": "about 70%", "language": "en", "source": "court-site"},
    {"text": "48.1%", "language": "en", "source": "paper"},
]


def letters(text: str) -> str:
    """Return letters and digits alone: white space and signs are each output's own."""
    return "".join(filter(str.isalnum, text))


def visible(element: HtmlElement, *, references: bool) -> Iterator[str]:
    """Yield the texts that a reader of the page sees without asking for more."""
    hidden = "hidden" in element.get("class", "").split()
    if hidden or element.get("role") == "note" or element.tag == "svg":
        return
    if is_reference(element) and not references:
        return
    yield element.text or ""
    for child in element:
        yield from visible(child, references=references)
        yield child.tail or ""


class OutputTests(BaseTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        load_world(cls.mei)
        data = collection_data()
        data["items"] += [
            {"position": number, "certainty": "unidentified"} for number in (4, 5)
        ]
        importing.load_collection({**data, "size": 5}, cls.mei)
        figures = [
            statistic("accepted", 113, headline=True, certainty="unconfirmed"),
            statistic("companies", 95, "accepted", headline=True, printed=PRINTED),
        ]
        importing.load_overview(overview_data(statistics=figures), cls.mei)
        source = cls().make_published(body=BODY["en"])
        cls().make_published(
            language="zh-hans",
            title="法院开门",
            body=BODY["zh-hans"],
            method="machine",
            translated_from=source.current_version,
        )

    def both(self) -> Iterator[tuple[str, HtmlElement]]:
        """Yield the path of the page in each language, and its text."""
        for path in ("/a/court-opens", "/zh-hans/a/court-opens"):
            with self.subTest(path=path):
                page = document_fromstring(self.client.get(path).content.decode())
                (text,) = page.find_class("text")
                yield path, text

    def words(self, text: HtmlElement, *, references: bool = True) -> str:
        return letters("".join(visible(text, references=references)))

    def test_the_feed_has_the_words_of_the_page(self) -> None:
        for path, text in self.both():
            feed = path.replace("a/court-opens", "feed.atom")
            (content,) = texts(read(self.client, feed))
            root = etree.HTML(content)
            self.assertIn(self.words(text), letters("".join(root.itertext())))

    def test_markdown_has_the_words_of_the_page(self) -> None:
        for path, text in self.both():
            source = self.client.get(f"{path}.md").content.decode()
            made = markdown.markdown(source, extensions=["footnotes", "tables"])
            words = html.unescape(re.sub(r"<[^>]*>", "", made))
            # readers of Markdown print the notes last, behind the sources
            (notes,) = text.find_class("footnote")
            notes.drop_tree()
            for part in (text, notes):
                self.assertIn(self.words(part), letters(words))

    def test_markdown_keeps_code_and_sets_a_record_apart(self) -> None:
        body = "Write `[[case:ma-v-company]]`:\n[[case:ma-v-company]]\nSo."
        self.make_published("how-to", body=body)
        source = self.client.get("/a/how-to.md").content.decode()
        above, shown, below = source.rpartition("[[case:ma-v-company]]`:\n\n- ")
        self.assertTrue(shown)
        self.assertIn("Write `", above)
        self.assertTrue(below.endswith("\n\nSo.\n"))

    def test_markdown_keeps_a_record_in_its_quotation_and_its_item(self) -> None:
        record = "[[case:ma-v-company]]"
        body = (
            f"> Said:\n> {record}\n> Later.\n\n1. One\n\n   {record}\n   Then.\n2. Two"
        )
        self.make_published("how-to", body=body)
        source = self.client.get("/a/how-to.md").content.decode()
        quoted = source[source.index("> Said:") : source.index("> Later.")]
        self.assertIn("> - **", quoted)
        self.assertTrue(all(line[0] == ">" for line in quoted.splitlines()))
        item = source[source.index("1. One") + 6 : source.index("   Then.")]
        self.assertIn("\n   - **", item)
        self.assertFalse([line for line in item.split("\n") if line[:1].strip()])
        self.assertIn("\n2. Two\n", source)

    def test_a_record_within_a_line_is_a_doubt_and_valid_html(self) -> None:
        rendered = render(
            TextToRender("en", "So [[case:ma-v-company]] says.", [], ""), newest_state
        )
        ((_field, flaw),) = rendered.flaws
        self.assertEqual(flaw.kind, FlawKind.RECORD_IN_LINE)
        (block,) = parse(rendered.body_html)
        self.assertEqual((block.tag, str(block.get("id"))[:2]), ("div", "p-"))

    def test_plain_text_has_the_words_of_the_page_without_the_marks(self) -> None:
        for path, text in self.both():
            language = "zh-hans" if path.startswith("/zh") else "en"
            version = Version.objects.get(language=language)
            self.assertEqual(
                letters(version.rendering.plain_text),
                self.words(text, references=False),
            )

    def test_a_search_finds_the_words_of_a_record_that_is_shown(self) -> None:
        for words in ("Not yet identified", "Hiring list"):
            page = self.client.get("/search", {"q": words})
            self.assertContains(page, "/a/court-opens")

    def test_the_pdf_has_every_text_of_the_page(self) -> None:
        for path, text in self.both():
            pdf = PdfReader(io.BytesIO(self.client.get(f"{path}.pdf").content))
            printed = letters("".join(page.extract_text() for page in pdf.pages))
            for words in visible(text, references=True):
                self.assertIn(letters(words), printed)

    def test_each_says_how_sure_the_cases_are_and_which_are_not_counted(self) -> None:
        for output in self.outputs("/a/court-opens"):
            for words in (
                "1 of 5 confirmed, 1 probable",
                "Confirmed",
                "Cases accepted Unconfirmed",
                "Probably in the collection",
                "Related decisions",
                "Not counted in the collection",
                "does not follow from the figures",
            ):
                self.assertIn(letters(words), output)
            self.assertEqual(output.count("Notyetidentified3of5"), 1)
            related = output.index("Relateddecisions")
            self.assertGreater(output.index("Hiringlist"), related)

    def outputs(self, path: str) -> list[str]:
        (content,) = texts(read(self.client, "/feed.rss"))
        pdf = PdfReader(io.BytesIO(self.client.get(f"{path}.pdf").content))
        version: Any = Version.objects.get(language="en")
        return [
            letters("".join(etree.HTML(content).itertext())),
            letters(self.client.get(f"{path}.md").content.decode()),
            letters("".join(page.extract_text() for page in pdf.pages)),
            letters(version.rendering.plain_text),
        ]
