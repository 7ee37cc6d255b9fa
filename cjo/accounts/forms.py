"""The form that asks for a new password."""

from allauth.account.forms import ResetPasswordForm as AllauthForm
from django.contrib.auth.models import User


class ResetPasswordForm(AllauthForm):  # type: ignore[misc]
    def clean_email(self) -> str:
        """Find accounts whose address has capitals: allauth looks for small letters."""
        email = str(self.cleaned_data["email"])
        accounts = User.objects.filter(email__iexact=email, is_active=True)
        # databases fold more letters than mail servers do (CVE-2019-19844)
        self.users = [user for user in accounts if user.email.lower() == email]
        return email
