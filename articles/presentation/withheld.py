"""The sentence on a version from which words were withheld."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from articles.models import ChainedModel
from articles.presentation.change_note import day_of
from cjo.lib.passages import foreign


def withheld_line(version: ChainedModel) -> SafeString | None:
    """Return since when and why words are withheld; None if there are none."""
    if version.withheld is None:
        return None
    redaction = version.withheld.redaction
    reason = format_html(
        "<span{}>{}</span>", foreign(redaction.language), redaction.reason
    )
    # Translators: Withheld: taken out, and a mark put in their place. {reason} is whole
    # sentences. The hash is a SHA-256 checksum.
    sentence = _(
        "Words of this version are withheld since {day}: {reason} The hash is that of "
        "the version as it was published."
    )
    return format_html(sentence, day=day_of(redaction.at), reason=reason)
