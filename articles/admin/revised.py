"""Saving in Django's own forms: one of two tabs is refused, and Enter saves nothing."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.desk import signed_in, whole_number
from articles.admin.held import HELD, is_held
from articles.admin.history import LoggedAdmin
from articles.admin.meanwhile import (
    on_present_rows,
    refusal,
    removed_rows,
    show_theirs,
)
from articles.publishing.problems import RowChangedMeanwhile
from articles.publishing.revisions import advance, revision_of
from cjo.lib.turn import in_turn

_NOT_SAVED = gettext_lazy("Nothing was saved: Enter in a field saves nothing.")
_REFUSAL = "desk_refusal"  # an attribute of a request whose form is shown again


class _NothingChanged(Exception):
    """The form says what is stored already: nothing is saved or logged."""


class RevisedAdmin(LoggedAdmin[Any]):
    """For rows of any model that Django's own form changes, with its inlines."""

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        context = dict(extra_context or {})
        # Django leads to the list instead, without the words that were sent
        if request.method == "POST" and object_id:
            rows = self.get_queryset(request)
            get_object_or_404(rows, pk=whole_number(object_id))
        # read before the row: what changes in between is then refused
        row = self.model(pk=whole_number(object_id or ""))
        context["revision"] = request.POST.get("revision") or revision_of(row)
        if is_held(request):
            _refuse(request, str(_NOT_SAVED))
        try:
            return self._form_page(request, object_id, form_url, context)
        except _NothingChanged:
            messages.info(request, _("Nothing was changed."))
            return redirect(request.get_full_path())
        except RowChangedMeanwhile as meanwhile:
            _refuse(request, refusal(meanwhile.theirs))
            # the editor now sees theirs: the next save may replace it
            context |= {"revision": meanwhile.theirs.number, "theirs": True}
            response = self._form_page(request, object_id, form_url, context)
            response.status_code = 409  # Conflict (RFC 9110, 15.5.10)
            return response

    def _form_page(self, request: HttpRequest, *args: Any) -> HttpResponse:
        view = super().changeform_view
        # Django writes the row before anything of ours could wait
        return (in_turn(view) if request.method == "POST" else view)(request, *args)

    def get_form(
        self,
        request: HttpRequest,
        obj: Any = None,
        change: bool = False,
        **options: Any,
    ) -> Any:
        form: Any = super().get_form(request, obj, change=change, **options)
        if not hasattr(request, _REFUSAL):
            return form

        class RefusedForm(form):  # type: ignore[misc]
            def clean(self) -> Any:
                values = super().clean()
                self.add_error(None, getattr(request, _REFUSAL))
                return values

        return RefusedForm

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: Any, prefix: str
    ) -> dict[str, Any]:
        options = super().get_formset_kwargs(request, obj, inline, prefix)
        if "data" in options and obj.pk:
            formset = inline.get_formset(request, obj)
            rows = list(options["queryset"].filter(**{formset.fk.name: obj}))
            sent = options["data"]
            options["data"] = on_present_rows(sent, formset, prefix, rows)
            if removed := removed_rows(sent, prefix, rows):
                _refuse(request, _of_removed(removed))
        return options

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        # only here are the row and those below it together; raising undoes its save
        if change:
            if not any(each.has_changed() for each in (form, *formsets)):
                raise _NothingChanged
            expected = whole_number(request.POST.get("revision", ""))
            advance(form.instance, by=signed_in(request), expected=expected)
        super().save_related(request, form, formsets, change)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **options: Any
    ) -> HttpResponse:
        context["held"] = HELD
        # the message above the form says it: there is no error to correct below
        if context.get("errors") == [[str(_NOT_SAVED)]]:
            context["errors"] = []
        if context.get("theirs"):
            forms = list(_forms_of(context))
            for field in show_theirs(forms):
                saved = getattr(field, "theirs") or _("(empty)")  # noqa: B009
                field.form.add_error(
                    field.name,
                    _("As it was saved meanwhile: %(value)s") % {"value": saved},
                )
        return super().render_change_form(request, context, *args, **options)


def _forms_of(context: dict[str, Any]) -> Iterator[Form]:
    yield context["adminform"].form
    for inline in context["inline_admin_formsets"]:
        # an empty row that nobody filled in has nothing to compare
        yield from inline.formset.initial_forms


def _refuse(request: HttpRequest, sentence: str) -> None:
    sentences = [*getattr(request, _REFUSAL, ()), sentence]
    setattr(request, _REFUSAL, list(dict.fromkeys(sentences)))


def _of_removed(number: int) -> str:
    return ngettext(
        "%(count)d row was removed meanwhile. It is still in the form, below the "
        "others, and saving adds it again.",
        "%(count)d rows were removed meanwhile. They are still in the form, below the "
        "others, and saving adds them again.",
        number,
    ) % {"count": number}
