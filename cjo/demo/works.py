"""Load articles and pages: the article, then its text in each language."""

import contextlib
import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from articles.models import (
    Article,
    Category,
    ChangeType,
    Contribution,
    Contributor,
    Edition,
    Mention,
    PathRedirect,
    Picture,
    Series,
    Subject,
    Version,
)
from articles.publishing import (
    add_language,
    create_article,
    publish,
    save_draft,
    update_article,
)
from articles.publishing.problems import NothingNew
from cjo.demo.files import ContentFile
from cjo.demo.taxonomy import picture_named

UPDATE_NOTE = "The demo content was updated."
CORRECTED_NOTE = "The demo content was updated, and shows the corrected records."


def load_work(file: ContentFile, by: User, *, follow: bool = True) -> Article:
    """Create or update the article that a `work.yaml` describes.

    Without `follow` the caller publishes its texts, by `publish_differing`.
    """
    facts, slug = file.data, _slug(file)
    dated = _date(facts.get("dated"))
    happened = _date(facts.get("happened"))
    fields: dict[str, Any] = {
        "kind": facts.get("kind", "article"),
        "dated": dated,
        "dated_precision": facts.get("dated_precision", "day" if dated else "unknown"),
        "happened": happened,
        "happened_precision": facts.get(
            "happened_precision", "day" if happened else "unknown"
        ),
        "series": _named(Series, facts["series"]) if facts.get("series") else None,
        "series_part": facts.get("series_part"),
        "picture": _picture(file, facts.get("picture"), by),
    }
    article = Article.objects.filter(slug=slug).first()
    if article is None:
        article = create_article(by=by, slug=slug, **fields)
    if facts.get("lead") and article.lead_since is None:
        fields["lead_since"] = timezone.now()
    _contributions(article, facts.get("contributions", []))
    categories = [_named(Category, slug) for slug in facts.get("categories", [])]
    update_article(article, by=by, categories=categories, refresh=False, **fields)
    for path in facts.get("former_paths", []):
        PathRedirect.objects.update_or_create(
            old_path=path, defaults={"new_path": article.get_absolute_url()}
        )
    if follow:
        publish_differing(article, by)
    return article


def publish_differing(
    article: Article,
    by: User,
    *,
    change: ChangeType | None = None,
    note_in: Callable[[str], str] = lambda _language: "",
) -> None:
    """Publish the texts that print a former date or byline: versions freeze both."""
    replaced: dict[int | None, Version] = {}
    differing = Edition.objects.filter(article=article, differs=True)
    # a text before its translations: these are of the same words as before
    for edition in differing.order_by(F("translated_from").asc(nulls_first=True)):
        if not edition.is_readable:
            continue
        source = replaced.get(edition.translated_from_id)
        draft = (
            save_draft(edition, by=by, translated_from=source) if source else edition
        )
        kind, note = _change(draft, change, note_in(draft.language))
        former = draft.current_version_id
        replaced[former] = publish(draft, by=by, change=kind, note=note)


def _change(
    edition: Edition, change: ChangeType | None, note: str
) -> tuple[ChangeType, str]:
    """Return the type and note of a new version of a text."""
    version = edition.current_version
    if version is None:
        return ChangeType.FIRST, ""
    if change is not None:
        return change, note
    # it takes its records as they are today: readers are told if one was corrected
    if Mention.objects.shown_before_correction(version).exists():
        return ChangeType.CORRECTION, CORRECTED_NOTE
    return ChangeType.UPDATE, UPDATE_NOTE


def load_chosen(file: ContentFile, by: User) -> None:
    """Set the related items that the editors chose for an article."""
    chosen = [_named(Article, slug) for slug in file.data.get("related", [])]
    if chosen:
        article = _named(Article, _slug(file))
        update_article(article, by=by, chosen=chosen, refresh=False)


def load_edition(
    file: ContentFile,
    by: User,
    *,
    change: ChangeType | None = None,
    note: str = "",
) -> Edition:
    """Save and publish the text that a Markdown file holds.

    `change` and `note` are those of a text that is published already.
    """
    facts, body = file.post
    article = _named(Article, _slug(file))
    language = file.language
    edition = Edition.objects.filter(article=article, language=language).first()
    if edition is None:
        edition = add_language(article, language, by=by)
    source = facts.get("translated_from")
    based_on = facts.get("is_based_on") or {}
    edition = save_draft(
        edition,
        by=by,
        about=[_subject(name) for name in facts.get("about", [])],
        title=facts["title"],
        title_from_address=bool(facts.get("title_from_address")),
        abstract=facts.get("abstract") or "",
        takeaways="\n".join(facts.get("takeaways") or []),
        body=body,
        sources="\n".join(f"- {line}" for line in facts.get("sources") or []),
        method=facts.get("method", "original"),
        translated_from=_source(article, source) if source else None,
        based_on_relation=based_on.get("relation", ""),
        based_on_title=based_on.get("title", ""),
        based_on_url=based_on.get("url", ""),
        based_on_dated=_date(based_on.get("dated")),
    )
    kind, note = _change(edition, change, note)
    # a file can be written in another way, and say the same
    with contextlib.suppress(NothingNew):
        publish(
            edition,
            by=by,
            change=kind,
            note=note,
            refresh=False,  # once at the end, for all files together
        )
    edition.refresh_from_db()
    return edition


def _slug(file: ContentFile) -> str:
    return file.path.split("/")[-2]


def _date(value: Any) -> dt.date | None:
    # YAML turns a complete date into a date, and leaves one in quotes a string
    if value is None or isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(str(value))


def _named(model: Any, slug: str) -> Any:
    row = model.objects.filter(slug=slug).first()
    if row is None:
        raise ValueError(f"There is no {model._meta.verbose_name} “{slug}”.")
    return row


def _picture(file: ContentFile, key: str | None, by: User) -> Picture | None:
    return picture_named(key, file.root, by) if key else None


def _subject(name: str) -> Subject:
    kind, _colon, key = name.partition(":")
    subject = Subject.objects.filter(kind=kind, key=key).first()
    if subject is None:
        raise ValueError(f"There is no subject “{name}”.")
    return subject


def _source(article: Article, language: str) -> Any:
    source = Edition.objects.filter(article=article, language=language).first()
    if source is None or source.current_version is None:
        raise ValueError(f"The text in {language} has to be published first.")
    return source.current_version


def _contributions(article: Article, entries: list[dict[str, Any]]) -> None:
    wanted = [
        Contribution(
            article=article,
            contributor=_named(Contributor, entry["contributor"]),
            role=entry.get("role", "aut"),
            language=entry.get("language", ""),
            position=place,
        )
        for place, entry in enumerate(entries)
    ]
    # all anew: their order is part of the byline
    article.contributions.all().delete()
    Contribution.objects.bulk_create(wanted)
