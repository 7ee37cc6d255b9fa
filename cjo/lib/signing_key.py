"""The site's signing key (Ed25519, RFC 8032), in a file of its own.

It is in no database and in no backup: whoever has those cannot sign.
"""

from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

from cjo.lib.atomic_files import write_once


def sign(text: str) -> str:
    """Return the signature, in hexadecimal; make the key if there is none yet."""
    return _key(settings.INTEGRITY_KEY_FILE).sign(text.encode()).hex()


def public_key() -> str:
    """Return the key that signatures are checked with, in hexadecimal."""
    return _key(settings.INTEGRITY_KEY_FILE).public_key().public_bytes_raw().hex()


def is_kept() -> bool:
    """Return whether there is a key; a restored site may have none yet."""
    return Path(settings.INTEGRITY_KEY_FILE).exists()


def is_signed(text: str, signature: str, key: str) -> bool:
    """Return whether the signature of a text was made with this public key."""
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(bytes.fromhex(signature), text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


@cache
def _key(path: Path) -> Ed25519PrivateKey:
    if not path.exists():
        made = Ed25519PrivateKey.generate()
        write_once(
            path,
            made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
        )
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise TypeError(f"{path} holds no Ed25519 key.")
    return key
