"""One file a component, joined to the few sheets that pages link."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client, override_settings

from cjo.lib import style_sheets

FOLDER = settings.BASE_DIR / "static" / "css"
ALONE = {"print"}


def test_every_component_is_in_a_sheet() -> None:
    parts = {part for sheet in style_sheets.SHEETS.values() for part in sheet}
    assert parts | ALONE == {path.stem for path in FOLDER.glob("*.css")}


@pytest.mark.parametrize("sheet", style_sheets.SHEETS)
def test_a_sheet_loses_no_rule_of_its_parts(sheet: str) -> None:
    joined = style_sheets.joined(sheet)
    parts = (FOLDER / f"{name}.css" for name in style_sheets.SHEETS[sheet])
    text = "".join(part.read_text() for part in parts)
    rules = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    assert joined.count("{") == rules.count("{")
    assert joined.count("}") == rules.count("}")
    assert "/*" not in joined


@pytest.mark.parametrize("sheet", ["css/site.css", "css/print.css", "css/admin.css"])
def test_a_page_gets_the_sheet_that_it_links(sheet: str) -> None:
    answer = Client().get(f"/static/{sheet}")
    assert answer.status_code == 200
    assert b"{" in b"".join(answer)


def test_a_change_of_a_part_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Path(str(finders.find("css/site.css"))).read_text()
    monkeypatch.setitem(style_sheets.SHEETS, "css/site.css", ["tokens"])
    after = Path(str(finders.find("css/site.css"))).read_text()
    assert before.startswith(after.strip())
    assert len(after) < len(before)


def test_sheets_are_collected(tmp_path: Path) -> None:
    with override_settings(STATIC_ROOT=tmp_path):
        call_command("collectstatic", verbosity=0, interactive=False)
    sheet = (tmp_path / "css" / "site.css").read_text()
    assert sheet == style_sheets.joined("css/site.css")


def test_colours_are_written_once() -> None:
    for path in FOLDER.glob("*.css"):
        if path.stem not in {"tokens", "print", "desk"}:
            colours = re.findall(r"#[0-9a-f]{3,8}\b", path.read_text())
            assert colours == [], path.name


def test_steps_of_space_are_written_out() -> None:
    for sheet in style_sheets.SHEETS:
        assert "--space-" not in style_sheets.joined(sheet)
    for name in ALONE:  # these are joined to nothing
        assert "--space-" not in (FOLDER / f"{name}.css").read_text()


def test_a_descendant_stays_one() -> None:
    assert "nav a,:is(h1,h2,h3,h4,sup) a{" in style_sheets.joined("css/site.css")


def test_a_sum_keeps_its_blanks(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = """@media (width >= 48rem) {
    h2 + p ~ a[rel="next"] { width: calc(1rem + 2vw); }
    }"""
    monkeypatch.setattr(style_sheets, "_part", lambda name: parts)
    monkeypatch.setitem(style_sheets.SHEETS, "css/site.css", ["part"])
    assert style_sheets.joined("css/site.css") == (
        "@media (width>=48rem){h2+p~a[rel=next]{width:calc(1rem + 2vw)}}\n"
    )


@pytest.mark.parametrize(
    ("language", "sheet"),
    [("en", "article"), ("zh-hans", "article"), ("ar", "article-writing")],
)
def test_scripts_with_faces_of_their_own_have_a_sheet(
    language: str, sheet: str
) -> None:
    assert style_sheets.sheet_name("article", language) == f"css/{sheet}.css"
    assert f"css/{sheet}.css" in style_sheets.SHEETS
