"""Render a published Version anew, from what it froze."""

from django.db import transaction

from articles.models import Edition, Rendering, Stamp, Version
from articles.publishing import list_counts
from articles.publishing.effects import store_rendering
from articles.publishing.mentions import store_named_subjects
from articles.rendering import TextToRender, frozen_states, render
from articles.search.articles import index_edition


def rerender(version: Version, *, dry: bool = False) -> bool:
    """Return whether the HTML is another than before; store it unless `dry`.

    Only new HTML makes a page new: then its stamps are touched and caches purged.
    """
    document = version.document
    rendered = render(
        TextToRender.of_document(document), frozen_states(document["embeds"])
    )
    known = Rendering.objects.filter(version=version).first()
    files = known and known.picture
    same = known is not None and (
        known.body_html == rendered.body_html
        and known.takeaways_html == rendered.takeaways_html
        and known.sources_html == rendered.sources_html
    )
    if dry:
        return not same
    with transaction.atomic():
        store_rendering(version, rendered)
        store_named_subjects(version, rendered.named)
        same = same and version.rendering.picture == files
        if not same:
            _touch(version.edition)
        if version.edition.current_version_id == version.pk:
            index_edition(version.edition)
    return not same


def _touch(edition: Edition) -> None:
    names = list_counts.lists_of(edition.article, edition)
    Stamp.objects.touch(
        {*edition.cache_keys, *list_counts.keys_of(names, edition.language)}
    )
