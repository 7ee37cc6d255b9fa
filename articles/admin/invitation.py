"""Invitations: an editor makes an account for a contributor and hands over a link."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.auth.views import PasswordResetConfirmView
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse, reverse_lazy
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from articles import permissions
from articles.admin.desk import signed_in
from articles.admin.held import is_held
from articles.models import Act
from articles.permissions import CONTRIBUTOR
from articles.publishing import audit
from cjo.lib.links import absolute

_LINK = "invitation_link"  # in the session: shown once, to the editor who made it


class InvitationForm(forms.Form):
    username = forms.CharField(
        label=gettext_lazy("Name to sign in with"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        help_text=gettext_lazy("Such as meng.yu. It cannot be changed later."),
    )
    first_name = forms.CharField(
        label=gettext_lazy("Given name"), max_length=150, required=False
    )
    last_name = forms.CharField(
        label=gettext_lazy("Family name"), max_length=150, required=False
    )
    email = forms.EmailField(
        label=gettext_lazy("Mail address"), max_length=254, required=False
    )

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"])
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("Somebody has this name already."))
        return name


def invitations(request: HttpRequest) -> HttpResponse:
    """List the accounts of contributors, and invite another."""
    permissions.require(
        permissions.can_publish(request.user), _("Only editors can invite people.")
    )
    form = InvitationForm(request.POST or None)
    if not is_held(request) and form.is_valid():
        return _invited(request, invite(by=signed_in(request), **form.cleaned_data))
    return TemplateResponse(
        request,
        "admin/invitation/list.html",
        {
            **admin.site.each_context(request),
            "title": _("Contributors’ accounts"),
            "form": form,
            "accounts": _contributors().order_by("username"),
            "link": request.session.pop(_LINK, None),
        },
    )


@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a new link for somebody who lost the first, or the password."""
    permissions.require(
        permissions.can_publish(request.user), _("Only editors can invite people.")
    )
    user = get_object_or_404(_contributors(), pk=pk)
    audit.log(
        signed_in(request), user, Act.CHANGED, "Made a new link to choose a password."
    )
    return _invited(request, user)


@require_POST
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """End the access of a contributor, or give it back."""
    permissions.require(
        permissions.can_publish(request.user), _("Only editors can invite people.")
    )
    user = get_object_or_404(_contributors(), pk=pk)
    user.is_active = not user.is_active
    user.save(update_fields=["is_active"])
    act = "Gave access back." if user.is_active else "Ended access."
    audit.log(signed_in(request), user, Act.CHANGED, act)
    sentence = (
        _("%(name)s can sign in again.")
        if user.is_active
        else _("%(name)s can no longer sign in.")
    )
    messages.success(request, sentence % {"name": user.get_username()})
    return redirect("admin:invitations")


@transaction.atomic
def invite(*, by: User, username: str, **details: Any) -> User:
    """Create an account that writes drafts, without a password yet."""
    permissions.require(
        permissions.can_publish(by), _("Only editors can invite people.")
    )
    user = User(username=username, is_staff=True, **details)
    user.set_unusable_password()
    user.save()
    user.groups.add(Group.objects.get(name=CONTRIBUTOR))
    audit.log(by, user, Act.ADDED, "Invited as a contributor.")
    return user


def link_of(user: User) -> str:
    """Return the address at which the user chooses a password, once."""
    uid = urlsafe_base64_encode(force_bytes(user.pk))
    token = default_token_generator.make_token(user)
    return absolute(reverse("invitation", args=[uid, token]))


class AcceptView(PasswordResetConfirmView):
    """Choose a password: Django's view, in the dress of the desk."""

    template_name = "admin/invitation/accept.html"
    success_url = reverse_lazy("account_login")

    def form_valid(self, form: Any) -> HttpResponse:
        audit.log(None, self.user, Act.SECURED, "Chose a password by the link.")
        return super().form_valid(form)

    def get_context_data(self, **context: Any) -> dict[str, Any]:
        desk = admin.site.each_context(self.request)
        return {**desk, **super().get_context_data(**context)}


def _invited(request: HttpRequest, user: User) -> HttpResponse:
    url = link_of(user)
    mailed_to = user.email if user.email and _mail(request, user, url) else ""
    request.session[_LINK] = {
        "name": user.get_username(),
        "url": url,
        "mailed_to": mailed_to,
    }
    return redirect("admin:invitations")


def _mail(request: HttpRequest, user: User, url: str) -> bool:
    """Mail the link; the editor still sees it, to hand it over where mail fails."""
    text = _(
        "You sign in to the desk of China Justice Observer as %(name)s. Choose a "
        "password at this address, which works once and for three days:"
    ) % {"name": user.get_username()}
    try:
        user.email_user(_("Your account at China Justice Observer"), f"{text}\n\n{url}")
    except OSError:  # errors of the mail server are among them
        messages.warning(
            request,
            _("The mail to %(address)s could not be sent.") % {"address": user.email},
        )
        return False
    return True


def _contributors() -> QuerySet[User]:
    """Return the accounts that only write: those of editors are the chief's."""
    users = User.objects.filter(groups__name=CONTRIBUTOR, is_superuser=False)
    editors = (permissions.EDITOR, permissions.CHIEF)
    return users.exclude(groups__name__in=editors)
