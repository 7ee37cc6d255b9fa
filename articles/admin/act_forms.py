"""The forms of acts on a text or a record: publish a change, withdraw, move."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.admin.fields import SlugField, TextField, refuse_taken_slug
from articles.admin.future import FutureField
from articles.models import ChangeType
from cjo.lib.languages import CHOICES, page_language

NOTE_LENGTH = 2000  # characters

HINTS: dict[ChangeType, Promise] = {
    ChangeType.FIRST: _("Readers see it for the first time."),
    ChangeType.TYPO: _("Spelling or layout. Needs no note."),
    ChangeType.CLARIFICATION: _("The facts stay the same and are put more clearly."),
    ChangeType.CORRECTION: _("A statement or a figure was wrong."),
    ChangeType.UPDATE: _("Something new has happened or has become known."),
    ChangeType.TRANSLATION: _("A text was added in another language."),
}


class NoteLanguageField(forms.ChoiceField):
    """The language of a note. A text's note needs none: it is in the text's own."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Language of the note"), choices=CHOICES, initial=page_language
        )


class ChangeForm(forms.Form):
    """The kind of change, and the public note that stays in the history.

    `form_id` names the form of the page that these fields are sent with, if they are
    outside it. A record asks for the language of the note too. `future` is the question
    about dates in the future, if there are any.
    """

    change = forms.ChoiceField(
        label=_("Kind of change"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the kind of change.")},
    )
    note = TextField(
        label=_("Note for readers"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Say what changed and why. The note is public and stays in the history."
        ),
    )
    note_language = NoteLanguageField()

    def __init__(
        self,
        data: Any = None,
        *,
        kinds: Sequence[ChangeType],
        future: str = "",
        form_id: str = "",
        of_record: bool = False,
        initial: dict[str, Any] | None = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(data, initial=initial, prefix=prefix)
        if not of_record:
            del self.fields["note_language"]
        change = self.fields["change"]
        change.choices = [  # type: ignore[attr-defined]
            (kind.value, format_html("<strong>{}</strong> {}", kind.label, HINTS[kind]))
            for kind in kinds
        ]
        self.is_first = list(kinds) == [ChangeType.FIRST]
        # A first publication has no earlier text that a reader could compare
        if self.is_first:
            change.initial = ChangeType.FIRST
            for field in self.fields.values():
                field.widget = forms.HiddenInput()
        if future:
            self.fields["future"] = FutureField(required=True)
            self.fields["future"].error_messages["required"] = future
        # HTML sends a field with the form it names, wherever it is on the page
        for field in self.fields.values() if form_id else ():
            field.widget.attrs["form"] = form_id


class WithdrawForm(forms.Form):
    """The reason for a withdrawal, which readers find at the old address.

    `seen` is the newest version that the editor looked at. Of an article, `languages`
    lists the texts to choose from.
    """

    # Withdrawing is final for the versions until now: refuse it if they are not
    # those that the editor looked at
    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    note = TextField(
        label=_("Reason"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Readers will always find this reason at the old address."),
    )
    note_language = NoteLanguageField()
    language = forms.ChoiceField(
        label=_("Which texts"), widget=forms.RadioSelect, required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        languages: Sequence[tuple[str, str]] = (),
        language: str = "",
        seen: int,
    ) -> None:
        super().__init__(data, initial={"language": language, "seen": seen})
        if languages:
            choices = [("", _("All languages")), *languages]
            self.fields["language"].choices = choices  # type: ignore[attr-defined]
            # the note of a text is in its language
            del self.fields["note_language"]
        else:
            del self.fields["language"]


class MoveForm(forms.Form):
    """Another address for an article or a record, in its address space."""

    slug = SlugField(
        label=_("New address"),
        help_text=_("The old address will always lead to the new one."),
    )

    # Another tab may have moved it since this one was opened
    seen = forms.CharField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"}), required=False
    )

    def __init__(self, data: Any = None, *, space: str, row: Model) -> None:
        slug = getattr(row, "slug")  # noqa: B009
        super().__init__(data, initial={"slug": slug, "seen": slug})
        self.space, self.row = space, row

    # Said here, before the verb claims it: the form can name its field
    def clean_slug(self) -> str:
        return refuse_taken_slug(self.space, self.cleaned_data["slug"], self.row)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        slug = self.initial["slug"]
        if values.get("seen", "") not in ("", slug):
            message = _(
                "Somebody else has moved it to “%(slug)s” meanwhile. Your address is "
                "still here: send it again if it should replace theirs."
            )
            self.add_error("slug", str(message) % {"slug": slug})
            # they have now read it
            self.data = {**{n: self.data[n] for n in self.data}, "seen": slug}
        return values
