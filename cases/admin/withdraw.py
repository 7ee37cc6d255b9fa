"""The page that withdraws a record: it asks for the reason, or says why it cannot."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles import permissions
from articles.admin.act_forms import WithdrawForm
from articles.admin.desk import DeskAdmin, signed_in
from articles.admin.held import is_held
from articles.admin.history import log_refusal
from articles.admin.names import linked
from articles.publishing.problems import PublishingRefused
from cases import publishing
from cases.admin.outdated_articles import list_url
from cases.models import Record
from cases.publishing import affected
from cases.publishing.checks import withdrawal_problems


def withdraw(
    desk: DeskAdmin[Any], request: HttpRequest, record: Record, back: str
) -> HttpResponse:
    permissions.require(
        permissions.can_publish(request.user), _("Only editors can withdraw.")
    )
    form = WithdrawForm(request.POST or None, seen=record.current_version_id or 0)
    # counted before: afterwards these texts say that the record is gone
    showing = affected.editions_showing(record).count()
    if not is_held(request) and form.is_valid():
        try:
            publishing.withdraw(
                record,
                by=signed_in(request),
                note=form.cleaned_data["note"],
                note_language=form.cleaned_data["note_language"],
                seen=form.cleaned_data["seen"],
            )
        except PublishingRefused as refused:
            log_refusal(request, record, refused)
            for problem in refused.problems:
                form.add_error(problem.field or None, linked(problem))
        else:
            messages.success(request, _success(record, showing))
            return redirect(back)
    # the verb may have found a newer state than the page was opened with
    record.refresh_from_db()
    return desk.page(
        request,
        "withdraw.html",
        crumbs=[*desk.crumbs(), (str(record), back)],
        title=_("Withdraw “%(title)s”") % {"title": record.slug},
        hindrances=[linked(each) for each in withdrawal_problems(record)],
        showing=showing,
        form=form,
        back=back,
    )


def _success(record: Record, showing: int) -> SafeString | str:
    sentence = _("The record is withdrawn. Its addresses now show your reason.")
    if not showing:
        return sentence
    link = ngettext(
        "%(count)d text shows it and now says that it was withdrawn.",
        "%(count)d texts show it and now say that it was withdrawn.",
        showing,
    ) % {"count": showing}
    return format_html('{} <a href="{}">{}</a>', sentence, list_url(record), link)
