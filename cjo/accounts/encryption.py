"""Secrets of second factors, encrypted with a key that is not in the database."""

from base64 import urlsafe_b64encode
from contextlib import suppress

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _


class UnreadableSecretError(ValidationError, PermissionDenied):
    """The key has changed: a form says so, and a page without one answers 403."""

    # a template that counts recovery codes goes on without them
    silent_variable_failure = True

    def __init__(self) -> None:
        super().__init__(
            _(
                "The site has another key than when this was set up, so it cannot be "
                "checked. Use a passkey, or ask whoever runs the site: the command "
                "make_editor gives a new password and removes the second factor."
            )
        )

    def __str__(self) -> str:
        return str(self.message)


def encrypt(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    try:
        return _cipher().decrypt(encrypted).decode()
    except InvalidToken as wrong:
        raise UnreadableSecretError from wrong


@transaction.atomic
def encrypt_with_newest_key() -> None:
    """Encrypt anew what a former key encrypted, so that nobody needs that any more."""
    cipher = _cipher()
    for factor in Authenticator.objects.select_for_update().order_by("pk"):
        for name in {"secret", "seed"} & factor.data.keys():
            with suppress(InvalidToken):
                factor.data[name] = cipher.rotate(factor.data[name]).decode()
                factor.save(update_fields=["data"])


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(secret: str) -> bytes:
    """Return a key for this purpose alone (RFC 5869)."""
    key = HKDF(SHA256(), length=32, salt=None, info=b"second factors")
    return urlsafe_b64encode(key.derive(secret.encode()))
