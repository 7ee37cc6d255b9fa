"""Sources at the desk."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.admin.record_form import RecordForm
from cases.admin.reference_admin import ReferenceAdmin
from cases.admin.row_formset import texts_of
from cases.admin.waiting import ArchivedFilter
from cases.models import Source, SourceText
from cases.presentation.sources import is_description


class SourceForm(RecordForm):
    below = (texts_of(SourceText, "source"),)
    key = "key"

    class Meta(RecordForm.Meta):
        model = Source
        fields = (
            *("key", "title", "publisher", "url", "archived_url", "seen_on"),
            *("language", "public"),
        )

    def check_rows(self) -> None:
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
    list_display = ("key", "title", "publisher", "language", "public", "is_archived")
    list_filter = (ArchivedFilter, "public", "language")
    search_fields = (
        *("key", "title", "publisher", "url"),
        *("texts__title", "texts__publisher"),
    )

    def label_of(self, row: Any) -> str:
        return f"{row.publisher}: {row.title}" if row.publisher else str(row.title)

    @admin.display(description=gettext_lazy("archived"), boolean=True)
    def is_archived(self, source: Source) -> bool:
        return bool(source.archived_url)
