"""Encrypted backups, in the age format: https://age-encryption.org/v1

A backup is encrypted for public keys. The machine that makes it cannot read it again,
and the program `age` opens it without this site.
"""

from collections.abc import Sequence
from pathlib import Path

import pyrage
from pyrage.x25519 import Identity, Recipient

from cjo.lib.backups.manifest import BackupError

_MAGIC = b"age-encryption.org/"


def new_key() -> tuple[str, str]:
    """Return a secret key and its public key."""
    identity = Identity.generate()
    return str(identity), str(identity.to_public())


def is_encrypted(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC


def encrypt(source: Path, target: Path, public_keys: Sequence[str]) -> None:
    try:
        recipients = [Recipient.from_str(key) for key in public_keys]
    except pyrage.RecipientError as wrong:
        raise BackupError(
            "BACKUP_KEYS has to list public keys, such as age1…, separated by commas."
        ) from wrong
    with source.open("rb") as plain, target.open("wb") as sealed:
        try:
            pyrage.encrypt_io(plain, sealed, recipients)
        except pyrage.EncryptError as wrong:
            raise BackupError(f"The backup cannot be encrypted: {wrong}.") from wrong


def decrypt(source: Path, target: Path, key_file: Path | None) -> None:
    """Decrypt with the secret key in a file, as `age-keygen` writes it too."""
    if key_file is None:
        raise BackupError(
            "This backup is encrypted: name the file of its secret key with --key."
        )
    try:
        lines = key_file.read_text().splitlines()
        keys = [line for line in lines if line and not line.startswith("#")]
        identities = [Identity.from_str(key.strip()) for key in keys]
    except (OSError, ValueError, pyrage.IdentityError) as wrong:
        raise BackupError(
            f"{key_file} holds no secret key, which begins with AGE-SECRET-KEY-."
        ) from wrong
    with source.open("rb") as sealed, target.open("wb") as plain:
        try:
            pyrage.decrypt_io(sealed, plain, identities)
        except (pyrage.DecryptError, OSError) as wrong:
            if getattr(wrong, "errno", None):  # of the disk, not of the encryption
                raise
            if "No matching keys" in str(wrong):
                raise BackupError(
                    f"The key in {key_file} is not that of this backup."
                ) from wrong
            raise BackupError(f"The encrypted file is damaged: {wrong}.") from wrong
