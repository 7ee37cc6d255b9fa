"""Sources at the desk."""

from typing import Any

from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.admin.fields import KeyField
from cases.admin.record_form import RecordForm
from cases.admin.reference_admin import ReferenceAdmin
from cases.admin.row_formset import texts_of
from cases.admin.waiting import ArchivedFilter
from cases.models import Source, SourceText
from cases.presentation.sources import is_description
from cases.publishing.affected import of_sources
from cases.snapshots.marks import marks_of

WARNED_OF = 20  # broken marks that are named after a source was saved

_copy_of: Any = Source._meta.get_field("copy_of")


class SourceForm(RecordForm):
    below = (texts_of(SourceText, "source"),)
    key = "key"

    copy_of = KeyField(
        Source,
        "key",
        required=False,
        label=capfirst(_copy_of.verbose_name),
        help_text=_copy_of.help_text,
    )

    class Meta(RecordForm.Meta):
        model = Source
        fields = (
            *("key", "title", "publisher", "text_of", "carrier", "copy_of"),
            *("url", "address_checked", "archived_url", "seen_on"),
            *("language", "public"),
        )

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        if not self.as_published_before:
            for name in ("text_of", "carrier"):
                self.fields[name].required = True

    def check_rows(self) -> None:
        self._check_titles()
        if not self.as_published_before:
            self._check_address()

    def _check_address(self) -> None:
        """Demand an address, or the reason why there is none, but not both."""
        kept = [form for form in self.formset("texts").kept if form.is_bound]
        reasons = [form for form in kept if form.cleaned_data["no_address"]]
        if not self.instance.has_address:
            if not reasons:
                message = _(
                    "Give an address, or say in the words below why there is none."
                )
                self.add_error("url", message)
            return
        for form in reasons:
            form.add_error("no_address", _("It has an address. Empty one of the two."))

    def _check_titles(self) -> None:
        """Refuse words for a title that is recorded: it stays as it is printed."""
        title, language = self.cleaned_data["title"], self.cleaned_data["language"]
        if is_description(title, language):
            return
        for form in self.formset("texts").kept:
            if form.is_bound and form.cleaned_data["title"]:
                message = _("Its own title is recorded, and stays as it is printed.")
                form.add_error("title", message)


@admin.register(Source)
class SourceAdmin(ReferenceAdmin[Source]):
    record_form = SourceForm
    list_display = (
        *("key", "title", "publisher", "text_of", "carrier", "language", "public"),
        "is_archived",
    )
    list_filter = (ArchivedFilter, "text_of", "carrier", "public", "language")
    search_fields = (
        *("key", "title", "publisher", "url"),
        *("texts__title", "texts__publisher"),
    )

    def warnings(self, source: Any) -> list[str]:
        """Name the marks that claim more than their sources allow, this one among them.

        It may have been described anew: what rests on it is then to be graded anew.
        """
        return [
            _("%(record)s, %(fact)s: at most “%(grade)s” with these sources.")
            % {
                "record": f"{record.kind}:{record.slug}",
                "fact": mark.fact,
                "grade": mark.allowed.grade.label,
            }
            for record in of_sources([source])
            if record.current_version is not None
            for mark in marks_of(record.current_version.snapshot)
            if source.key in mark.sources and mark.is_broken
        ][:WARNED_OF]

    def label_of(self, row: Any) -> str:
        return f"{row.publisher}: {row.title}" if row.publisher else str(row.title)

    @admin.display(description=gettext_lazy("archived"), boolean=True)
    def is_archived(self, source: Source) -> bool:
        return bool(source.archived_url)
