"""The form of a draft: its text, and what to tell readers when it is published."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.fields import ContributorField, TextField, VersionField, name_of
from articles.admin.generics import ModelForm
from articles.models import ChangeType, Contributor, Edition, Subject, Version
from articles.models.edition import TEXT_LIMIT
from articles.publishing import verbs
from articles.publishing.problems import Problem

HINTS: dict[str, Any] = {
    ChangeType.FIRST: gettext_lazy("Readers see it for the first time."),
    ChangeType.TYPO: gettext_lazy("Spelling or layout; needs no note."),
    ChangeType.CLARIFICATION: gettext_lazy("The same facts, clearer."),
    ChangeType.CORRECTION: gettext_lazy("Something was wrong."),
    ChangeType.UPDATE: gettext_lazy("Something new has happened."),
}


class EditionForm(ModelForm[Edition]):
    """A draft. It can be saved with everything that would stop its publishing."""

    revision = forms.IntegerField(
        widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=500, required=False)
    abstract = TextField(
        label=gettext_lazy("Abstract"),
        max_length=2000,
        help_text=gettext_lazy(
            "One or two sentences. They stand under the title and in lists."
        ),
    )
    takeaways = TextField(
        label=gettext_lazy("Key takeaways"),
        max_length=5000,
        help_text=gettext_lazy("One on each line."),
    )
    body = TextField(
        label=gettext_lazy("Text"),
        max_length=TEXT_LIMIT,
        help_text=gettext_lazy("Markdown. How to write it stands under the field."),
    )
    sources = TextField(
        label=gettext_lazy("Sources"),
        max_length=20_000,
        help_text=gettext_lazy(
            "Where the facts come from: a Markdown list, a link on each line."
        ),
    )
    about = TextField(
        label=gettext_lazy("About"),
        max_length=20_000,
        help_text=gettext_lazy(
            "What the text is about, beside what it shows: one on each line, such as "
            "court:beijing-internet-court. All of them stand under Subjects."
        ),
    )
    translated_from = VersionField(
        Version.objects.none(),
        label=gettext_lazy("Translated from"),
        required=False,
        empty_label=gettext_lazy("nothing: this is no translation"),
    )
    reviewed_by = ContributorField(
        label=gettext_lazy("Reviewed by"),
        required=False,
        help_text=gettext_lazy("Who read a machine translation against its source."),
    )

    class Meta:
        model = Edition
        fields = [
            "title",
            "abstract",
            "takeaways",
            "body",
            "sources",
            "title_from_address",
            "method",
            "translated_from",
            "reviewed_by",
            "based_on_relation",
            "based_on_title",
            "based_on_url",
            "based_on_dated",
        ]
        labels = {
            "method": gettext_lazy("How it was made"),
            "based_on_relation": gettext_lazy("Relation"),
            "based_on_title": gettext_lazy("Title there"),
            "based_on_url": gettext_lazy("Address there"),
            "based_on_dated": gettext_lazy("Date there"),
        }
        widgets = {
            "based_on_title": forms.TextInput(),
            "based_on_dated": forms.DateInput(
                format="%Y-%m-%d", attrs={"type": "date"}
            ),
        }

    def __init__(self, data: Any = None, *, instance: Edition) -> None:
        about = "\n".join(map(str, instance.about.order_by("kind", "key")))
        super().__init__(
            data,
            instance=instance,
            initial={
                "revision": instance.revision,
                "about": about,
                "reviewed_by": instance.reviewed_by,
            },
        )
        sources = Version.objects.filter(edition__article=instance.article_id).exclude(
            edition=instance
        )
        self.fields["translated_from"].queryset = sources.exclude(  # type: ignore[attr-defined]
            change_type=ChangeType.WITHDRAWAL
        ).order_by("language", "-number")
        for name, rows in ROWS.items():
            self.fields[name].widget.attrs["rows"] = rows
        for name in ("title", *ROWS):
            self.fields[name].widget.attrs.update(lang=instance.language, dir="auto")

    def clean_about(self) -> list[Subject]:
        """Return the subjects named, one on each line."""
        names = dict.fromkeys(self.cleaned_data["about"].split())
        keys = {name.partition(":")[2] for name in names}
        known = {str(one): one for one in Subject.objects.filter(key__in=keys)}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise forms.ValidationError(
                _("No subject is named %(names)s. Look them up under Subjects.")
                % {"names": ", ".join(unknown)}
            )
        return [known[name] for name in names]

    def save_as(self, user: User) -> bool:
        """Save what was changed; tell whether anything was.

        Raises DraftChangedMeanwhile when somebody else saved first. The instance is
        then the draft as the form showed it: nothing else can be published by it.
        """
        changed = set(self.changed_data) - {"revision"}
        if not changed:
            self.instance.revision = self.cleaned_data["revision"]
            return False
        about: list[Subject] = self.cleaned_data["about"]
        verbs.save_draft(
            self.instance,
            by=user,
            revision=self.cleaned_data["revision"],
            about=about if "about" in changed else None,
            **{name: self.cleaned_data[name] for name in changed - {"about"}},
        )
        return True

    def add_problem(self, problem: Problem) -> None:
        """Put a problem beside its field, or above all where it has none here."""
        name = problem.field if problem.field in self.fields else None
        self.add_error(name, problem.message)


# Height of the fields of several lines
ROWS = {"abstract": 3, "takeaways": 4, "body": 28, "sources": 6, "about": 3}


class PublishForm(forms.Form):
    """What kind of change readers are told of, and in which words."""

    change = forms.ChoiceField(
        label=gettext_lazy("What kind of change"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what kind of change it is.")},
    )
    note = TextField(
        label=gettext_lazy("Note for readers"),
        max_length=2000,
        help_text=gettext_lazy(
            "What changed and why. It is public, and stays in the history."
        ),
    )

    def __init__(
        self, data: Any = None, *, edition: Edition, initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["change"].choices = [  # type: ignore[attr-defined]
            (kind.value, format_html("<strong>{}</strong> {}", kind.label, HINTS[kind]))
            for kind in edition.next_changes()
        ]
        self.is_first = edition.current_version_id is None
        if self.is_first:
            self.fields["change"].initial = ChangeType.FIRST
            self.fields["change"].widget = forms.HiddenInput()
            self.fields["note"].widget = forms.HiddenInput()
        else:
            self.fields["note"].widget.attrs["rows"] = 3
        for field in self.fields.values():
            field.widget.attrs["form"] = "edition-form"


def beside_theirs(form: EditionForm, theirs: Edition) -> EditionForm:
    """Return the refused form, to be saved over theirs, with theirs beside each field.

    Fields in which both agree have no `theirs`.
    """
    data = cast(QueryDict, form.data).copy()
    data["revision"] = str(theirs.revision)
    again = EditionForm(data, instance=theirs)
    for name in again.changed_data:
        setattr(again[name], "theirs", _in_words(again, name))  # noqa: B010
    return again


def _in_words(form: EditionForm, name: str) -> str:
    """Return what stands in a field before this form, as its widget would show it."""
    field, value = (
        form.fields[name],
        form.get_initial_for_field(form.fields[name], name),
    )
    if isinstance(value, Contributor):
        return name_of(value)
    if isinstance(field, forms.BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(field, forms.ChoiceField) and field.choices:
        choices: Any = field.choices
        return str(dict(choices).get(value, value or ""))
    return str(value or "")
