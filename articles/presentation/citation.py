"""The citation of a Version: its document, and the family names of its people."""

from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import ContributorText, Edition, Method, Role, Version
from articles.models.document import Document, PrintedName
from articles.presentation.json_ld import SITE_NAME, SITE_NAME_ZH
from cjo.lib.languages import get_language
from cjo.lib.links import absolute, localised
from cjo.lib.locales import CHINA, date_machine, list_text
from cjo.lib.references import Citation, Kind, Name, imprint

_Parts = dict[tuple[str, str], tuple[str, str]]


def citation_of(version: Version) -> Citation:
    """Return all that is known of a Version.

    A name is split into family and given name only while the contributor still has the
    name that was printed.
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
    """Return the citation from the document alone, without a query."""
    document = version.document
    slug, language = edition.article.slug, version.language
    path = reverse("article_version", args=[slug, document["number"]])
    # one library may hold the text in two languages, and needs two keys
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
    """Return the citation for the head of a page, without a query.

    The second title is that of the source while the source is current: whether a former
    source was withdrawn, only a query could answer.
    """
    citation = printed_citation(edition, version)
    source = version.translated_from
    if source is None or source.edition.current_version_id != source.pk:
        return citation
    return replace(citation, second_title=source.title, from_second=True)


def site_name(language: str) -> str:
    return SITE_NAME_ZH if language == "zh-hans" else SITE_NAME


def _second_title(version: Version) -> str:
    """Return the title in another language; later changes do not alter it.

    It is the title of the Version that this one was translated from, or else of the
    Version that was current in the second language when this one was published. It is
    "" if that Version was withdrawn since.
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
        (text.language, text.name): (text.family_name, text.given_name)
        for text in texts
    }


def _names(byline: Iterable[PrintedName], role: str, parts: _Parts) -> tuple[Name, ...]:
    names = []
    for person in byline:
        if person["role"] == role:
            name, native = person["name"], person["native_name"]
            family, given = parts.get((person["name_language"], name), ("", ""))
            names.append(Name(name, family, given, native))
    return tuple(names)


def _notes(document: Document) -> list[str]:
    """Return notes on the making of the text that a scholar has to know."""
    notes = []
    basis = [name["name"] for name in document["byline"] if name["role"] == Role.BASIS]
    if basis:
        names = list_text(basis, document["language"])
        # Translators: A note in a citation; names are the people on whose text this one
        # is based.
        notes.append(_("Based on work of %(names)s.") % {"names": names})
    native = [person for person in document["byline"] if person["native_name"]]
    if native:
        both = (f"{person['name']} {person['native_name']}" for person in native)
        notes.append(f"{'; '.join(both)}.")
    if document["title_from_address"]:
        # Translators: A note in a citation: nobody recorded the title, so that it was
        # formed from the words in the web address.
        notes.append(_("The title was read from the address."))
    if document["method"] == Method.MACHINE:
        notes.append(_("A machine translation that no person has reviewed yet."))
    if document["method"] == Method.MACHINE_REVIEWED:
        name = document["reviewed_by"]
        sentence = (
            # Translators: A note in a citation; name is that of a person.
            _("A machine translation, reviewed by %(name)s.")
            if name
            else _("A machine translation, reviewed by a person.")
        )
        notes.append(sentence % {"name": name})
    base = document["is_based_on"]
    if base:
        sentence = (
            # Translators: A note in a citation. The space keeps the full stop out of
            # the address.
            _("First published as “%(title)s”, %(url)s .")
            if base["relation"] == Edition.Relation.FIRST_PUBLISHED
            # Translators: A note in a citation: the text is new, its facts are those of
            # that article. The space keeps the full stop out of the address.
            else _("Rewritten from the facts of “%(title)s”, %(url)s .")
        )
        notes.append(sentence % {"title": base["title"], "url": base["url"]})
    return notes
