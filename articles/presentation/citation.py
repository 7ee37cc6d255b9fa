"""How a Version is cited: by what it froze, and by the parts of its names."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import ContributorText, Edition, Method, Role, Version
from articles.models.document import Document, PrintedName
from articles.presentation.json_ld import SITE_NAME, SITE_NAME_ZH
from cjo.lib.languages import get_language
from cjo.lib.links import absolute, localised
from cjo.lib.locales import CHINA, date_machine
from cjo.lib.references import Citation, Kind, Name, imprint

_Parts = dict[tuple[str, str], tuple[str, str]]


def citation_of(version: Version) -> Citation:
    """Return all that is known of a Version.

    A name is parted only while the contributor still bears it as it was printed.
    """
    title = _second_title(version)
    return replace(
        printed_citation(version.edition, version, _parts_of(version)),
        second_title=title,
        from_second=bool(title and version.translated_from_id),
    )


def printed_citation(
    edition: Edition, version: Version, parts: _Parts | None = None
) -> Citation:
    """Return what the Version says by itself. Asks the database nothing."""
    document = version.document
    slug, language = edition.article.slug, version.language
    path = reverse("article_version", args=[slug, document["number"]])
    suffix = "" if language == "en" else f"-{language}"
    day = version.published_at.astimezone(CHINA).date().isoformat()

    def named(role: Role) -> tuple[Name, ...]:
        return _names(document["byline"], role, parts or {})

    return Citation(
        kind=Kind.ARTICLE,
        key=f"cjo-{slug}{suffix}-v{document['number']}",
        title=version.title,
        url=absolute(localised(path, language)),
        language=get_language(language).tag,
        site=site_name(language),
        number=document["number"],
        published=day,
        dated=date_machine(version.dated, version.dated_precision),
        authors=named(Role.AUTHOR),
        editors=named(Role.EDITOR),
        translators=named(Role.TRANSLATOR),
        notes=(*_notes(document), imprint(document["number"], day, version.hash)),
    )


def page_citation(edition: Edition, version: Version) -> Citation:
    """Return what the head of its page tells. Asks the database nothing.

    The second title is that of the source, while the source is what readers see: of
    one that was replaced, only a query could tell whether it was withdrawn.
    """
    citation = printed_citation(edition, version)
    source = version.translated_from
    if source is None or source.edition.current_version_id != source.pk:
        return citation
    return replace(citation, second_title=source.title, from_second=True)


def site_name(language: str) -> str:
    return SITE_NAME_ZH if language == "zh-hans" else SITE_NAME


def _second_title(version: Version) -> str:
    """Return the title in another language, which no later change may touch.

    It is that of the Version this one was translated from, or else of the one that
    readers saw in the second language when this one came out. What was withdrawn
    since is not shown.
    """
    texts = Version.objects.only("edition", "number", "title")
    if version.translated_from_id:
        texts = texts.filter(pk=version.translated_from_id)
    else:
        texts = texts.filter(
            edition__article=version.edition.article_id,
            language=_second_language(version.language),
            published_at__lte=version.published_at,
        )
    newest = texts.order_by("-number").first()
    if newest is None or Version.objects.withdrawal_of(newest) is not None:
        return ""
    return newest.title


def _second_language(language: str) -> str:
    return "zh-hans" if language == "en" else "en"


def _parts_of(version: Version) -> _Parts:
    """Return family and given name of each contributor's name in each language."""
    texts = ContributorText.objects.filter(
        contributor__bylines__version=version
    ).exclude(family_name="")
    return {
        (one.language, one.name): (one.family_name, one.given_name) for one in texts
    }


def _names(byline: Iterable[PrintedName], role: str, parts: _Parts) -> tuple[Name, ...]:
    found = []
    for one in byline:
        if one["role"] == role:
            family, given = parts.get((one["name_language"], one["name"]), ("", ""))
            found.append(Name(one["name"], family, given, one["native_name"]))
    return tuple(found)


def _notes(document: Document) -> list[str]:
    """Return what a scholar has to know of how the text was made."""
    notes = []
    native = [one for one in document["byline"] if one["native_name"]]
    if native:
        both = (f"{one['name']} {one['native_name']}" for one in native)
        notes.append(f"{'; '.join(both)}.")
    if document["title_from_address"]:
        notes.append(_("The title was read off an address."))
    if document["method"] == Method.MACHINE:
        notes.append(_("A machine translation that no person has reviewed yet."))
    if document["method"] == Method.MACHINE_REVIEWED:
        name = document["reviewed_by"] or _("a person")
        notes.append(_("A machine translation, reviewed by %(name)s.") % {"name": name})
    base = document["is_based_on"]
    if base:
        said = (
            _("First published as “%(title)s”, %(url)s .")
            if base["relation"] == Edition.Relation.FIRST_PUBLISHED
            else _("Rewritten from the facts of “%(title)s”, %(url)s .")
        )
        notes.append(said % {"title": base["title"], "url": base["url"]})
    return notes
