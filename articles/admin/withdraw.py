"""The page that withdraws an article, in one language or in all."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles import permissions, publishing
from articles.admin.act_forms import WithdrawForm
from articles.admin.desk import DeskAdmin, signed_in
from articles.admin.held import is_held
from articles.admin.history import log_refusal
from articles.admin.names import crumbs_of_article, title_of_article
from articles.models import Article, Edition
from articles.publishing.problems import PublishingRefused
from cjo.lib.languages import get_language


def withdraw(
    desk: DeskAdmin[Any],
    request: HttpRequest,
    article: Article,
    edition: Edition | None = None,
) -> HttpResponse:
    """Ask for the reason, then withdraw; `edition` is the page the editor came from."""
    permissions.require(
        permissions.can_publish(request.user), _("Only editors can withdraw.")
    )
    crumbs = crumbs_of_article(article)
    if edition is not None:
        page = reverse("admin:articles_edition_change", args=[edition.pk])
        crumbs.append((edition.get_language_display(), page))
    back = crumbs[-1][1]
    published = Edition.objects.published().filter(article=article)
    codes = list(published.order_by("language").values_list("language", flat=True))
    # a second tab may have withdrawn it
    if not codes:
        messages.warning(request, _("Readers see no text of this article."))
        return redirect(back)
    form = WithdrawForm(
        request.POST or None,
        languages=[(code, get_language(code).english) for code in codes],
        # begun on the page of a text, the act is most likely about that text
        language=edition.language if edition and edition.is_readable else "",
        seen=max(published.values_list("current_version", flat=True)),
    )
    if not is_held(request) and form.is_valid():
        try:
            withdrawn = publishing.withdraw(
                article,
                by=signed_in(request),
                note=form.cleaned_data["note"],
                language=form.cleaned_data["language"] or None,
                seen=form.cleaned_data["seen"],
            )
        except PublishingRefused as refused:
            log_refusal(request, article, refused)
            for problem in refused.problems:
                form.add_error(problem.field or None, problem.message)
        else:
            names = [get_language(version.language).english for version in withdrawn]
            messages.success(
                request,
                _("Withdrawn in %(languages)s.") % {"languages": ", ".join(names)},
            )
            return redirect(back)
    return desk.page(
        request,
        "withdraw.html",
        crumbs=crumbs,
        title=_("Withdraw “%(title)s”") % {"title": title_of_article(article)},
        form=form,
        back=back,
    )
