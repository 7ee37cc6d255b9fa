"""Redactions at the desk: editors read them, chief editors withhold words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import permissions
from articles.admin.desk import EditorAdmin, signed_in
from articles.admin.held import is_held
from articles.models import ChainedModel, Redaction
from articles.pdf import store
from articles.publishing.problems import PublishingRefused
from articles.redaction.backups import older_backups
from articles.redaction.checks import problems_of_choice
from articles.redaction.choice import Choice, version_at
from articles.redaction.places import Place, places_of
from articles.redaction.withholding import withhold
from cjo.lib.languages import CHOICES, page_language
from cjo.lib.locales import moment_element
from cjo.lib.written_names import names_in

SHOWN = 500  # places on a page; all of them are counted
_CONFIRMED = re.compile(r"withhold (\d{1,9})")


class ChoiceForm(forms.Form):
    names = forms.CharField(
        label=gettext_lazy("Names"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Every writing of the name, each on a line. Capitals, hyphens and spaces "
            "make no difference. All of them are withheld wherever they are written."
        ),
    )
    versions = forms.CharField(
        label=gettext_lazy("Whole versions"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Addresses of former versions, each on a line, such as /a/…/v/2 or "
            "/cases/…/v/1. Every word of them is withheld; figures and dates stay."
        ),
    )

    def clean_names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(names_in(self.cleaned_data["names"])))

    def clean_versions(self) -> tuple[ChainedModel, ...]:
        versions = []
        for address in self.cleaned_data["versions"].split():
            version = version_at(address)
            if version is None:
                message = _("%(address)s is the address of no version.")
                raise forms.ValidationError(message % {"address": address})
            versions.append(version)
        return tuple(versions)

    def clean(self) -> dict[str, Any]:
        if choice := self.choice:
            for problem in problems_of_choice(choice):
                self.add_error(problem.field, problem.message)
        return self.cleaned_data

    @property
    def choice(self) -> Choice | None:
        """Return what was chosen; None before it is known."""
        if not self.is_bound or {"names", "versions"} & self.errors.keys():
            return None
        return Choice(self.cleaned_data["names"], self.cleaned_data["versions"])


class ConfirmForm(ChoiceForm):
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Readers see it in place of the words. Name the law or the decision, and "
            "no person."
        ),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the reason"), choices=CHOICES
    )
    confirmation = forms.CharField(
        label=gettext_lazy("Confirmation"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_confirmation(self) -> int:
        """Return the number of places that the chief editor was shown."""
        match = _CONFIRMED.fullmatch(self.cleaned_data["confirmation"].strip())
        if match is None:
            raise forms.ValidationError(_("Type the words as they are shown."))
        return int(match[1])


@admin.register(Redaction)
class RedactionAdmin(EditorAdmin[Redaction]):
    list_title = gettext_lazy("Withheld words")
    list_display = ("moment", "by", "reason")
    readonly_fields = fields = ("moment", "by", "reason", "language", "rows", "backups")

    @admin.display(description=gettext_lazy("when"), ordering="at")
    def moment(self, redaction: Redaction) -> SafeString:
        return moment_element(redaction.at, page_language())

    def has_add_permission(self, request: HttpRequest) -> bool:
        return permissions.can_withhold(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def add_view(
        self,
        request: HttpRequest,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Ask what to withhold, show every place, ask for reason and confirmation."""
        permissions.require(
            self.has_add_permission(request),
            _("Only a chief editor can withhold words."),
        )
        confirming = "withhold" in request.POST
        form = (ConfirmForm if confirming else ChoiceForm)(request.POST or None)
        # Enter in a field must not withhold anything
        held = is_held(request)
        if held or not form.is_valid() or form.choice is None:
            return self._show(request, form, None if held else form.choice)
        if not isinstance(form, ConfirmForm):
            asked = ConfirmForm(initial=request.POST.dict())
            return self._show(request, asked, form.choice)
        given = form.cleaned_data
        try:
            redaction = withhold(
                form.choice,
                by=signed_in(request),
                reason=given["reason"],
                language=given["language"],
                seen=given["confirmation"],
            )
        except PublishingRefused as refused:
            for problem in refused.problems:
                form.add_error(problem.field, problem.message)
            return self._show(request, form, form.choice)
        messages.success(
            request,
            _(
                "The words are withheld. Delete the older backups, and list a person’s "
                "name among the protected names."
            ),
        )
        return redirect("admin:articles_redaction_change", redaction.pk)

    def _show(
        self, request: HttpRequest, form: ChoiceForm, choice: Choice | None = None
    ) -> HttpResponse:
        places = places_of(choice) if choice else []
        return self.page(
            request,
            "redaction/withhold.html",
            title=_("Withhold words"),
            form=form,
            choice=choice,
            groups=_groups(places[:SHOWN]),
            number=len(places),
            more=max(0, len(places) - SHOWN),
            pdfs=len(store.kept_files()),
            backups=older_backups(timezone.now()),
            back=reverse("admin:articles_redaction_changelist"),
        )

    @admin.display(description=gettext_lazy("published versions"))
    def rows(self, redaction: Redaction) -> SafeString:
        return format_html_join(
            "",
            "<p>{}, {}<br><code>{}</code><br><code>{}</code></p>",
            redaction.withheld.values_list("subject", "number", "original", "digest"),
        )

    @admin.display(description=gettext_lazy("older backups to delete"))
    def backups(self, redaction: Redaction) -> SafeString:
        paths = older_backups(redaction.at)
        return format_html_join(
            "", "<p><code>{}</code></p>", ((path,) for path in paths)
        )


@dataclass(frozen=True, slots=True)
class _Line:
    """A place as the page lists it, with the address of its row at the desk."""

    place: Place
    url: str

    @property
    def path(self) -> str:
        return " · ".join(self.place.path)


def _groups(places: Iterable[Place]) -> list[tuple[str, list[_Line]]]:
    """Return the places by the kind of their rows."""
    groups: dict[str, list[_Line]] = {}
    for place in places:
        kind = capfirst(str(place.row._meta.verbose_name))
        groups.setdefault(kind, []).append(_Line(place, _page_of(place.row)))
    return list(groups.items())


def _page_of(row: Model) -> str:
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_change"
    try:
        return reverse(name, args=[row.pk])
    except NoReverseMatch:
        return ""
