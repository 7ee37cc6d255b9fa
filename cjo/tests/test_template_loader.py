"""Indents and lines of our templates cost readers nothing and change no word."""

import pytest
from django.template import Context, Engine
from django.template.loader import get_template

from cjo.lib.template_loader import squeezed

LIST = """{% load i18n %}
{% comment %}
  names: of people
{% endcomment %}
<ul>
  {% for name in names %}
    {% if name %}
      <li>{{ name }},
        who came</li>
    {% endif %}
  {% endfor %}
</ul>
"""


def test_it_prints_lists_without_their_indents() -> None:
    page = Engine().from_string(squeezed(LIST.replace("{% load i18n %}", "")))
    printed = page.render(Context({"names": ["Mei", "", "Omar"]}))
    lines = ["<ul><li>Mei,", "who came</li><li>Omar,", "who came</li></ul>"]
    assert printed.strip() == "\n".join(lines)


def test_words_beside_a_link_stay_apart() -> None:
    source = "<p>\n  See\n  <a href='/'>it</a>\n  <small>now</small>\n</p>\n<p>"
    assert squeezed(source) == "<p>See\n<a href='/'>it</a>\n<small>now</small></p><p>"


@pytest.mark.parametrize("word", ["", "red "])
def test_words_around_a_condition_stay_apart(word: str) -> None:
    source = "a\n  {% if word %}\n    {{ word }}\n  {% endif %}\n  seal\n"
    page = Engine().from_string(squeezed(source))
    assert page.render(Context({"word": word})).split() == f"a {word}seal".split()


@pytest.mark.parametrize("here", [True, False])
def test_an_attribute_that_depends_brings_its_own_blank(here: bool) -> None:
    source = (
        '<a href="/"\n   {% if here %}aria-current="page"{% endif %}\n'
        '   {% if here %}hreflang="{{ tag }}"{% else %}rel="nofollow"{% endif %}>it</a>'
    )
    page = Engine().from_string(squeezed(source))
    attributes = ' aria-current="page" hreflang="en"' if here else ' rel="nofollow"'
    printed = page.render(Context({"here": here, "tag": "en"}))
    assert printed == f'<a href="/"{attributes}>it</a>'


def test_words_that_touch_stay_together() -> None:
    source = (
        '<p>{% if a %}{{ a }}{% endif %}{% if b %}<a\n  href="/b">b</a>{% endif %}</p>'
    )
    assert squeezed(source) == source.replace("\n  ", "\n")


def test_blanks_in_the_text_of_an_editor_stay() -> None:
    page = Engine().from_string(squeezed("<pre>{{ text }}</pre>"))
    assert page.render(Context({"text": "a\n\n  b"})) == "<pre>a\n\n  b</pre>"


def test_the_site_reads_its_templates_so() -> None:
    page = get_template("_site/search_form.html").template  # type: ignore[attr-defined]
    assert "\n  " not in page.source
