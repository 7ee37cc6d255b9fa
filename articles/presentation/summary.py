"""The remarks on a text of which only the summary is published."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Subject, SubjectText, Version
from cjo.lib.links import localised
from cjo.lib.locales import list_text


def summary_line(version: Version) -> SafeString:
    """Return that this is only a summary, with links to the cases that it names."""
    cases = _cases(version)
    if not cases:
        none = _(
            "Only a summary is published here. It names no case that is on record here."
        )
        return escape(none)
    sentence = ngettext(
        "Only a summary is published here. Its case on record: {cases}",
        "Only a summary is published here. Its cases on record: {cases}",
        len(cases),
    )
    # every link is escaped, and CLDR puts commas and a word between them
    listed = mark_safe(list_text(cases, version.language))
    return format_html(sentence, cases=listed)


def _cases(version: Version) -> list[SafeString]:
    if version.pk is None:  # a draft has no mentions yet
        return []
    label = SubjectText.objects.label_in(version.language, "pk")
    cases = (
        Subject.objects.readable()
        .filter(kind=Subject.Kind.CASE, mentions__version=version)
        .exclude(url="")
        .annotate(label=label)
        .distinct()
        .order_by("pk")
        .values_list("url", "label", "key")
    )
    return [
        format_html(
            '<a href="{}">{}</a>', localised(url, version.language), label or key
        )
        for url, label, key in cases
    ]
