"""Citations in every form, read back by parsers that others wrote."""

import json
import warnings
from dataclasses import replace
from typing import Any

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from citeproc import (
    Citation as Reference,
)
from citeproc import (
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from django.test import SimpleTestCase
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from cjo.lib.references import FORMATS, Citation, Name
from cjo.lib.references.citation import tidy
from cjo.tests.cited import ARTICLE, CASE, DATASET, in_chinese

# Braces, signs of TeX, quotes, line ends, Chinese, marks of direction, anything
TITLES = st.one_of(
    st.text(max_size=80),
    st.text(
        st.sampled_from("{}\\%&#$_~^\"'`-@<>|,;=?!.“” \n\r\t\u2028\u200f\u202e余案a"),
        max_size=80,
    ),
)


def _latex() -> LatexDecodingMiddleware:
    """Return a reader of LaTeX with the text symbols that its tables lack."""
    symbols = {
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciicircum": "^",
        "textasciigrave": "`",
        "textless": "<",
        "textgreater": ">",
        "textbar": "|",
    }
    known = get_default_latex_context_db()
    known.add_context_category(
        "kernel",
        macros=[MacroTextSpec(name, sign) for name, sign in symbols.items()],
        prepend=True,
    )
    return LatexDecodingMiddleware(decoder=LatexNodes2Text(latex_context=known))


def bibtex(citation: Citation) -> tuple[str, dict[str, Any]]:
    """Return type and fields; a name that may not be parted keeps its braces."""
    library = parse_string(
        FORMATS["bib"].write(citation),
        append_middleware=[SeparateCoAuthors(), SplitNameParts(), _latex()],
    )
    assert not library.failed_blocks, library.failed_blocks
    (entry,) = library.entries
    assert entry.key == citation.key
    return entry.entry_type, {field.key: field.value for field in entry.fields}


def ris(citation: Citation) -> dict[str, Any]:
    (entry,) = rispy.loads(FORMATS["ris"].write(citation))
    return dict(entry)


def csl(citation: Citation) -> dict[str, Any]:
    (item,) = json.loads(FORMATS["json"].write(citation))
    return dict(item)


def formatted(citation: Citation) -> str:
    """Return the bibliography that citeproc prints in Harvard's style."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about fields of styles that it ignores
        source = CiteProcJSON([csl(citation)])
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        bibliography.register(Reference([CitationItem(citation.key)]))
        return str(bibliography.bibliography()[0])


class ReadBackTests(SimpleTestCase):
    def test_bibtex_keeps_people_titles_and_version(self) -> None:
        kind, fields = bibtex(ARTICLE)
        yu, du, team = fields["author"]
        self.assertEqual((kind, yu.last, yu.first), ("misc", ["Yu"], ["Meng"]))
        self.assertEqual((du.last, du.first), (["Du"], ["Guodong"]))
        self.assertEqual((team.last, team.first), (["{CJO Staff, and Team}"], []))
        self.assertEqual(fields["title"], "Court opens")
        self.assertEqual(fields["note"], "法院开门. Version 2 of 2026-11-24.")
        self.assertNotIn("origtitle", fields)
        self.assertEqual((fields["date"], fields["year"]), ("2024-12-18", "2024"))
        self.assertEqual((fields["version"], fields["url"]), ("2", ARTICLE.url))

    def test_bibtex_titles_keep_their_capitals(self) -> None:
        self.assertIn("title = {{Court opens}}", FORMATS["bib"].write(ARTICLE))

    def test_bibtex_names_court_and_number_of_a_decision(self) -> None:
        fields = bibtex(CASE)[1]
        self.assertEqual(fields["institution"], "Commercial Court")
        self.assertEqual(fields["number"], "; ".join(CASE.case_numbers))
        self.assertEqual(fields["origtitle"], "赵某与叶某案")
        self.assertNotIn("author", fields)

    def test_bibtex_prints_number_and_court_of_a_decision_in_its_note(self) -> None:
        self.assertEqual(
            bibtex(CASE)[1]["note"],
            "赵某与叶某案; (2023)沪01协外认28号; (2023) Hu 01 Xie Wai Ren No. 28; "
            "Commercial Court. Version 2 of 2026-11-24.",
        )
        bare = replace(CASE, second_title="", court=None, case_numbers=())
        self.assertEqual(bibtex(bare)[1]["note"], CASE.note)
        chinese = in_chinese(CASE, second_title="", court=Name("商事法庭"), notes=())
        self.assertTrue(bibtex(chinese)[1]["note"].endswith("No. 28；商事法庭。"))

    def test_bibtex_prints_no_code_of_a_language(self) -> None:
        for citation, language in (
            (ARTICLE, "english"),
            (in_chinese(ARTICLE), "chinese"),
        ):
            fields = bibtex(citation)[1]
            self.assertEqual(fields["langid"], language)
            self.assertNotIn("language", fields)

    def test_bibtex_names_the_compiler_of_a_dataset_and_its_source(self) -> None:
        fields = bibtex(DATASET)[1]
        self.assertEqual(fields["author"][0].last, ["{China Justice Observer}"])
        self.assertIn("Internet Court", fields["note"])
        self.assertEqual((fields["type"], fields["year"]), ("dataset", "2026"))

    def test_ris_keeps_people_titles_and_version(self) -> None:
        entry = ris(ARTICLE)
        self.assertEqual(entry["type_of_reference"], "NEWS")
        self.assertEqual(entry["title"], "Court opens")
        self.assertEqual(entry["translated_title"], "法院开门")
        self.assertEqual(
            entry["authors"], ["Yu, Meng", "Du, Guodong", "CJO Staff and Team,"]
        )
        self.assertEqual((entry["year"], entry["date"]), ("2024", "2024/12/18/"))
        self.assertEqual((entry["edition"], entry["urls"]), ("2", [ARTICLE.url]))

    def test_ris_gives_a_number_where_zotero_and_where_endnote_read_it(self) -> None:
        numbers = "; ".join(CASE.case_numbers)
        for tag in ("M1", "SV"):
            self.assertIn(f"\r\n{tag}  - {numbers}\r\n", FORMATS["ris"].write(CASE))

    def test_a_row_of_a_dataset_names_the_dataset_in_each_form(self) -> None:
        row = replace(DATASET, part="Cases filed: 113")
        self.assertEqual(ris(row)["title"], "Cases filed: 113")
        self.assertEqual(ris(row)["secondary_title"], "Figures of 2024")
        self.assertEqual(csl(row)["container-title"], "Figures of 2024")
        self.assertIn("note = {Figures of 2024; ", FORMATS["bib"].write(row))

    def test_ris_ends_a_name_without_parts_in_a_comma(self) -> None:
        self.assertEqual(ris(DATASET)["authors"], ["China Justice Observer,"])
        self.assertIn("\r\nED  - Lin Haibin,\r\n", FORMATS["ris"].write(ARTICLE))

    def test_ris_calls_no_original_title_a_translated_one(self) -> None:
        entry = ris(CASE)
        self.assertNotIn("translated_title", entry)
        self.assertEqual(entry["notes"][0], "Original title: 赵某与叶某案")
        self.assertEqual(ris(ARTICLE)["notes"], [ARTICLE.note])

    def test_ris_lines_have_the_form_of_the_format(self) -> None:
        lines = FORMATS["ris"].write(CASE).split("\r\n")
        self.assertEqual((lines[0], lines[-2:]), ("TY  - CASE", ["ER  - ", ""]))
        for line in lines[:-1]:
            self.assertRegex(line, r"^[A-Z][A-Z0-9]  - [^\r\n]*$")
        self.assertEqual(ris(replace(ARTICLE, dated="2024"))["date"], "2024///")

    def test_csl_is_formatted_as_a_reference_manager_does(self) -> None:
        printed = formatted(ARTICLE)
        self.assertIn("Yu, M., Du, G. and CJO Staff, and Team (2024)", printed)
        self.assertIn("Court opens", printed)
        self.assertIn("China Justice Observer", printed)
        self.assertIn(ARTICLE.url, printed)

    def test_csl_says_which_title_is_the_original(self) -> None:
        self.assertEqual(csl(CASE)["original-title"], "赵某与叶某案")
        self.assertNotIn("original-title", csl(ARTICLE))
        self.assertIn("法院开门", csl(ARTICLE)["note"])

    def test_csl_holds_a_decision_and_a_dataset(self) -> None:
        case, data = csl(CASE), csl(DATASET)
        self.assertEqual(
            (case["type"], case["authority"]), ("legal_case", "Commercial Court")
        )
        self.assertEqual(case["issued"], {"date-parts": [[2025, 1, 8]]})
        self.assertEqual(data["type"], "dataset")
        self.assertEqual(data["author"], [{"literal": "China Justice Observer"}])
        self.assertEqual(data["original-date"], {"date-parts": [[2024, 10, 30]]})

    @given(TITLES)
    @example("{")
    @example("}{\\")
    @example("100% of §1 & “more” -- 'it''s' ``so''")
    @example("@misc{x,\n title = {y}}")
    @example("标题\u200fעברית\u202e, {案}")
    @example("TY  - CASE\nER  - \nTI  - other")
    def test_any_title_is_read_back_as_it_was_written(self, title: str) -> None:
        citation = replace(ARTICLE, title=f"T {title} T", second_title=title)
        wanted = tidy(citation.title)
        self.assertEqual(bibtex(citation)[1]["title"], wanted)
        self.assertEqual(ris(citation)["title"], wanted)
        self.assertEqual(csl(citation)["title"], wanted)
        self.assertEqual(ris(citation).get("translated_title", ""), tidy(title))

    @given(TITLES, TITLES)
    @example("van, der and", "{")
    def test_any_name_stays_one_name(self, family: str, given: str) -> None:
        citation = replace(ARTICLE, authors=(Name("x", f"F{family}F", f"G{given}G"),))
        self.assertEqual(len(bibtex(citation)[1]["author"]), 1)
        self.assertEqual(len(ris(citation)["authors"]), 1)
        self.assertEqual(ris(citation)["authors"][0].count(","), 1)
