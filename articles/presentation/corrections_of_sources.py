"""Corrections of sources that their translations have not followed, for the log.

A reader of the translation is told of them in the log of the own language: the words of
the translation may still contain the error. Once it follows, its own correction is in
the log in their place.
"""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from articles.extensions.types import Correction
from articles.models import ChangeType, Edition, Version
from cjo.lib.locales import language_names


class SourceLog:
    """The Versions that corrected the source of a text, in the log of its language."""

    kind = "source"

    def places(self, language: str) -> QuerySet[Version]:
        behind = Edition.objects.published().filter(
            article=OuterRef("edition__article"),
            language=language,
            current_version__translated_from__edition=OuterRef("edition"),
            current_version__translated_from__number__lt=OuterRef("number"),
        )
        # order: the log sorts its places by itself
        corrections = Version.objects.filter(change_type=ChangeType.CORRECTION)
        return corrections.filter(
            Exists(behind), edition__is_withdrawn=False
        ).order_by()

    def readable(self, language: str) -> QuerySet[Version]:
        return self.places(language)

    def languages(self) -> set[str]:
        translated = "current_version__translated_from"
        behind = Edition.objects.open().filter(
            **{
                f"{translated}__edition__is_withdrawn": False,
                f"{translated}__edition__versions__change_type": ChangeType.CORRECTION,
                f"{translated}__edition__versions__number__gt": F(
                    f"{translated}__number"
                ),
            }
        )
        return set(behind.values_list("language", flat=True).distinct())

    def lines(self, ids: Iterable[int], language: str) -> dict[int, Correction]:
        versions = (
            Version.objects.filter(pk__in=list(ids))
            .select_related("edition__article")
            .defer("canonical")
        )
        works = [version.edition.article_id for version in versions]
        translations = {
            edition.article_id: edition
            for edition in Edition.objects.filter(article__in=works, language=language)
            .select_related("article", "current_version")
            .defer("current_version__canonical")
        }
        return {
            version.pk: _line(version, translations[version.edition.article_id])
            for version in versions
        }


def _line(version: Version, translation: Edition) -> Correction:
    """Return a line: the title is that of the translation, the note the source's."""
    source, language = version.edition, translation.language
    current = translation.current_version
    names = language_names([source.language], language)
    # the log of the source has an entry of its own
    tag = f"{source.tag}/v/{version.number}/{language}"
    is_open = source.is_open
    return Correction(
        tag=tag,
        at=version.published_at,
        title=current.title if current else "",
        title_language=language,
        note=version.change_note,
        note_language=version.language,
        # Translators: A type of change; languages is a list of names of languages in
        # their basic form.
        type_label=_("correction in %(languages)s") % {"languages": names},
        url=translation.get_absolute_url(),
        history_url=(source if is_open else translation).url_of("history"),
        version=version.hash,
        ahead=names,
    )
