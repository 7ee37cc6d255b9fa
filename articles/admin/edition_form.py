"""The form of a draft: its text, and how it came to be."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import publishing
from articles.admin.act_forms import ChangeForm
from articles.admin.fields import (
    ContributorField,
    DateField,
    SubjectsField,
    TextField,
    VersionField,
)
from articles.admin.future import FutureDate, is_future, question
from articles.admin.generics import ModelForm
from articles.admin.meanwhile import show_theirs
from articles.admin.names import linked
from articles.models import ChangeType, Edition, Subject, Version
from articles.publishing.documents import text_of
from articles.publishing.problems import Problem

# Height of the fields of several lines
_ROWS = {"abstract": 3, "takeaways": 4, "body": 28, "sources": 6, "about": 3}


class EditionForm(ModelForm[Edition]):
    """A draft. It can be saved with every problem that would stop its publishing."""

    revision = forms.IntegerField(
        # browsers fill hidden fields with old values when they go back
        widget=forms.HiddenInput(attrs={"autocomplete": "off"})
    )

    class Meta:
        model = Edition
        fields = [
            "title",
            "abstract",
            "takeaways",
            "body",
            "sources",
            "about",
            "method",
            "translated_from",
            "reviewed_by",
            "title_from_address",
            "based_on_relation",
            "based_on_title",
            "based_on_url",
            "based_on_dated",
        ]
        field_classes = {
            "abstract": TextField,
            "takeaways": TextField,
            "body": TextField,
            "sources": TextField,
            "about": SubjectsField,
            "translated_from": VersionField,
            "reviewed_by": ContributorField,
            "based_on_dated": DateField,
        }

    def __init__(self, data: Any = None, *, instance: Edition) -> None:
        super().__init__(
            data,
            instance=instance,
            initial={
                "revision": instance.revision,
                "reviewed_by": instance.reviewed_by,
            },
        )
        # a draft may lack what publishing asks for
        self.fields["title"].required = False
        source: Any = self.fields["translated_from"]
        source.empty_label = gettext_lazy("nothing: this is no translation")
        source.queryset = (
            Version.objects.filter(edition__article=instance.article_id)
            .exclude(edition=instance)
            # a withdrawal has no text to translate
            .exclude(change_type=ChangeType.WITHDRAWAL)
            .order_by("language", "-number")
        )
        for name, rows in _ROWS.items():
            self.fields[name].widget.attrs["rows"] = rows
        for name in ("title", *_ROWS):
            # screen readers and spell checkers read the text in its own language
            self.fields[name].widget.attrs.update(lang=instance.language, dir="auto")

    def save_as(self, user: User) -> bool:
        """Save the changes that are no mistakes; return whether there were any.

        Raises DraftChangedMeanwhile if somebody else saved first. The instance is
        then the draft as the form showed it: nothing else can be published by it.
        """
        # without the fields whose values were refused
        changed = (set(self.changed_data) & set(self.cleaned_data)) - {"revision"}
        if not changed:
            self.instance.revision = self.cleaned_data["revision"]
            return False
        about: list[Subject] = self.cleaned_data.get("about", [])
        publishing.save_draft(
            self.instance,
            by=user,
            revision=self.cleaned_data["revision"],
            about=about if "about" in changed else None,
            **{name: self.cleaned_data[name] for name in changed - {"about"}},
        )
        return True

    def add_problem(self, problem: Problem) -> None:
        """Show a problem at its field, or above all fields if the form lacks it."""
        name = problem.field if problem.field in self.fields else None
        self.add_error(name, linked(problem))

    def at_revision(self, revision: int) -> "EditionForm":
        """Return the form again as it was sent, to be saved after this revision."""
        data = cast(QueryDict, self.data).copy()
        data["revision"] = str(revision)
        fresh = Edition.objects.get(pk=self.instance.pk)
        return EditionForm(data, instance=fresh)

    def with_theirs(self, theirs: Edition) -> "EditionForm":
        """Return the refused form again, with the other's words at each field.

        Saving it replaces the other's draft. Fields in which both agree have no
        `theirs`.
        """
        data = cast(QueryDict, self.data).copy()
        # the editor has now seen theirs: the next save may replace it
        data["revision"] = str(theirs.revision)
        form = EditionForm(data, instance=theirs)
        show_theirs([form])
        return form


def change_form(edition: Edition, data: Any = None, **options: Any) -> ChangeForm:
    """Return the form that asks for the kind of change of the next version."""
    dates = list(_new_future_dates(edition))
    return ChangeForm(
        data,
        kinds=edition.next_changes(),
        future=question(dates) if dates else "",
        form_id="edition-form",
        **options,
    )


def _new_future_dates(edition: Edition) -> Iterator[FutureDate]:
    """Yield the dates of what readers would newly see dated in the future."""
    version, dated = edition.current_version, edition.article.dated
    known = text_of(version) if version and not version.is_withdrawal else {}
    if dated and is_future(dated) and not (version and version.dated == dated):
        yield FutureDate(_("Date"), dated, edition.article.dated_precision)
    there = edition.based_on_dated
    if there and is_future(there) and known.get("based_on_dated") != there:
        yield FutureDate(_("Date there"), there)
