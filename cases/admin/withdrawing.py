"""The act that takes a record from readers, with the page that asks for the reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import DeskAdmin, signed_in
from articles.admin.fields import TextField
from articles.publishing.problems import PublishingRefused
from cases.admin.following import page_of
from cases.models import Record
from cases.publishing import affected, verbs
from cases.publishing.checks import withdrawal_problems


class WithdrawForm(forms.Form):
    """Why readers shall no longer read a record."""

    seen = forms.IntegerField(widget=forms.HiddenInput(), required=False)
    note = TextField(
        label=gettext_lazy("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Readers see it in place of the record, for ever."),
    )


def withdraw(
    desk: DeskAdmin[Any], request: HttpRequest, record: Record, back: str
) -> HttpResponse:
    """Ask for the reason, then take a record from readers; or say what has to go."""
    permissions.require(
        permissions.can_publish(request.user), _("Only editors can withdraw.")
    )
    shown = {"seen": record.current_version_id}
    form = WithdrawForm(request.POST or None, initial=shown)
    showing = affected.editions_showing(record).count()
    if form.is_valid():
        try:
            verbs.withdraw(
                record,
                by=signed_in(request),
                note=form.cleaned_data["note"],
                seen=form.cleaned_data["seen"],
            )
        except PublishingRefused as refused:
            for problem in refused.problems:
                form.add_error(problem.field or None, problem.message)
        else:
            messages.success(request, _said(record, showing))
            return redirect(back)
    record.refresh_from_db()
    return desk.page(
        request,
        "withdraw.html",
        title=_("Withdraw “%(title)s”") % {"title": record.slug},
        record=record,
        hindrances=withdrawal_problems(record),
        showing=showing,
        form=form,
        back=back,
    )


def _said(record: Record, showing: int) -> str:
    said = _("It is withdrawn. Its addresses answer with your reason.")
    if not showing:
        return said
    told = _("Texts that show it, and now say so: %(count)d.") % {"count": showing}
    return format_html('{} <a href="{}">{}</a>', said, page_of(record), told)
