"""The desk of records: editors change and publish them, others look at them."""

from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from django.contrib import messages
from django.contrib.auth.models import User
from django.db import DatabaseError, DataError, IntegrityError, OperationalError
from django.db.models import Model, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles import permissions
from articles.admin.desk import DeskAdmin, signed_in, whole_number
from articles.admin.generics import StackedInline
from articles.models import SlugTaken
from articles.publishing.problems import ChangedMeanwhile, PublishingRefused
from cases.admin.change import ChangeForm
from cases.admin.following import page_of
from cases.admin.known import known
from cases.admin.resending import says_what_stands
from cases.admin.sheet import Sheet
from cases.models import Record, RecordVersion
from cases.publishing import verbs
from cases.publishing.affected import following_any

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Theirs:
    """Who saved meanwhile, and where that can be read."""

    who: User | None
    url: str


class ReadOnlyAdmin(DeskAdmin[_Row]):
    """What can only be looked at."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


class ReadOnlyInline(StackedInline[_Row]):
    """Rows as those see them who may not change the record."""

    extra = 0
    can_delete = False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return permissions.can_write_any(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class SheetAdmin(DeskAdmin[_Row]):
    """A row with all that belongs to it; cases.publishing alone saves it."""

    folder = "cases"
    sheet: ClassVar[type[Sheet]]

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
        sheet = self.sheet(row)
        sheet.add("texts")
        return self.show(request, sheet, "")

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        if not permissions.can_publish(request.user):
            return super().change_view(request, object_id, form_url, extra_context)
        row = self.find(object_id)
        if request.method == "POST":
            return self._save(request, row)
        # named before the rows are read: what changes in between is then refused
        state = verbs.state_of(row)
        return self.show(request, self.sheet(row), state)

    def find(self, pk: int | str) -> Any:
        return get_object_or_404(self.model, pk=whole_number(pk))

    def show(
        self,
        request: HttpRequest,
        sheet: Sheet,
        state: str,
        *,
        change_form: ChangeForm | None = None,
        theirs: Theirs | None = None,
        **context: Any,
    ) -> HttpResponse:
        """Return the page of a record, with what to tell readers beside it."""
        row = sheet.record
        is_new = row._state.adding
        name = self.opts.verbose_name
        title = _("Add: %(name)s") % {"name": name} if is_new else str(row)
        return self.page(
            request,
            "record.html",
            status=409 if theirs else 200,
            title=title,
            sheet=sheet,
            is_new=is_new,
            row=row,
            save_url=self.url_of(row, "change") if row.pk else self.add_url(),
            state=state,
            change_form=change_form or ChangeForm(),
            theirs=theirs,
            known=known(),
            **{**self.beside(row), **context},
        )

    def beside(self, row: Any) -> dict[str, Any]:
        """Return what else the page shows of a row that is there already."""
        return {}

    def warnings(self, row: Any) -> list[str]:
        """Return what an editor should look at again, though it may be right."""
        return []

    def _save(self, request: HttpRequest, row: Any) -> HttpResponse:
        sheet = self.sheet(row, request.POST)
        change_form = ChangeForm(request.POST)
        opened = request.POST.get("state", "")
        if added := request.POST.get("add"):
            sheet.add(added)
            change_form = ChangeForm(initial=request.POST.dict())
            return self.show(request, sheet, opened, change_form=change_form)
        is_new = row.pk is None
        told = is_new or change_form.is_valid()
        if not (sheet.is_valid() and told):
            return self.show(request, sheet, opened, change_form=change_form)
        told_as = {} if is_new else change_form.cleaned_data
        try:
            saved = verbs.save(
                row,
                by=signed_in(request),
                expected=opened,
                write=sheet.save,
                change=told_as.get("change", "first"),
                note=told_as.get("note", ""),
            )
        except ChangedMeanwhile:
            if self._stands_already(request, row.pk):
                return self._after(request, row, None)
            return self._show_theirs(request, row.pk, change_form)
        except PublishingRefused as refused:
            problems = [
                one for one in refused.problems if one.field in ("change", "note")
            ]
            for problem in problems:
                change_form.add_error(problem.field, problem.message)
            sheet.refuse([one for one in refused.problems if one not in problems])
        except SlugTaken:
            key = sheet.keys[0]
            taken = _("Something else has, or once had, this address.")
            sheet.form.add_error(key if key in sheet.form.fields else None, taken)
        except ProtectedError:
            sheet.form.add_error(
                None, _("What you remove is named elsewhere. Nothing was saved.")
            )
        except (IntegrityError, DataError, OperationalError) as error:
            sheet.form.add_error(None, _in_plain_words(error))
        else:
            return self._after(request, row, saved)
        if is_new:
            row.pk, row._state.adding = None, True
        return self.show(request, sheet, opened, change_form=change_form)

    def _stands_already(self, request: HttpRequest, pk: int) -> bool:
        """Tell whether a form, sent twice perhaps, says what was saved meanwhile."""
        sent = self.sheet(self.find(pk), request.POST)
        return says_what_stands(sent, self.sheet(self.find(pk)))

    def _show_theirs(
        self, request: HttpRequest, pk: int, change_form: ChangeForm
    ) -> HttpResponse:
        """Return the refused form, with what the other saved beside each field."""
        row = self.find(pk)
        state = verbs.state_of(row)
        sheet = self.sheet(row, request.POST)
        sheet.show_theirs()
        return self.show(
            request,
            sheet,
            state,
            change_form=change_form,
            theirs=self.theirs(row),
            differing=sheet.differing(),
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
            told = [self.said(row), *self.followed(row, saved.followed)]
            messages.success(request, format_html_join(" ", "{}", zip(told)))
            for warning in self.warnings(row):
                messages.warning(request, warning)
        return redirect(self.url_of(row, "change"))

    def said(self, row: Any) -> SafeString | str:
        return _("It is saved, and readers see it.")

    def followed(self, row: Any, versions: list[RecordVersion]) -> list[str]:
        """Return what else changed with a row that has no version itself."""
        if isinstance(row, Record):
            return []
        if not versions:
            return [_("No record has to follow.")]
        count = {"count": len(versions)}
        told = [_("Records that show it and follow: %(count)d.") % count]
        if showing := following_any(versions).count():
            told.append(follow_link(page_of(), showing))
        return told

    def add_url(self) -> str:
        return reverse(f"admin:cases_{self.opts.model_name}_add")

    def url_of(self, row: Any, act: str) -> str:
        return reverse(f"admin:cases_{self.opts.model_name}_{act}", args=[row.pk])


def _in_plain_words(error: DatabaseError) -> str:
    """Return what a constraint refused, which no form had seen, or who was first."""
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


def follow_link(language: str, showing: int) -> SafeString:
    """Return a link to the texts that show an older version."""
    told = _("Texts that show an older version: %(count)d. Let them follow.")
    return format_html('<a href="{}">{}</a>', language, told % {"count": showing})


def page_link(row: Any) -> SafeString:
    """Return a link to the page that readers see."""
    return format_html('<a href="{}">{}</a>', row.get_absolute_url(), _("Open"))
