"""The audit log at the desk: read, filtered, and taken away as CSV."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.urls import NoReverseMatch, URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from articles.admin.desk import EditorAdmin
from articles.models import AuditEntry
from cjo.lib.csv_cells import csv_head, csv_line
from cjo.lib.languages import page_language
from cjo.lib.locales import moment_element

LIMIT = 100_000
CHUNK = 2_000
HEADER = [
    *("number", "when", "who", "act", "model", "key", "what", "details"),
    *("from", "request"),
]


class ModelFilter(admin.SimpleListFilter):
    title = _("what")
    parameter_name = "model"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        labels = AuditEntry.objects.exclude(model="").values_list("model", flat=True)
        names = [(label, kind_of(label)) for label in labels.distinct().order_by()]
        return sorted(names, key=lambda choice: choice[1])

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[AuditEntry]
    ) -> QuerySet[AuditEntry]:
        return queryset.filter(model=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(EditorAdmin[AuditEntry]):
    list_title = _("Log")
    list_display = ("moment", "who", "act", "what", "message", "origin", "request_id")
    list_display_links = None
    list_filter = ("act", ("user", admin.RelatedOnlyFieldListFilter), ModelFilter)
    search_fields = (
        "username",
        "object_name",
        "message",
        "origin__address",
        "request_id",
    )
    list_select_related = ("origin",)
    date_hierarchy = "at"
    ordering = ("-pk",)
    sortable_by = ()

    @admin.display(description=_("when"))
    def moment(self, entry: AuditEntry) -> SafeString:
        return moment_element(entry.at, page_language())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.download)
        here = path("download.csv", view, name="articles_auditentry_download")
        return [here, *super().get_urls()]

    def download(self, request: HttpRequest) -> HttpResponseBase:
        """Send the entries that the filters of the list leave, the newest first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        entries = self.get_changelist_instance(request).queryset[:LIMIT]
        response = StreamingHttpResponse(
            csv_of(entries), content_type="text/csv; charset=utf-8"
        )
        name = f"log-{timezone.now():%Y-%m-%d}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    @admin.display(description=_("who"))
    def who(self, entry: AuditEntry) -> str:
        return entry.username or "–"

    @admin.display(description=_("from"))
    def origin(self, entry: AuditEntry) -> str:
        return address_of(entry) or "–"

    @admin.display(description=_("what"))
    def what(self, entry: AuditEntry) -> SafeString | str:
        if not entry.model:
            return "–"
        name = f"{kind_of(entry.model)}: {entry.object_name}"
        view = f"admin:{entry.model.replace('.', '_')}_history"
        try:
            url = reverse(view, args=[entry.object_id])
        except NoReverseMatch:
            return name
        return format_html('<a href="{}">{}</a>', url, name)


def kind_of(label: str) -> str:
    """Return the name of a model; its label if the code no longer has it."""
    try:
        return capfirst(str(apps.get_model(label)._meta.verbose_name))
    except LookupError:
        return label


def csv_of(entries: QuerySet[AuditEntry]) -> Iterator[str]:
    yield csv_head(HEADER)
    for entry in entries.select_related("origin").iterator(CHUNK):
        at = entry.at.isoformat(timespec="seconds")
        row = [str(entry.pk), at, entry.username, entry.act, entry.model]
        row += [entry.object_id, entry.object_name, entry.message]
        yield csv_line([*row, address_of(entry), entry.request_id])


def address_of(entry: AuditEntry) -> str:
    """Return the address; "" if it was forgotten, or if a command did the act."""
    return str(getattr(entry, "origin", ""))
