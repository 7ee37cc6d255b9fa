"""Subjects at the desk: the codes under which texts name and show records."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.desk import DeskAdmin
from articles.admin.names import label_of_subject
from articles.extensions import registries
from articles.models import Subject


@admin.register(Subject)
class SubjectAdmin(DeskAdmin[Subject]):
    """A list to look up. Publishing a record writes its subject."""

    list_display = ("label", "kind", "about", "embed", "page_of")
    # there is no form behind a row
    list_display_links = None
    list_filter = ("kind",)
    search_fields = ("key", "texts__label")
    ordering = ("kind", "key")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subject]:
        return super().get_queryset(request).prefetch_related("texts")

    def label_of(self, row: Any) -> str:
        return f"{row.get_kind_display()}: {label_of_subject(row)}"

    def key_of(self, row: Any) -> str:
        return str(row)

    @admin.display(description=gettext_lazy("name"))
    def label(self, subject: Subject) -> str:
        return label_of_subject(subject)

    @admin.display(description=gettext_lazy("code for About"), ordering="key")
    def about(self, subject: Subject) -> SafeString:
        return format_html('<code class="copy">{}</code>', str(subject))

    @admin.display(description=gettext_lazy("code for the text"))
    def embed(self, subject: Subject) -> SafeString | str:
        # its code would only stop a text from being published
        if subject.withdrawn_on:
            return _("Withdrawn")
        for embed in registries.embeds.values():
            if embed.record_kind == subject.kind and not embed.inline:
                code = f"[[{embed.name}:{subject.key}]]"
                return format_html('<code class="copy">{}</code>', code)
        return "–"

    @admin.display(description=gettext_lazy("page"))
    def page_of(self, subject: Subject) -> SafeString:
        return format_html('<a href="{}">{}</a>', subject.url, _("Read"))
