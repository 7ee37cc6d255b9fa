"""A row with all that belongs to it on one page: editors save it, others read it."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import DataError, IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles import permissions
from articles.admin.act_forms import ChangeForm
from articles.admin.desk import DeskAdmin, signed_in, whole_number
from articles.admin.held import is_held
from articles.admin.history import log_refusal
from articles.admin.meanwhile import show_theirs
from articles.admin.names import linked
from articles.models import RECORD_CHANGES, SlugTaken, choose_text
from articles.publishing.problems import ChangedMeanwhile, PublishingRefused
from cases import publishing
from cases.admin.record_form import RecordForm
from cases.models import Record
from cases.snapshots import content_of, says_the_same
from cjo.lib.languages import page_language
from cjo.lib.turn import in_turn

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Theirs:
    """Who saved meanwhile, and where that can be read."""

    who: User | None
    url: str


class NestedAdmin(DeskAdmin[_Row]):
    """A row with all that belongs to it on one page; cases.publishing saves it."""

    folder = "cases"
    record_form: ClassVar[type[RecordForm]]

    def label_of(self, row: Any) -> str:
        text = choose_text(row.texts.all(), page_language())
        return str(text) if text else str(row)

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
        state = publishing.state_of(row)
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
            **{**({} if is_new else self.around(row)), **context},
        )

    def around(self, row: Any) -> dict[str, Any]:
        """Return the rest of the page of a row that exists."""
        return {}

    def warnings(self, row: Any) -> list[str]:
        """Return warnings: an editor should look again, though all may be right."""
        return []

    def _save(self, request: HttpRequest, row: Any) -> HttpResponse:
        form = self.record_form(request.POST, instance=row)
        change_form = _change_form(request.POST)
        opened = request.POST.get("state", "")
        if prefix := request.POST.get("add"):
            form.add(prefix)
            change_form = _change_form(initial=request.POST.dict())
            return self.show(request, form, opened, change_form=change_form)
        if is_held(request):
            change_form = _change_form(initial=request.POST.dict())
            return self.show(request, form, opened, change_form=change_form)
        has_change = form.is_new or change_form.is_valid()
        if not (form.is_valid() and has_change):
            if form.is_valid() and self._is_saved_already(request, row.pk):
                return self._after(request, row, None)
            return self.show(request, form, opened, change_form=change_form)
        change = {"change": "first"} if form.is_new else change_form.cleaned_data
        try:
            saved = publishing.save(
                row, by=signed_in(request), expected=opened, write=form.save, **change
            )
        except ChangedMeanwhile:
            if self._is_saved_already(request, row.pk):
                return self._after(request, row, None)
            return self._show_theirs(request, row.pk, change_form)
        except PublishingRefused as refused:
            log_refusal(request, row, refused)
            for problem in refused.problems:
                if problem.field in change_form.fields:
                    change_form.add_error(problem.field, linked(problem))
                else:
                    form.refuse([problem])
        except SlugTaken:
            message = _("Something else has, or once had, this address.")
            form.add_error(form.key if form.key in form.fields else None, message)
        except ProtectedError:
            message = _("Something that you remove is named elsewhere.")
            form.add_error(None, message)
        except (IntegrityError, DataError) as error:
            form.add_error(None, _in_plain_words(error))
        else:
            return self._after(request, row, saved)
        return self.show(request, form, opened, change_form=change_form)

    @in_turn
    def _is_saved_already(self, request: HttpRequest, pk: int) -> bool:
        """Return whether saving the form would change nothing, as if it was sent twice.

        The rows are written to be compared, and then rolled back. Rows that were new
        when the form was sent have no id: so the form replaces all rows.
        """
        before = content_of(self.find(pk))
        form = self.record_form(request.POST, instance=self.find(pk), replacing=True)
        try:
            if same := form.is_valid():
                form.save()
                same = says_the_same(content_of(self.find(pk)), before)
        except (IntegrityError, DataError, ProtectedError):
            same = False
        transaction.set_rollback(True)
        return same

    def _show_theirs(
        self, request: HttpRequest, pk: int, change_form: ChangeForm
    ) -> HttpResponse:
        """Return the refused form, with their value at each field that differs."""
        row = self.find(pk)
        state = publishing.state_of(row)
        form = self.record_form(request.POST, instance=row)
        return self.show(
            request,
            form,
            state,
            change_form=change_form,
            theirs=self.theirs(row),
            differing=show_theirs(form.sent()),
        )

    def theirs(self, row: Any) -> Theirs:
        return Theirs(None, self.url_of(row, "history"))

    def _after(
        self, request: HttpRequest, row: Any, saved: publishing.Saved | None
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

    def report(self, row: Any, saved: publishing.Saved) -> list[SafeString | str]:
        """Return the sentences on the saved rows and on their effects."""
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


def _change_form(data: Any = None, **options: Any) -> ChangeForm:
    return ChangeForm(
        data, kinds=RECORD_CHANGES, form_id="record-form", of_record=True, **options
    )


def _in_plain_words(error: IntegrityError | DataError) -> str:
    """Explain a refusal by a constraint that no form checks."""
    told = str(error).splitlines()[0]
    return _(
        "These values do not fit together, so nothing was saved. "
        "The database says: %(told)s"
    ) % {"told": told}


def follow_link(url: str, showing: int) -> SafeString:
    """Return a link to the texts that show an older version."""
    message = ngettext(
        "Update %(count)d text that shows an older version",
        "Update %(count)d texts that show an older version",
        showing,
    )
    return format_html('<a href="{}">{}</a>', url, message % {"count": showing})
