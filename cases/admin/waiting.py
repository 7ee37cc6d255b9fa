"""Tasks about records: unarchived sources, possible duplicates, PDFs that failed."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import permissions
from articles.admin.waiting import SHOWN, Line, Link, Section
from articles.pdf.failures import failed_records
from cases.models import RecordVersion, Source
from cases.publishing import duplicates
from cjo.lib.languages import get_language


def unarchived(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Keep sources of which only the publisher has a copy, and can remove it."""
    return sources.exclude(url="").filter(archived_url="")


def record_sections(user: User) -> list[Section]:
    """Return the sections for an editor; none for others."""
    if not permissions.can_publish(user):
        return []
    return [_sources(), _duplicates(), _unprinted()]


def _sources() -> Section:
    # public sources first: readers follow their links
    waiting = unarchived(Source.objects.order_by("-public", "key"))
    return Section(
        name="unarchived",
        title=_("Sources without an archived copy"),
        nothing=_("Every source has an archived copy."),
        lines=[_source_line(source) for source in waiting[:SHOWN]],
        number=waiting.count(),
        url=reverse("admin:cases_source_changelist") + "?archived=no",
    )


def _source_line(source: Source) -> Line:
    page = reverse("admin:cases_source_change", args=[source.pk])
    return Line([Link(source.title, page, source.language)], source.publisher)


def _duplicates() -> Section:
    # a search through all cases: it stops when there are many, hence `is_cut`
    groups = duplicates.groups()
    return Section(
        name="duplicates",
        title=_("Cases that may be the same"),
        nothing=_("No two cases have a number or a name in common."),
        lines=[_group_line(group) for group in groups.listed[:SHOWN]],
        number=len(groups.listed),
        url=reverse("admin:duplicates"),
        is_cut=groups.is_cut,
    )


def _group_line(group: duplicates.Group) -> Line:
    links = [
        Link(case.slug, reverse("admin:cases_case_change", args=[case.pk]))
        for case in group.cases
    ]
    return Line(
        links, "; ".join(f"{match.reason}: {match.words}" for match in group.shared)
    )


def _unprinted() -> Section:
    failed = failed_records()
    current = RecordVersion.objects.current().in_bulk([key for key, _lang in failed])
    lines = [
        _version_line(current[key], language)
        for key, language in failed
        if key in current
    ]
    listed = ",".join(map(str, current))
    return Section(
        name="unprinted-records",
        title=_("Records without a PDF"),
        nothing=_("No PDF of a published record has failed."),
        lines=lines[:SHOWN],
        number=len(lines),
        url=reverse("admin:cases_recordversion_changelist") + f"?id__in={listed}",
    )


def _version_line(version: RecordVersion, language: str) -> Line:
    page = reverse(f"admin:cases_{version.kind}_change", args=[version.object_id])
    detail = gettext("%(language)s · version %(number)s; readers have the page") % {
        "language": get_language(language).english,
        "number": version.number,
    }
    return Line([Link(version.key, page)], detail)


def list_duplicates(request: HttpRequest) -> HttpResponse:
    """List all groups of cases that may be the same case."""
    permissions.require(
        permissions.can_publish(request.user), gettext("Only editors can do this.")
    )
    groups = duplicates.groups()
    context = {
        **admin.site.each_context(request),
        "title": _("Cases that may be the same"),
        "lines": [_group_line(group) for group in groups.listed],
        "is_cut": groups.is_cut,
    }
    return TemplateResponse(request, "admin/cases/duplicates.html", context)


class ArchivedFilter(admin.SimpleListFilter):
    """Sources with or without a copy that the publisher cannot remove."""

    title = _("archived copy")
    parameter_name = "archived"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return [("yes", _("Archived")), ("no", _("Not archived"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Source]:
        match self.value():
            case "no":
                return unarchived(queryset)
            case "yes":
                return queryset.exclude(archived_url="")
        return queryset
