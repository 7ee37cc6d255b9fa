"""The desk of records: editors change and publish them, others read them."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    OperationalError,
    transaction,
)
from django.db.models import Model, ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import permissions
from articles.admin.act_forms import ChangeForm, MoveForm
from articles.admin.desk import DeskAdmin, signed_in, whole_number
from articles.models import RECORD_CHANGES, SlugTaken
from articles.publishing.problems import ChangedMeanwhile, PublishingRefused
from cases.admin.fields import offered_keys
from cases.admin.outdated_articles import list_url
from cases.admin.record_form import RecordForm
from cases.admin.withdraw import withdraw
from cases.models import Record, RecordVersion
from cases.presentation.text import choose
from cases.publishing import verbs
from cases.publishing.affected import editions_outdated_by, outdated_editions
from cases.snapshots import snapshot_of, texts_of
from cjo.lib.languages import page_language

_Row = TypeVar("_Row", bound=Model)
_RecordRow = TypeVar("_RecordRow", bound=Record)


@dataclass(frozen=True, slots=True)
class Theirs:
    """Who saved meanwhile, and where that can be read."""

    who: User | None
    url: str


class NestedAdmin(DeskAdmin[_Row]):
    """A row with all that belongs to it on one page; cases.publishing saves it."""

    folder = "cases"
    record_form: ClassVar[type[RecordForm]]

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        permissions.require(
            permissions.can_publish(request.user), _("Only editors can do this.")
        )
        row = self.model()
        if request.method == "POST":
            return self._save(request, row)
        form = self.record_form(instance=row)
        form.add("texts")
        return self.show(request, form, "")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        row = self.find(object_id)
        if not permissions.can_publish(request.user):
            return self._read(request, row)
        if request.method == "POST":
            return self._save(request, row)
        # named before the rows are read: what changes in between is then refused
        state = verbs.state_of(row)
        return self.show(request, self.record_form(instance=row), state)

    def _read(self, request: HttpRequest, row: Any) -> HttpResponse:
        """Lead to the page that readers see, or show the row where it has none."""
        permissions.require(request.method != "POST", _("Only editors can do this."))
        if hasattr(row, "get_absolute_url"):
            return redirect(row)
        return super().change_view(request, str(row.pk))

    def find(self, pk: int | str) -> Any:
        return get_object_or_404(self.model, pk=whole_number(pk))

    def show(
        self,
        request: HttpRequest,
        form: RecordForm,
        state: str,
        *,
        change_form: ChangeForm | None = None,
        theirs: Theirs | None = None,
        **context: Any,
    ) -> HttpResponse:
        """Return the page of a record, with the form for readers' note on the side."""
        row, is_new = form.instance, form.is_new
        name = self.opts.verbose_name
        return self.page(
            request,
            "record.html",
            status=409 if theirs else 200,
            title=_("Add: %(name)s") % {"name": name} if is_new else str(row),
            form=form,
            is_new=is_new,
            row=row,
            save_url=self.add_url() if is_new else self.url_of(row, "change"),
            state=state,
            change_form=change_form or _change_form(),
            theirs=theirs,
            offered=offered_keys(),
            **{**({} if is_new else self.around(row)), **context},
        )

    def around(self, row: Any) -> dict[str, Any]:
        """Return the rest of the page of a row that exists."""
        return {}

    def warnings(self, row: Any) -> list[str]:
        """Return what an editor should look at again, though it may be right."""
        return []

    def _save(self, request: HttpRequest, row: Any) -> HttpResponse:
        form = self.record_form(request.POST, instance=row)
        change_form = _change_form(request.POST)
        opened = request.POST.get("state", "")
        if prefix := request.POST.get("add"):
            form.add(prefix)
            change_form = _change_form(initial=request.POST.dict())
            return self.show(request, form, opened, change_form=change_form)
        has_change = form.is_new or change_form.is_valid()
        if not (form.is_valid() and has_change):
            return self.show(request, form, opened, change_form=change_form)
        change = {"change": "first"} if form.is_new else change_form.cleaned_data
        try:
            saved = verbs.save(
                row, by=signed_in(request), expected=opened, write=form.save, **change
            )
        except ChangedMeanwhile:
            if self._is_saved_already(request, row.pk):
                return self._after(request, row, None)
            return self._show_theirs(request, row.pk, change_form)
        except PublishingRefused as refused:
            for problem in refused.problems:
                if problem.field in change_form.fields:
                    change_form.add_error(problem.field, problem.message)
                else:
                    form.refuse([problem])
        except SlugTaken:
            message = _("Something else has, or once had, this address.")
            form.add_error(form.key if form.key in form.fields else None, message)
        except ProtectedError:
            message = _("Something that you remove is named elsewhere.")
            form.add_error(None, message)
        except (IntegrityError, DataError, OperationalError) as error:
            form.add_error(None, _in_plain_words(error))
        else:
            return self._after(request, row, saved)
        return self.show(request, form, opened, change_form=change_form)

    def _is_saved_already(self, request: HttpRequest, pk: int) -> bool:
        """Return whether saving the form would change nothing, as if it was sent twice.

        The rows are written to be compared, and then rolled back. Rows that were new
        when the form was sent have no id: so the form replaces all rows.
        """
        with transaction.atomic():
            verbs.lock_records()
            before = _content_of(self.find(pk))
            form = self.record_form(request.POST, instance=self.find(pk))
            try:
                same = form.is_valid()
                if same:
                    form.save(replacing=True)
                    same = _content_of(self.find(pk)) == before
            except (DatabaseError, ProtectedError):
                same = False
            transaction.set_rollback(True)
        return same

    def _show_theirs(
        self, request: HttpRequest, pk: int, change_form: ChangeForm
    ) -> HttpResponse:
        """Return the refused form, with their value at each field that differs."""
        row = self.find(pk)
        state = verbs.state_of(row)
        form = self.record_form(request.POST, instance=row)
        form.show_theirs()
        return self.show(
            request,
            form,
            state,
            change_form=change_form,
            theirs=self.theirs(row),
            differing=form.differing(),
        )

    def theirs(self, row: Any) -> Theirs:
        return Theirs(None, self.url_of(row, "history"))

    def _after(
        self, request: HttpRequest, row: Any, saved: verbs.Saved | None
    ) -> HttpResponse:
        if saved is None:
            messages.info(request, _("Nothing was changed."))
        else:
            row = self.find(row.pk)  # without rows read before
            sentences = self.report(row, saved)
            message = format_html_join(" ", "{}", zip(sentences))
            messages.success(request, message)
            for warning in self.warnings(row):
                messages.warning(request, warning)
        return redirect(self.url_of(row, "change"))

    def report(self, row: Any, saved: verbs.Saved) -> list[SafeString | str]:
        """Return the sentences that tell an editor what was saved, and what follows."""
        raise NotImplementedError

    @admin.display(description=gettext_lazy("page"))
    def page_of(self, row: Any) -> SafeString | str:
        if isinstance(row, Record) and row.is_withdrawn:
            return _("Withdrawn")
        return format_html('<a href="{}">{}</a>', row.get_absolute_url(), _("Open"))

    def add_url(self) -> str:
        return reverse(f"admin:cases_{self.opts.model_name}_add")

    def url_of(self, row: Any, act: str) -> str:
        return reverse(f"admin:cases_{self.opts.model_name}_{act}", args=[row.pk])


class ReferenceAdmin(NestedAdmin[_Row]):
    """A court, law, cause or source: they have no versions, and records print them."""

    def report(self, row: Any, saved: verbs.Saved) -> list[SafeString | str]:
        sentences: list[SafeString | str] = [_("It is saved, and readers see it.")]
        if not saved.followed:
            return [*sentences, _("No record has to follow.")]
        message = _("Records that show it and follow: %(count)d.")
        sentences.append(message % {"count": len(saved.followed)})
        if showing := editions_outdated_by(saved.followed).count():
            sentences.append(_follow_link(list_url(), showing))
        return sentences


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

    def theirs(self, row: Record) -> Theirs:
        version = row.current_version
        if version is None:
            return super().theirs(row)
        return Theirs(
            version.published_by, f"{row.get_absolute_url()}/v/{version.number}"
        )

    def report(self, row: Record, saved: verbs.Saved) -> list[SafeString | str]:
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
        return [published, _follow_link(list_url(row), showing)]

    def move(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the record another address, if nothing else ever had it."""
        permissions.require(
            permissions.can_publish(request.user), _("Only editors can do this.")
        )
        record = self.find(pk)
        form = MoveForm(request.POST or None, space=record.space, row=record)
        if not form.is_valid():
            return self._show_move(request, pk, form)
        slug = form.cleaned_data["slug"]
        try:
            verbs.change_slug(record, slug, by=signed_in(request))
        except SlugTaken:
            form.add_error("slug", _("Somebody else has just taken this address."))
        except ValidationError as error:
            form.add_error("slug", "; ".join(error.messages))
        except PublishingRefused as refused:
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
        state = verbs.state_of(record)
        record_form = self.record_form(instance=record)
        return self.show(request, record_form, state, move_form=form)


def _content_of(row: Any) -> Any:
    """Return all that a row and those that belong to it say, to be compared."""
    return snapshot_of(row) if isinstance(row, Record) else verbs.state_of(row)


def _change_form(data: Any = None, **options: Any) -> ChangeForm:
    return ChangeForm(
        data, kinds=RECORD_CHANGES, form_id="record-form", of_record=True, **options
    )


def _in_plain_words(error: DatabaseError) -> str:
    """Explain a refusal by a constraint that no form checks, or by a lock."""
    if isinstance(error, OperationalError):
        return _(
            "Somebody else is saving at this moment, and nothing of yours was saved. "
            "Try again."
        )
    told = str(error).splitlines()[0]
    return _(
        "These values do not fit together, so nothing was saved. "
        "The database says: %(told)s"
    ) % {"told": told}


def _follow_link(url: str, showing: int) -> SafeString:
    """Return a link to the texts that show an older version."""
    message = ngettext(
        "Update %(count)d text that shows an older version",
        "Update %(count)d texts that show an older version",
        showing,
    )
    return format_html('<a href="{}">{}</a>', url, message % {"count": showing})
