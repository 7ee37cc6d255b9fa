"""Checks before publishing: each problem names the field where it is to be mended."""

import re
from collections.abc import Container, Iterable, Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from articles.extensions import registries
from articles.extensions.types import RecordState
from articles.models import (
    NOTELESS,
    Address,
    Article,
    ChangeType,
    Edition,
    Mention,
    Method,
    Subject,
    SubjectText,
    Version,
    picture_files,
)
from articles.models.document import Document
from articles.models.edition import EditionQuerySet
from articles.publishing import markdown_flaws, protected_names, translation_faults
from articles.publishing.problems import Named, Problem
from articles.rendering import Rendered
from cjo.lib.links import split_language
from cjo.lib.safe_urls import safe_address

_VERSION = re.compile(r"/[ap]/(?P<slug>[a-z0-9-]+)/v/(?P<number>[1-9][0-9]{0,6})")


def problems_of(
    edition: Edition, rendered: Rendered, document: Document
) -> list[Problem]:
    article = edition.article
    printed = {**document, "slug": article.slug}
    problems = [
        *_missing_text(edition),
        *_origin(edition),
        *translation_faults.problems(edition),
        *unknown_embeds(rendered),
        *markdown_flaws.problems(edition, rendered),
        *_pictures(edition, rendered),
        *_links(rendered),
        *_addresses(edition, rendered),
        *protected_names.problems_in(printed, article.get_absolute_url()),
    ]
    return list(dict.fromkeys(problems))


def wrong_change(change: str, note: str, choices: Container[str]) -> list[Problem]:
    """Return the problem of a change type that is no choice, or lacks its note."""
    if change not in choices:
        return [Problem("change", _("Choose what kind of change this is."))]
    if change not in NOTELESS and not note.strip():
        return [Problem("note", _("Tell readers what changed: the note is public."))]
    return []


def unseen_versions(editions: Iterable[Edition], seen: int | None) -> list[Problem]:
    """Return a problem if a text was published since the version `seen`, by key."""
    newest = max((edition.current_version_id or 0 for edition in editions), default=0)
    if seen is None or newest <= seen:
        return []
    changed = _("Somebody changed it meanwhile. Look at it again, then decide.")
    return [Problem("", changed)]


def undeclared_corrections(
    edition: Edition, states: Iterable[RecordState], change: str
) -> list[Problem]:
    """Return a problem for each correction that another change type would hide.

    A text takes its records as they are today, so the repair of a comma would replace a
    corrected figure without telling anybody. A correction of another part of a record,
    or of its words in another language, is none of this text.
    """
    version = edition.current_version
    if version is None or change == ChangeType.CORRECTION:
        return []
    shown = {(state.kind, state.key) for state in states}
    label = SubjectText.objects.label_in(edition.language, "subject")
    reached = Mention.objects.filter(version=version, corrected__gt=0)
    corrected = reached.values_list("subject__kind", "subject__key", label)
    message = _(
        "It will show corrected figures or facts of “%(name)s”. Choose “correction”, "
        "and tell readers what was corrected."
    )
    return [
        Problem("change", message % {"name": name or key}, _record(kind, key, name))
        for kind, key, name in corrected
        if (kind, key) in shown
    ]


def _record(kind: str, key: str, name: str | None) -> Named | None:
    owners = Address.objects.filter(kind=kind, slug=key)
    pk = owners.values_list("object_id", flat=True).first()
    return Named(kind, pk, name or key) if pk else None


def _missing_text(edition: Edition) -> Iterator[Problem]:
    if not edition.title.strip():
        yield Problem("title", _("Give the text a title."))
    empty = not edition.abstract.strip() and not edition.body.strip()
    if edition.article.kind == Article.Kind.ARTICLE and empty:
        yield Problem(
            "abstract",
            _("Write an abstract or a text, or make the article a listing."),
        )
    if edition.article.is_page and not edition.body.strip():
        yield Problem("body", _("A page needs a text."))


def _origin(edition: Edition) -> Iterator[Problem]:
    if bool(edition.based_on_relation) != bool(edition.based_on_title):
        yield Problem(
            "based_on_title", _("Give both the relation and the title, or neither.")
        )
    if edition.method == Method.MACHINE_REVIEWED and not edition.reviewed_by_id:
        yield Problem("reviewed_by", _("Name the person who reviewed the translation."))
    if edition.method != Method.ORIGINAL and not edition.translated_from_id:
        yield Problem(
            "translated_from", _("Choose the version that it was translated from.")
        )


def unknown_embeds(rendered: Rendered) -> Iterator[Problem]:
    for reference in rendered.unknown:
        names = ", ".join(sorted(registries.embeds))
        shown = f"[[{reference.name}:{reference.argument}]]"
        if reference.name not in registries.embeds:
            yield Problem(
                "body",
                _("%(embed)s is no embed. Known ones are: %(names)s.")
                % {"embed": shown, "names": names},
            )
        else:
            yield Problem(
                "body",
                _("%(embed)s leads to nothing published. Check its spelling.")
                % {"embed": shown},
            )


def _pictures(edition: Edition, rendered: Rendered) -> Iterator[Problem]:
    picture = edition.article.picture
    if picture and not picture.texts.filter(language=edition.language).exists():
        yield Problem(
            "picture",
            _("Describe the lead picture in this language: it has no text yet."),
        )
    for source, alt in rendered.pictures:
        if not source:
            yield Problem(
                "body",
                _("A picture in the text has to be uploaded here first."),
            )
        elif not alt.strip():
            yield Problem(
                "body",
                _("The picture %(source)s has no description: ![what it shows](…).")
                % {"source": source},
            )
        elif not picture_files.is_kept(source):
            yield Problem(
                "body", _("No picture is kept at %(source)s.") % {"source": source}
            )


def _links(rendered: Rendered) -> Iterator[Problem]:
    for link in dict.fromkeys(rendered.links):
        if not leads_somewhere(link):
            yield Problem(
                "body", _("The link to %(link)s leads to nothing.") % {"link": link}
            )


def _addresses(edition: Edition, rendered: Rendered) -> Iterator[Problem]:
    """Refuse web addresses with a user name or password, and those of private hosts."""
    message = _(
        "%(address)s is no address that readers can be sent to: it has to lead to a "
        "public site, without a name or password before an @."
    )
    for link in dict.fromkeys(rendered.links):
        if re.match("(?i)https?:|//", link) and not _is_fit(link):
            yield Problem("body", message % {"address": link})
    if edition.based_on_url and not _is_fit(edition.based_on_url):
        yield Problem("based_on_url", message % {"address": edition.based_on_url})


def _is_fit(address: str) -> bool:
    whole = f"https:{address}" if address.startswith("//") else address
    # while a site is tried out, its own address may be that of a private host
    own = whole == settings.SITE_URL or whole.startswith(f"{settings.SITE_URL}/")
    return own or bool(safe_address(whole))


def leads_somewhere(link: str) -> bool:
    """Return whether a link may be published; only our own addresses are looked up."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if parts.scheme in ("http", "https"):
        return bool(parts.hostname)
    if parts.netloc:
        return True  # `//host/…` leads to somebody else, if anywhere
    if parts.scheme == "mailto":
        return "@" in parts.path
    _language, path = split_language(parts.path)
    if not path.startswith("/"):
        return False
    if version := _VERSION.fullmatch(path):
        return _has_version(version["slug"], int(version["number"]))
    space, _slash, slug = path.strip("/").rpartition("/")
    if space in ("a", "p"):
        return _published(slug).exists()
    if space in ("t", "contributors"):
        return Address.objects.filter(space=space, slug=slug).exists()
    try:
        route = resolve(path)
    except Resolver404:
        return False
    # the page of a record has its slug in the route, a list has none
    return not route.kwargs or Subject.objects.readable().filter(url=path).exists()


def _published(slug: str) -> EditionQuerySet:
    owner = Address.objects.filter(space="a", slug=slug).values("object_id")
    return Edition.objects.published().filter(article__in=owner)


def _has_version(slug: str, number: int) -> bool:
    # in any language: the page of one that lacks it names those that have it
    return Version.objects.filter(edition__in=_published(slug), number=number).exists()
