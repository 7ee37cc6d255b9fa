"""Cases, collections, overviews and their versions at the desk."""

from typing import Any, ClassVar, TypeVar, cast

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import signed_in
from articles.models import SlugTaken
from articles.publishing.problems import PublishingRefused
from cases.admin.case_sheet import CaseSheet
from cases.admin.change import MoveForm
from cases.admin.collection_sheet import CollectionSheet
from cases.admin.desk import (
    ReadOnlyAdmin,
    ReadOnlyInline,
    SheetAdmin,
    Theirs,
    follow_link,
    page_link,
)
from cases.admin.following import page_of
from cases.admin.overview_sheet import OverviewSheet
from cases.admin.withdrawing import withdraw
from cases.models import (
    Amount,
    Case,
    CaseProvision,
    CaseText,
    Collection,
    CollectionItem,
    CollectionText,
    Overview,
    OverviewText,
    Proceeding,
    Record,
    RecordVersion,
    RelatedDecision,
    Statistic,
)
from cases.presentation.case import present_case
from cases.presentation.overview import present_overview
from cases.presentation.text import choose
from cases.publishing import verbs
from cases.publishing.affected import following
from cases.publishing.case_warnings import doubts as case_doubts
from cases.publishing.duplicates import duplicates_of
from cases.publishing.overview_warnings import doubts
from cases.snapshots import texts_of
from cases.snapshots.schema import CaseShape, OverviewShape
from cjo.lib.languages import page_language

_RecordRow = TypeVar("_RecordRow", bound=Record)


class RecordAdmin(SheetAdmin[_RecordRow]):
    """A record with its versions, the texts that show it, and its address."""

    list_display = ("slug", "titled", "version", "page_of")
    list_select_related = ("current_version",)
    search_fields: ClassVar[tuple[str, ...]] = ("slug", "texts__title")
    ordering = ("slug",)

    def get_urls(self) -> list[URLPattern]:
        view, name = self.admin_site.admin_view, self.opts.model_name
        acts = (("move", self.move), ("withdraw", self.withdraw))
        own = [
            path(f"<int:pk>/{act}/", view(page), name=f"cases_{name}_{act}")
            for act, page in acts
        ]
        return [*own, *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[_RecordRow]:
        return super().get_queryset(request).prefetch_related("texts")

    @admin.display(description=gettext_lazy("title"))
    def titled(self, record: Any) -> str:
        language = page_language()
        return str(choose(texts_of(record.texts.all()), "title", language))

    @admin.display(description=gettext_lazy("version"))
    def version(self, record: Record) -> str:
        return str(record.current_version.number) if record.current_version else ""

    @admin.display(description=gettext_lazy("page"))
    def page_of(self, record: Record) -> SafeString | str:
        if record.is_withdrawn:
            return _("Withdrawn")
        return page_link(record)

    def beside(self, row: Record) -> dict[str, Any]:
        if row._state.adding:
            return {}
        return {
            "versions": RecordVersion.objects.filter(kind=row.kind, object_id=row.pk)
            .select_related("published_by")
            .defer("canonical")
            .order_by("-number"),
            "following": following(str(row.kind), row.slug).count(),
            "following_url": page_of(row),
            "withdrawal": row.last_version if row.is_withdrawn else None,
            "withdraw_url": "" if row.is_withdrawn else self.url_of(row, "withdraw"),
            "move_form": None
            if row.is_withdrawn
            else MoveForm(initial={"slug": row.slug}),
            "move_url": self.url_of(row, "move"),
            "warnings": self.warnings(row),
        }

    def theirs(self, row: Record) -> Theirs:
        version = row.current_version
        if version is None:
            return super().theirs(row)
        return Theirs(
            version.published_by, f"{row.get_absolute_url()}/v/{version.number}"
        )

    def said(self, row: Record) -> SafeString | str:
        version = row.current_version
        number = version.number if version else 1
        said = format_html(
            '{} <a href="{}">{}</a>',
            _("Version %(number)s is published.") % {"number": number},
            row.get_absolute_url(),
            _("Read it on the site"),
        )
        showing = following(str(row.kind), row.slug).count()
        if not showing:
            return said
        return format_html("{} {}", said, follow_link(page_of(row), showing))

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the record another address, if nothing else ever had it."""
        permissions.require(
            permissions.can_publish(request.user), _("Only editors can do this.")
        )
        record = self.find(pk)
        form = MoveForm(request.POST or None)
        if not form.is_valid():
            return self._show_move(request, pk, form)
        slug = form.cleaned_data["slug"]
        try:
            verbs.change_slug(record, slug, by=signed_in(request))
        except SlugTaken:
            form.add_error("slug", _("Something else has, or once had, this address."))
        except ValidationError as error:
            form.add_error("slug", "; ".join(error.messages))
        except PublishingRefused as refused:
            form.add_error("slug", str(refused))
        else:
            messages.success(request, _("It has moved; old addresses lead to it."))
            return redirect(self.url_of(record, "change"))
        return self._show_move(request, pk, form)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.find(pk)
        return withdraw(self, request, record, self.url_of(record, "change"))

    def _show_move(self, request: HttpRequest, pk: int, form: MoveForm) -> HttpResponse:
        record = self.find(pk)
        state = verbs.state_of(record)
        return self.show(request, self.sheet(record), state, move_form=form)


class CaseTextInline(ReadOnlyInline[CaseText]):
    model = CaseText


class CaseProvisionInline(ReadOnlyInline[CaseProvision]):
    model = CaseProvision


class ProceedingInline(ReadOnlyInline[Proceeding]):
    model = Proceeding


class AmountInline(ReadOnlyInline[Amount]):
    model = Amount


@admin.register(Case)
class CaseAdmin(RecordAdmin[Case]):
    sheet = CaseSheet
    inlines = (CaseTextInline, ProceedingInline, AmountInline, CaseProvisionInline)
    list_filter = ("court",)
    search_fields: ClassVar[tuple[str, ...]] = (
        "slug",
        "case_number",
        "texts__title",
        "texts__name",
    )

    def warnings(self, row: Record) -> list[str]:
        case = cast(Case, row)
        told = [
            _("It may be the same case as “%(slug)s”. %(reason)s")
            % {"slug": other.case.slug, "reason": other.reason}
            for other in duplicates_of(case)
        ]
        steps = {one.decided_on for one in case.proceedings.all()} - {None}
        if case.decided_on and steps and case.decided_on not in steps:
            told.append(_("No step of the procedure has the date of the judgment."))
        return [*told, *case_doubts(case), *_without_source(case)]


def _without_source(case: Case) -> list[str]:
    """Name the facts before readers of which nobody noted how we know them."""
    if case.current_version is None:
        return []
    shape = cast(CaseShape, case.current_version.snapshot)
    facts = present_case(shape, page_language()).facts
    return [
        _("%(fact)s: no source is on record, and the page says so.")
        % {"fact": fact.label}
        for fact in facts
        if fact.is_unsourced
    ]


class CollectionTextInline(ReadOnlyInline[CollectionText]):
    model = CollectionText


class CollectionItemInline(ReadOnlyInline[CollectionItem]):
    model = CollectionItem


class RelatedDecisionInline(ReadOnlyInline[RelatedDecision]):
    model = RelatedDecision


@admin.register(Collection)
class CollectionAdmin(RecordAdmin[Collection]):
    sheet = CollectionSheet
    inlines = (CollectionTextInline, CollectionItemInline, RelatedDecisionInline)


class OverviewTextInline(ReadOnlyInline[OverviewText]):
    model = OverviewText


class StatisticInline(ReadOnlyInline[Statistic]):
    model = Statistic
    fk_name = "overview"


@admin.register(Overview)
class OverviewAdmin(RecordAdmin[Overview]):
    sheet = OverviewSheet
    inlines = (OverviewTextInline, StatisticInline)

    def warnings(self, row: Record) -> list[str]:
        version = row.current_version
        if version is None:
            return []
        snapshot = cast(OverviewShape, version.snapshot)
        return doubts(present_overview(snapshot, version.number, "en", in_full=True))


@admin.register(RecordVersion)
class RecordVersionAdmin(ReadOnlyAdmin[RecordVersion]):
    list_display = ("key", "kind", "number", "change_type", "published_at")
    list_filter = ("kind", "change_type")
    search_fields = ("key", "change_note")
    ordering = ("-published_at",)
