"""What readers are told of a change, and a record's move to another address."""

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.article_forms import SlugField
from articles.admin.fields import TextField
from articles.models import RECORD_CHANGES, ChangeType

# They stand beside the form that they are sent with
_BESIDE = {"form": "record-form"}
HINTS: dict[str, Any] = {
    ChangeType.TYPO: _("Spelling or layout; needs no note."),
    ChangeType.CLARIFICATION: _("The same facts, clearer."),
    ChangeType.CORRECTION: _("Something was wrong."),
    ChangeType.UPDATE: _("Something new has happened, or is known."),
    ChangeType.TRANSLATION: _("Words were added in a further language."),
}


class ChangeForm(forms.Form):
    """The kind of change, and the note that stays in the history."""

    change = forms.ChoiceField(
        label=_("What kind of change"),
        widget=forms.RadioSelect(attrs=_BESIDE),
        choices=[
            (kind.value, format_html("<strong>{}</strong> {}", kind.label, HINTS[kind]))
            for kind in RECORD_CHANGES
        ],
        error_messages={"required": _("Choose what kind of change it is.")},
    )
    note = TextField(
        label=_("Note for readers"),
        max_length=2000,
        help_text=_("What changed and why. It is public, and stays in the history."),
        widget=forms.Textarea(attrs={"rows": 3, **_BESIDE}),
    )


class MoveForm(forms.Form):
    """Another address for a record."""

    slug = SlugField(help_text=_("The old address leads to the new one for ever."))
