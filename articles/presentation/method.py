"""How a text came to be in its language, as a sentence for readers."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import Method, Version
from cjo.lib.languages import page_language
from cjo.lib.links import localised
from cjo.lib.locales import language_names, number_text
from cjo.lib.passages import isolated


def method_line(method: str, reviewed_by: str | None = None) -> SafeString | str:
    if method == Method.ORIGINAL:
        # Translators: Says how a text came to be: it was written in this language.
        return _("Original text")
    if method == Method.HUMAN:
        return _("Translated by a person")
    if method == Method.MACHINE:
        return _("Machine translation, not reviewed by a person")
    if reviewed_by:
        sentence = _("Machine translation, reviewed by {name}")
        return format_html(sentence, name=isolated(reviewed_by))
    return _("Machine translation, reviewed by a person")


def source_line(version: Version) -> SafeString:
    """Return a link to the version that a text was translated from; empty for none.

    It is in the language of the page.
    """
    source = version.document["translated_from"]
    if source is None:
        return SafeString()
    path = version.edition.article.url_of("version", source["number"])
    return format_html(
        # Translators: Stands alone after “Machine translation, …” or “Translated by a
        # person”: the text was translated from that version. {language} is a name of a
        # language as the page’s language writes it, in its basic form.
        _('from <a href="{url}">version {number} in {language}</a>'),
        url=localised(path, source["language"]),
        number=number_text(source["number"], page_language()),
        language=language_names([source["language"]], page_language()),
    )
