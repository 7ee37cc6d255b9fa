"""The desk of a record: of cases, collections and overviews alike."""

from typing import Any, ClassVar, TypeVar

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
from articles.admin.act_forms import MoveForm
from articles.admin.desk import signed_in
from articles.admin.held import is_held
from articles.admin.history import log_refusal
from articles.models import SlugTaken
from articles.publishing.problems import PublishingRefused
from cases import publishing
from cases.admin.nested_admin import NestedAdmin, Theirs, follow_link
from cases.admin.outdated_articles import list_url
from cases.admin.withdraw import withdraw
from cases.models import SCHEMA_BEFORE_GRADES, Record, RecordVersion
from cases.presentation.changes import changes_not_followed
from cases.presentation.text import choose
from cases.publishing.affected import outdated_editions
from cases.snapshots import texts_of
from cjo.lib.languages import get_language, page_language

_RecordRow = TypeVar("_RecordRow", bound=Record)


class RecordAdmin(NestedAdmin[_RecordRow]):
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

    def around(self, row: Record) -> dict[str, Any]:
        shown = not row.is_withdrawn
        return {
            "versions": RecordVersion.objects.filter(kind=row.kind, object_id=row.pk)
            .select_related("published_by")
            .defer("canonical")
            .order_by("-number"),
            "following": outdated_editions(str(row.kind), row.slug).count(),
            "following_url": list_url(row),
            "withdrawal": None if shown else row.last_version,
            "withdraw_url": self.url_of(row, "withdraw") if shown else "",
            "move_form": MoveForm(space=row.space, row=row) if shown else None,
            "move_url": self.url_of(row, "move"),
            "warnings": self.warnings(row),
        }

    def warnings(self, row: Any) -> list[str]:
        """Return a warning for each language whose words have not followed a change."""
        current: RecordVersion | None = row.current_version
        if current is None:
            return []
        graded = []
        if current.document["schema"] <= SCHEMA_BEFORE_GRADES:
            message = _(
                "Its facts were graded before grades followed from the kinds of the "
                "sources. Grade them anew when you save."
            )
            graded.append(message)
        if current.number == 1:
            return graded
        history = list(RecordVersion.objects.history_of(current))
        message = _(
            "The words in %(language)s have not followed version %(number)s "
            "(%(change)s). Readers are told so."
        )
        return graded + [
            message
            % {
                "language": get_language(language).english,
                "number": change.number,
                "change": change.get_change_type_display(),
            }
            for language in sorted(current.snapshot["texts"])
            for change in changes_not_followed(history, language)
        ]

    def theirs(self, row: Record) -> Theirs:
        version = row.current_version
        if version is None:
            return super().theirs(row)
        return Theirs(
            version.published_by, f"{row.get_absolute_url()}/v/{version.number}"
        )

    def report(self, row: Record, saved: publishing.Saved) -> list[SafeString | str]:
        version = row.current_version
        number = version.number if version else 1
        published = format_html(
            '{} <a href="{}">{}</a>',
            _("Version %(number)s is published.") % {"number": number},
            row.get_absolute_url(),
            _("Read it on the site"),
        )
        showing = outdated_editions(str(row.kind), row.slug).count()
        if not showing:
            return [published]
        return [published, follow_link(list_url(row), showing)]

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the record another address, if nothing else ever had it."""
        permissions.require(
            permissions.can_publish(request.user), _("Only editors can do this.")
        )
        record = self.find(pk)
        form = MoveForm(request.POST or None, space=record.space, row=record)
        if is_held(request) or not form.is_valid():
            return self._show_move(request, pk, form)
        slug = form.cleaned_data["slug"]
        try:
            publishing.change_slug(record, slug, by=signed_in(request))
        except SlugTaken:
            form.add_error("slug", _("Somebody else has just taken this address."))
        except ValidationError as error:
            form.add_error("slug", "; ".join(error.messages))
        except PublishingRefused as refused:
            log_refusal(request, record, refused)
            form.add_error("slug", str(refused))
        else:
            messages.success(
                request, _("The record has a new address. The old one leads to it.")
            )
            return redirect(self.url_of(record, "change"))
        return self._show_move(request, pk, form)

    def withdraw(self, request: HttpRequest, pk: int) -> HttpResponse:
        record = self.find(pk)
        return withdraw(self, request, record, self.url_of(record, "change"))

    def _show_move(self, request: HttpRequest, pk: int, form: MoveForm) -> HttpResponse:
        record = self.find(pk)
        state = publishing.state_of(record)
        record_form = self.record_form(instance=record)
        return self.show(request, record_form, state, move_form=form)
