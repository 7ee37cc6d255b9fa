"""The demo's translations have the figures, dates, notes and links of their sources."""

import re
from datetime import date
from functools import cache

import pytest
from babel.dates import format_date

from articles.publishing.translation_faults import Fault, Kind, Text, faults
from cjo.demo.files import CONTENT, ContentFile, content_files
from cjo.lib.languages import LANGUAGES, get_language

LEAD = "articles/beijing-internet-court-publishes-personal-information-protection-cases"
TRANSLATED = [language.code for language in LANGUAGES if language.code != "en"]


@cache
def text_of(path: str) -> Text:
    facts, body = ContentFile(CONTENT, path).post
    fields = {
        "title": [facts["title"]],
        "abstract": [facts["abstract"] or ""],
        "takeaways": facts["takeaways"] or [],
        "body": [part for part in re.split(r"\n\s*\n", body) if part],
        "sources": facts["sources"] or [],
    }
    return Text(path.rpartition("/")[2].removesuffix(".md"), fields)


def compare(path: str, translation: Text | None = None) -> list[Fault]:
    source = f"{path.rpartition('/')[0]}/en.md"
    return list(faults(text_of(source), translation or text_of(path)))


def changed(path: str, field: str, pattern: str, to: str) -> Text:
    """Return a text with a change in the first paragraph that has the pattern."""
    text = text_of(path)
    whole = "\0".join(text.fields[field])
    new, changes = re.subn(pattern, to, whole, count=1)
    assert changes, f"{path} has no {pattern}"
    return Text(text.language, {**text.fields, field: new.split("\0")})


@pytest.mark.parametrize("language", TRANSLATED)
def test_each_translation_agrees_with_its_source(language: str) -> None:
    files = content_files(CONTENT, f"*/*/{language}.md")
    assert len(files) >= 19
    wrong = {
        file.path: [
            str(fault) for fault in compare(file.path) if not fault.may_be_meant
        ]
        for file in files
    }
    assert {path: found for path, found in wrong.items() if found} == {}


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_wrong_digit_blocks(language: str) -> None:
    wrong = changed(f"{LEAD}/{language}.md", "body", "2021", "2012")
    [fault] = compare(f"{LEAD}/{language}.md", wrong)
    assert (fault.kind, fault.blocks) == (Kind.FIGURES, True)
    assert (fault.missing, fault.added) == (("2021",), ("2012",))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_swapped_date_blocks(language: str) -> None:
    path = f"{LEAD}/{language}.md"
    # the first date of the text, and the day on which the law came into force
    days = date(2024, 10, 30), date(2021, 11, 1)
    # CLDR's name of the month alone is in Chinese numerals
    form = "M月" if language == "zh-hans" else "MMMM"
    locale = get_language(language).locale
    october, november = (format_date(day, form, locale=locale) for day in days)
    wrong = changed(path, "body", re.escape(october), november)
    found = {(fault.kind, fault.blocks) for fault in compare(path, wrong)}
    assert (Kind.DATES, True) in found


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_lost_note_is_told(language: str) -> None:
    path = f"{LEAD}/{language}.md"
    wrong = changed(path, "body", r"\[\^2\](?!:)", "")
    [fault] = compare(path, wrong)
    assert (fault.kind, fault.missing) == (Kind.NOTES, ("[^2]",))


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_lost_embed_name_and_link_are_told(language: str) -> None:
    path = f"{LEAD}/{language}.md"
    for field, pattern, kind in (
        ("body", r"\[\[overview:[^\]]+\]\]", Kind.EMBEDS),
        ("body", "告知同意", Kind.NAMES),
        ("sources", r"\(https://secrss[^)]+\)", Kind.LINKS),
    ):
        if kind is Kind.NAMES and language == "zh-hans":
            continue
        kinds = {
            fault.kind for fault in compare(path, changed(path, field, pattern, ""))
        }
        assert kind in kinds, pattern
