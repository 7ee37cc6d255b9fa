"""Catalogues hold every text of the interface, and nothing else."""

import gettext
from collections.abc import Iterator
from pathlib import Path

import allauth
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation
from django.utils.translation import trans_real

from cjo.lib import catalogue_faults, catalogues
from cjo.lib import texts as interface
from cjo.lib.catalogues import compile_catalogues, po_path
from cjo.lib.texts import Part, extract

TEMPLATE = """
<div>
    {% translate "Open" %}
  <p title="{% translate 'Name' context 'a court' %}">{{ x|default:_("None yet") }}</p>
    {% blocktranslate count n=cases trimmed %}
        {{ n }} case, 100% known
    {% plural %}
        {{ n }} cases, 100% known
    {% endblocktranslate %}
</div>
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a project of one template and one module, with no catalogue yet."""
    monkeypatch.setattr(settings, "BASE_DIR", tmp_path)
    folders = [tmp_path / "locale", tmp_path / "locale" / "desk"]
    monkeypatch.setattr(settings, "LOCALE_PATHS", folders)
    monkeypatch.setattr(interface, "PLACES", ("code",))
    # what Django has read of other catalogues, or reads of these
    monkeypatch.setattr(trans_real, "_translations", {})
    monkeypatch.setattr(trans_real, "_default", None)
    code = tmp_path / "code"
    code.mkdir()
    (code / "page.html").write_text(TEMPLATE)
    (code / "models.py").write_text('label = gettext_lazy("Court of %(place)s")\n')
    yield code


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def texts(part: Part = Part.READERS) -> set[object]:
    return {message.id for message in extract()[part] if message.id}


def update(language: str) -> tuple[int, int]:
    return catalogues.update(language, extract())


def problems(language: str) -> list[str]:
    """Return the texts without a translation, and the wrong translations."""
    found = extract()
    return [
        *catalogue_faults.gaps(language, found),
        *catalogue_faults.faults(language, found),
    ]


def translate(path: Path, source: str, target: str) -> None:
    text = path.read_text()
    assert f'msgid "{source}"\nmsgstr ""' in text
    path.write_text(
        text.replace(
            f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{target}"'
        )
    )


def test_texts_of_templates_and_code_are_found(place: Path) -> None:
    assert texts() == {
        "Open",
        "Name",
        "None yet",
        ("%(n)s case, 100%% known", "%(n)s cases, 100%% known"),
        "Court of %(place)s",
    }


MODELS = """
class Kind(models.TextChoices):
    COURT = "court", _("Court")

class Case(models.Model):
    number = models.CharField(_("number"), help_text=_("As it is printed."))

LABELS = {"number": _("Number")}
"""


def test_texts_of_the_desk_are_in_a_catalogue_of_their_own(place: Path) -> None:
    for folder, text in (("admin", "Publish"), ("views", "Latest"), ("admin", "Open")):
        (place / folder).mkdir(exist_ok=True)
        (place / folder / f"{text}.py").write_text(f'label = _("{text}")')
    (place / "models").mkdir()
    (place / "models" / "case.py").write_text(MODELS)
    # both meet "Open"
    assert texts(Part.DESK) == {"Publish", "number", "As it is printed."}
    assert {"Latest", "Open", "Court", "Number"} <= texts(Part.READERS)
    assert texts(Part.READERS).isdisjoint(texts(Part.DESK))


def test_a_text_that_moves_to_the_desk_keeps_its_translation(place: Path) -> None:
    update("zh-hans")
    translate(po_path("zh-hans"), "Court of %(place)s", "%(place)s法院")
    (place / "admin").mkdir()
    (place / "models.py").rename(place / "admin" / "models.py")
    assert update("zh-hans") == (0, 0)
    text = po_path("zh-hans", Part.DESK).read_text()
    assert 'msgstr "%(place)s法院"' in text


def test_a_new_catalogue_lacks_everything(place: Path) -> None:
    assert update("zh-hans") == (5, 0)
    assert len(problems("zh-hans")) == 5
    text = po_path("zh-hans").read_text()
    assert "nplurals=1" in text
    assert "Date:" not in text


def test_an_update_without_a_change_changes_nothing(place: Path) -> None:
    update("zh-hans")
    before = po_path("zh-hans").read_bytes()
    assert update("zh-hans") == (0, 0)
    assert po_path("zh-hans").read_bytes() == before


def test_a_translation_stays_and_a_changed_text_is_not_guessed(place: Path) -> None:
    update("zh-hans")
    path = po_path("zh-hans")
    translate(path, "Open", "打开")
    (place / "models.py").write_text('label = gettext_lazy("Court in %(place)s")\n')
    assert update("zh-hans") == (1, 1)
    text = path.read_text()
    assert 'msgstr "打开"' in text
    assert "fuzzy" not in text
    assert "Court of" not in text


def test_a_text_that_is_missing_or_stale_is_listed(place: Path) -> None:
    update("zh-hans")
    (place / "models.py").write_text('label = gettext_lazy("Another")\n')
    lines = problems("zh-hans")
    assert "not translated, used in code/models.py:1: 'Another'" in lines
    assert "no longer used: 'Court of %(place)s'" in lines


def test_other_placeholders_are_listed(place: Path) -> None:
    update("zh-hans")
    translate(po_path("zh-hans"), "Court of %(place)s", "%(plaec)s法院")
    assert "other placeholders: 'Court of %(place)s'" in problems("zh-hans")


def test_other_figures_and_tags_are_listed(place: Path) -> None:
    source = "Since <b>8 January 2016</b>"
    (place / "models.py").write_text(f'label = gettext_lazy("{source}")\n')
    lines = []
    for words in ("<b>2016年1月8日</b>起", "<b>2018年1月8日</b>起", "2016年1月8日起"):
        path = po_path("zh-hans")
        path.unlink(missing_ok=True)
        update("zh-hans")
        translate(path, source, words)
        lines.append(f"other figures or tags: '{source}'" in problems("zh-hans"))
    assert lines == [False, True, True]


def test_figures_in_the_digits_of_another_script_are_the_same(place: Path) -> None:
    (place / "models.py").write_text('label = gettext_lazy("Since 2016")\n')
    update("hi")
    translate(po_path("hi"), "Since 2016", "२०१६ से")
    assert not [line for line in problems("hi") if "figures" in line]


def test_a_language_has_as_many_forms_as_its_plural(place: Path) -> None:
    update("ru")
    path = po_path("ru")
    text = path.read_text()
    assert 'msgstr[2] ""' in text
    for form in (0, 1):
        cases = f"%(n)s дело, 100%% {form}"
        text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "{cases}"')
    path.write_text(text.replace('msgstr[2] ""\n', ""))
    assert [line for line in problems("ru") if "case" in line]


def test_a_guess_is_listed(place: Path) -> None:
    update("zh-hans")
    path = po_path("zh-hans")
    translate(path, "Open", "打开")
    path.write_text(path.read_text().replace('msgid "Open"', '#, fuzzy\nmsgid "Open"'))
    assert "only guessed: 'Open'" in problems("zh-hans")


def test_a_compiled_catalogue_can_be_read(place: Path) -> None:
    update("zh-hans")
    path = po_path("zh-hans")
    translate(path, "Open", "打开")
    reported: list[str] = []
    compile_catalogues(reported.append)
    compile_catalogues(reported.append)
    assert reported == [
        f"Compiled {folder}/zh_Hans/LC_MESSAGES/django.po"
        for folder in ("locale/desk", "locale")
    ]
    with path.with_suffix(".mo").open("rb") as file:
        assert gettext.GNUTranslations(file).gettext("Open") == "打开"


def test_plain_words_replace_texts_that_allauth_has() -> None:
    words = read(Path(settings.LOCALE_PATHS[0]) / "en/LC_MESSAGES/django.po")
    theirs = read(Path(allauth.__file__).parent / "locale/de/LC_MESSAGES/django.po")
    assert {message.id for message in words} <= {message.id for message in theirs}
    for message in words:
        assert catalogue_faults._placeholders_agree(message) or not message.id, (
            message.id
        )
    assert translation.gettext("Two-Factor Authentication") == "Second factor"


def test_the_site_goes_on_in_english_without_compiled_catalogues(place: Path) -> None:
    with translation.override("zh-hans"):
        assert translation.gettext("A sentence of no catalogue.") == (
            "A sentence of no catalogue."
        )
