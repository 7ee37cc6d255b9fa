"""The grade that sources allow for a fact: the one rule for desk, importer and checks.

Its definition for readers is the page /p/certainty; change both together.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cases.models.provenance import Certainty
from cases.models.source import Carrier, Source, TextOf

# From the surest; `probable` is a grade of the past, and allowed for nothing new
GRADES = (
    Certainty.CONFIRMED,
    Certainty.REPORTED,
    Certainty.UNCONFIRMED,
    Certainty.UNKNOWN,
)
_WHOLE = {Carrier.ORIGINAL, Carrier.WHOLE_COPY}
# Publications of standing: somebody signs for them. A portal is one by itself, but two
# portals prove nothing: they copy each other.
_STANDING = {TextOf.COURT, TextOf.PRESS, TextOf.FIRM}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What counts of a source; `origin` is the key of the source whose text it is."""

    text_of: str
    carrier: str
    origin: str
    has_address: bool
    address_checked: bool

    @property
    def is_of_standing(self) -> bool:
        return self.text_of in _STANDING and self.carrier in _WHOLE

    @property
    def is_official(self) -> bool:
        return self.is_of_standing and self.text_of == TextOf.COURT


@dataclass(frozen=True, slots=True)
class Allowed:
    """The surest grade that sources allow, and the reason."""

    grade: Certainty
    why: str | Promise

    def permits(self, grade: str) -> bool:
        """Return whether a claim is no surer than this; a grade of the past is."""
        order = [each.value for each in GRADES]
        return grade in order and order.index(grade) >= order.index(self.grade)


def evidence_of(source: Source) -> Evidence:
    return Evidence(
        source.text_of,
        source.carrier,
        source.origin.key,
        source.has_address,
        source.address_checked,
    )


def allowed_grade(sources: Iterable[Evidence]) -> Allowed:
    """Return the surest grade of a fact that rests on these sources alone."""
    known = list(sources)
    if any(each.is_official and _is_open(each) for each in known):
        return Allowed(Certainty.CONFIRMED, _("It is an official document."))
    standing = [each for each in known if each.is_of_standing]
    origins = {each.origin for each in standing}
    # two copies of one text are one publication
    if len(origins) > 1 and any(each.has_address for each in standing):
        return Allowed(
            Certainty.CONFIRMED,
            _("These are two independent publications of standing."),
        )
    if len(origins) > 1:
        return Allowed(Certainty.REPORTED, _("None of these sources has an address."))
    if standing:
        return Allowed(Certainty.REPORTED, _why_not_confirmed(standing))
    if any(each.text_of == TextOf.PORTAL and each.carrier in _WHOLE for each in known):
        return Allowed(
            Certainty.REPORTED,
            _("A portal is one publication; it takes two others to confirm a fact."),
        )
    if known:
        return Allowed(
            Certainty.UNCONFIRMED,
            _(
                "These sources are blogs, damaged or reworded copies, or nobody has "
                "noted whose text they are."
            ),
        )
    return Allowed(Certainty.UNKNOWN, _("No source is named."))


def _is_open(source: Evidence) -> bool:
    """Return whether readers can open it, and somebody here did."""
    return source.has_address and source.address_checked


def _why_not_confirmed(standing: list[Evidence]) -> str | Promise:
    if any(each.is_official for each in standing):
        if any(each.has_address for each in standing):
            return _("The address of the official document was not checked.")
        return _("The official document has no address.")
    return _("It is one publication of standing; it takes two to confirm a fact.")
