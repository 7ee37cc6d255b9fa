"""How a text came to be in its language, as a sentence for readers."""

from django.utils.translation import gettext as _

from articles.models import Method


def method_line(method: str, reviewed_by: str | None = None) -> str:
    if method == Method.ORIGINAL:
        return _("Original text")
    if method == Method.HUMAN:
        return _("Translated by a person")
    if method == Method.MACHINE:
        return _("Machine translation, not reviewed by a person")
    if reviewed_by:
        return _("Machine translation, reviewed by {name}").format(name=reviewed_by)
    return _("Machine translation, reviewed by a person")
