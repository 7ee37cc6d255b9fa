"""Render a published Version anew, from what it froze."""

from django.db import transaction

from articles.models import Edition, Rendering, Version
from articles.publishing import effects
from articles.publishing.list_counts import lists_of
from articles.publishing.mentions import store_named_subjects
from articles.rendering import TextToRender, frozen_states, render
from articles.search.articles import index_edition

_SHOWN = ("body_html", "takeaways_html", "sources_html", "picture")


def rerender(version: Version, *, dry: bool = False) -> bool:
    """Return whether the HTML is another than before; store it unless `dry`.

    Only new HTML makes a page new: then its stamps are touched and caches purged.
    """
    document = version.document
    rendered = render(
        TextToRender.of_document(document), frozen_states(document["embeds"])
    )
    rendering = effects.unsaved_rendering(version, rendered)
    known = Rendering.objects.filter(version=version).values(*_SHOWN).first()
    changed: bool = known != {name: getattr(rendering, name) for name in _SHOWN}
    if dry:
        return changed
    with transaction.atomic():
        # first, for publishing waits for the edition before it writes a rendering
        edition = Edition.objects.select_for_update().get(pk=version.edition_id)
        effects.replace_rendering(rendering)
        store_named_subjects(version, rendered.named)
        if changed:
            effects.touch_pages(edition, lists_of(edition.article, edition))
        if edition.current_version_id == version.pk:
            index_edition(edition)
    return changed
