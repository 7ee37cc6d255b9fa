"""The remarks on a text of which only the summary is published."""

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Mention, Subject, SubjectText, Version
from cjo.lib.links import localised
from cjo.lib.locales import list_html
from cjo.lib.passages import isolated


def summary_line(version: Version) -> SafeString:
    """Return that this is only a summary, with links to the cases that it names."""
    if version.pk is None:  # a draft has no mentions yet
        return _line([], version.language)
    return summary_lines([version], version.language)[version.pk]


def summary_lines(versions: list[Version], language: str) -> dict[int, SafeString]:
    """Return the line of each version, by its id; one query."""
    cases: dict[int, list[SafeString]] = {version.pk: [] for version in versions}
    if not versions:
        return {}
    label = SubjectText.objects.label_in(language, "subject")
    mentions = (
        Mention.objects.filter(
            version__in=versions,
            subject__kind=Subject.Kind.CASE,
            subject__withdrawn_on__isnull=True,
        )
        .exclude(subject__url="")
        .annotate(label=label)
        .distinct()
        .order_by("subject")
        .values_list("version", "subject__url", "label", "subject__key")
    )
    for pk, url, name, key in mentions:
        address, title = localised(url, language), isolated(name or key, language)
        cases[pk].append(format_html('<a href="{}">{}</a>', address, title))
    return {pk: _line(links, language) for pk, links in cases.items()}


def _line(cases: list[SafeString], language: str) -> SafeString:
    if not cases:
        # Translators: “It” is the summary; a case on record is one that this site
        # describes.
        none = _(
            "Only a summary is published here. It names no case that is on record here."
        )
        return escape(none)
    # Translators: {cases} is a list of linked titles: the court cases that the summary
    # names and this site describes. The plural is for several of them.
    sentence = ngettext(
        "Only a summary is published here. Its case on record: {cases}",
        "Only a summary is published here. Its cases on record: {cases}",
        len(cases),
    )
    return format_html(sentence, cases=list_html(cases, language))
