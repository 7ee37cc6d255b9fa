"""Courts, laws, causes of action and sources at the desk."""

from django.contrib import admin
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from cases.admin.desk import ReadOnlyInline, SheetAdmin, page_link
from cases.admin.reference_sheets import CauseSheet, CourtSheet, LawSheet, SourceSheet
from cases.admin.waiting import ArchivedFilter
from cases.models import (
    CauseOfAction,
    CauseText,
    Court,
    CourtText,
    Law,
    LawText,
    Provision,
    Source,
    SourceText,
)


class CourtTextInline(ReadOnlyInline[CourtText]):
    model = CourtText


@admin.register(Court)
class CourtAdmin(SheetAdmin[Court]):
    sheet = CourtSheet
    inlines = (CourtTextInline,)
    list_display = ("slug", "code", "level", "kind", "page_of")
    list_filter = ("level", "kind")
    search_fields = ("slug", "code", "texts__name")

    @admin.display(description=gettext_lazy("page"))
    def page_of(self, court: Court) -> SafeString:
        return page_link(court)


class LawTextInline(ReadOnlyInline[LawText]):
    model = LawText


class ProvisionInline(ReadOnlyInline[Provision]):
    model = Provision


@admin.register(Law)
class LawAdmin(SheetAdmin[Law]):
    sheet = LawSheet
    inlines = (LawTextInline, ProvisionInline)
    list_display = ("slug", "in_force_on", "repealed_on")
    search_fields = ("slug", "texts__title")


class CauseTextInline(ReadOnlyInline[CauseText]):
    model = CauseText


@admin.register(CauseOfAction)
class CauseAdmin(SheetAdmin[CauseOfAction]):
    sheet = CauseSheet
    inlines = (CauseTextInline,)
    list_display = ("slug",)
    search_fields = ("slug", "texts__name")


class SourceTextInline(ReadOnlyInline[SourceText]):
    model = SourceText


@admin.register(Source)
class SourceAdmin(SheetAdmin[Source]):
    sheet = SourceSheet
    inlines = (SourceTextInline,)
    list_display = ("key", "title", "publisher", "language", "public", "is_archived")
    list_filter = (ArchivedFilter, "public", "language")
    search_fields = (
        "key",
        "title",
        "publisher",
        "url",
        "texts__title",
        "texts__publisher",
    )

    @admin.display(description=gettext_lazy("archived"), boolean=True)
    def is_archived(self, source: Source) -> bool:
        return bool(source.archived_url)
