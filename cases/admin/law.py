"""Laws at the desk, with the versions of their text, addresses and articles."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.admin.fields import KeyField
from cases.admin.provenance import statements_on
from cases.admin.record_form import RecordForm
from cases.admin.reference_admin import ReferenceAdmin
from cases.admin.row_form import RowForm
from cases.admin.row_formset import RowFormSet, rows_of, texts_of
from cases.models import (
    Law,
    LawAddress,
    LawText,
    LawVersion,
    LawVersionText,
    Provision,
    ProvisionText,
    VersionKind,
)
from cases.models.provision import article_number

_Place = tuple[str, str]  # a version and an article of it
_EARLIER = re.compile(r"([0-9-]{4,6})/([1-9][0-9]{0,4}(?:-[1-9][0-9]{0,2})?)")


class VersionForm(RowForm):
    below = (texts_of(LawVersionText, "version"),)

    def describe(self) -> str:
        version: LawVersion = self.instance
        return f"{version.key} ({version.get_kind_display()})"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if not values.get("key") and (day := values.get("adopted_on")):
            values["key"] = str(day.year)
        return values


class ProvisionForm(RowForm):
    """An article; its version and its earlier number are typed by their years."""

    below = (texts_of(ProvisionText, "provision"),)
    related = ("version", "earlier__version")
    field_order = ("version", "number", "suffix", "earlier", "is_new")

    version = forms.CharField(
        label=gettext_lazy("Version of the text"),
        required=False,
        help_text=gettext_lazy("Its year, such as 2017. Empty: the newest."),
    )
    earlier = forms.CharField(
        label=gettext_lazy("Its number in an earlier version"),
        required=False,
        help_text=gettext_lazy("The year and the number, such as 2017/281."),
    )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        provision: Provision = self.instance
        if provision.version:
            self.initial["version"] = provision.version.key
        earlier = provision.earlier
        if earlier and earlier.version:
            self.initial["earlier"] = f"{earlier.version.key}/{earlier.article}"

    def describe(self) -> str:
        provision: Provision = self.instance
        words = _("Art. %(article)s") % {"article": provision.article}
        if provision.version and not provision.is_newest:
            words = f"{provision.version.key}: {words}"
        return words

    @property
    def typed_version(self) -> str:
        return str(self._value("version"))

    @property
    def article(self) -> str:
        row = self.instance
        return article_number(row.number or 0, row.suffix or 0)

    @property
    def earlier_place(self) -> _Place | None:
        match = _EARLIER.fullmatch(str(self._value("earlier")))
        return (match[1], match[2]) if match else None

    def clean_earlier(self) -> str:
        typed = str(self.cleaned_data["earlier"])
        if typed and not _EARLIER.fullmatch(typed):
            message = _("Write the year and the number, such as 2017/281.")
            raise forms.ValidationError(message)
        return typed

    def _value(self, name: str) -> Any:
        # a row that was not sent stays as it is
        values = getattr(self, "cleaned_data", None) if self.is_bound else None
        return (values or self.initial).get(name) or ""


class ProvisionFormSet(RowFormSet):
    """The articles of a law; saving them connects each with its version."""

    def save(self, commit: bool = True) -> Any:
        law: Law = self.instance
        # before the rows: a number is there once in the newest version
        law.mark_newest()
        versions = list(law.versions.order_by("adopted_on", "key").all())
        newest = law.versions.last()
        by_key = {version.key: version for version in versions}
        for form in self.kept:
            row = form.instance
            row.version = by_key.get(getattr(form, "typed_version", ""), newest)
            row.is_newest = row.version == newest
        super().save(commit)
        self._connect(newest.key if newest else "")

    def _connect(self, newest: str) -> None:
        """Point each article at the one that it was in an earlier version."""
        rows = {
            (form.typed_version or newest, form.article): form.instance
            for form in self._articles()
        }
        for form in self._articles():
            row, place = form.instance, form.earlier_place
            earlier = rows.get(place) if place else None
            if row.earlier != earlier:
                row.earlier = earlier
                row.save(update_fields=["earlier"])

    def _articles(self) -> Iterator[ProvisionForm]:
        for form in self.kept:
            if isinstance(form, ProvisionForm):
                yield form


class LawForm(RecordForm):
    below = (
        texts_of(LawText, "law", needed=True),
        rows_of(LawVersion, "law", VersionForm),
        rows_of(LawAddress, "law"),
        # behind the versions, to which its rows belong
        rows_of(
            Provision,
            "law",
            ProvisionForm,
            formset=ProvisionFormSet,
            exclude=("version", "earlier"),
        ),
        statements_on("law"),
    )

    repealed_by = KeyField(Law, required=False)

    class Meta(RecordForm.Meta):
        model = Law
        fields = (
            *("slug", "kind", "document_number", "adopted_on", "promulgated_on"),
            *("in_force_on", "repealed_on", "repealed_by"),
        )

    def check_rows(self) -> None:
        """Refuse articles of versions, and earlier numbers, that are not on record."""
        kept = [form for form in self.formset("versions").kept if not form.is_wrong]
        firsts = [form for form in kept if form.instance.is_first]
        for form in firsts[1:]:
            form.add_error("kind", _("A law has one first text."))
        days = {
            form.instance.key: form.instance.adopted_on or dt.date.min
            for form in kept
            if form.instance.kind == VersionKind.FIRST or form.instance.adopted_on
        }
        newest = max(days, key=lambda key: (days[key], key), default="")
        articles = [
            form
            for form in self.formset("provisions").kept
            if isinstance(form, ProvisionForm) and not form.is_wrong
        ]
        places = {(form.typed_version or newest, form.article) for form in articles}
        for form in articles:
            version, earlier = form.typed_version, form.earlier_place
            if version and version not in days:
                form.add_error("version", _("No version of this law has this year."))
            if earlier and earlier not in places:
                message = _("Add this article of the earlier version first.")
                form.add_error("earlier", message)
            elif earlier and days[earlier[0]] >= days[version or newest]:
                form.add_error("earlier", _("This version is no earlier one."))


@admin.register(Law)
class LawAdmin(ReferenceAdmin[Law]):
    record_form = LawForm
    list_display = ("slug", "kind", "document_number", "in_force_on", "repealed_on")
    list_filter = ("kind",)
    search_fields = ("slug", "document_number", "texts__title", "texts__other_names")
