"""The reasons that keep a chief editor from withholding what was chosen."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from articles.models import ChainedModel
from articles.models.protected_name import SHORTEST
from articles.publishing.problems import Problem
from articles.redaction.choice import Choice
from articles.redaction.places import Place


def problems_of(
    choice: Choice, places: Sequence[Place], *, reason: str, seen: int
) -> Iterator[Problem]:
    """Yield each problem; `seen` is the number of places that the chief has seen."""
    yield from problems_of_choice(choice)
    if not reason.strip():
        yield Problem("reason", _("Readers will see the reason: give one."))
    elif choice.pattern is not None and choice.pattern.search(reason):
        yield Problem("reason", _("The reason contains a name that is to be withheld."))
    if len(places) != seen:
        message = _("The places are other ones by now: look at them again.")
        yield Problem("confirmation", message)


def problems_of_choice(choice: Choice) -> Iterator[Problem]:
    if not choice.names and not choice.versions:
        yield Problem("names", _("Give a name or a version."))
    if any(len(name) < SHORTEST for name in choice.names):
        message = _("Give at least %(count)d characters of a name on each line.")
        yield Problem("names", message % {"count": SHORTEST})
    message = _(
        "Readers read %(version)s now. Publish a version without these words first, "
        "or withdraw it."
    )
    for version in choice.versions:
        if is_read_now(version):
            yield Problem("versions", message % {"version": version})


def is_read_now(version: ChainedModel) -> bool:
    """Return whether a version is what readers find without asking for an older one."""
    return not version.is_withdrawal and any(
        owner.related_model._default_manager.filter(current_version=version).exists()
        for owner in version._meta.related_objects
        if owner.field.name == "current_version"
    )
