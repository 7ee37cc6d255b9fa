"""Published states of records, as embeds look them up."""

from articles.extensions.types import RecordState
from cases.models import RecordVersion


def newest_state(kind: str, key: str) -> RecordState | None:
    """Return what readers see of a record; None if it is unknown or withdrawn."""
    version = RecordVersion.objects.newest(kind, key)
    return None if version is None or version.is_withdrawal else _state(version)


def state_at(kind: str, key: str, number: int) -> RecordState:
    """Return a state once published; KeyError if there is none."""
    version = RecordVersion.objects.of(kind, key).filter(number=number).first()
    if version is None:
        raise KeyError(f"{kind}:{key}, version {number}")
    return _state(version)


def _state(version: RecordVersion) -> RecordState:
    return RecordState(
        kind=version.kind,
        key=version.key,
        number=version.number,
        hash=version.hash,
        snapshot=version.snapshot,
    )


def unique(subjects: list[tuple[str, str] | None]) -> list[tuple[str, str]]:
    """Return the subjects in order, once each, without what is unknown."""
    return list(dict.fromkeys(one for one in subjects if one is not None))
