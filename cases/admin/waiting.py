"""What records leave waiting: sources without an archived copy, possible duplicates."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from articles import permissions
from cases.models import Source
from cases.publishing import duplicates

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Link:
    """A row that waits, and where it is mended."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that waits: the rows it is about, and why."""

    links: list[Link]
    detail: str


@dataclass(frozen=True, slots=True)
class RecordSection:
    """One kind of what waits, as the front page of the desk prints it."""

    name: str
    title: str | Promise
    nothing: str | Promise
    lines: list[Line]
    number: int
    url: str
    is_cut: bool = False


def unarchived(sources: QuerySet[Source]) -> QuerySet[Source]:
    """Keep what stands only where its publisher can take it down."""
    return sources.exclude(url="").filter(archived_url="")


def record_sections(user: User) -> list[RecordSection]:
    """Return what waits for an editor; nothing for others."""
    if not permissions.can_publish(user):
        return []
    return [_sources(), _duplicates()]


def _sources() -> RecordSection:
    waiting = unarchived(Source.objects.order_by("-public", "key"))
    return RecordSection(
        name="unarchived",
        title=_("Sources without an archived copy"),
        nothing=_("Every source has an archived copy."),
        lines=[
            Line(
                [
                    Link(
                        source.title,
                        reverse("admin:cases_source_change", args=[source.pk]),
                    )
                ],
                source.publisher,
            )
            for source in waiting[:SHOWN]
        ],
        number=waiting.count(),
        url=reverse("admin:cases_source_changelist") + "?archived=no",
    )


def _duplicates() -> RecordSection:
    groups = duplicates.groups()
    return RecordSection(
        name="duplicates",
        title=_("Cases that may be one"),
        nothing=_("No two cases have a number or a name in common."),
        lines=[_line(group) for group in groups.listed[:SHOWN]],
        number=len(groups.listed),
        url=reverse("admin:duplicates"),
        is_cut=groups.is_cut,
    )


def _line(group: duplicates.Group) -> Line:
    links = [
        Link(case.slug, reverse("admin:cases_case_change", args=[case.pk]))
        for case in group.cases
    ]
    return Line(links, "; ".join(f"{one.reason}: {one.words}" for one in group.shared))


def list_duplicates(request: HttpRequest) -> HttpResponse:
    """List every group of cases that may be one."""
    if not permissions.can_publish(request.user):
        raise PermissionDenied(gettext("Only editors can do this."))
    groups = duplicates.groups()
    context = {
        **admin.site.each_context(request),
        "title": _("Cases that may be one"),
        "lines": [_line(group) for group in groups.listed],
        "is_cut": groups.is_cut,
    }
    return TemplateResponse(request, "admin/cases/duplicates.html", context)


class ArchivedFilter(admin.SimpleListFilter):
    """Sources by whether a copy is kept where its publisher cannot take it down."""

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
