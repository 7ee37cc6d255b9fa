"""Render a published Version anew, from what it froze."""

from articles.models import Edition, Rendering, Version
from articles.publishing import effects, integrity, markdown_flaws
from articles.publishing.list_counts import lists_of
from articles.publishing.mentions import store_named_subjects
from articles.publishing.problems import PublishingRefused
from articles.publishing.rendered_first import rendered_first, require_current
from articles.rendering import Rendered, TextToRender, frozen_states, render
from articles.search.articles import index_edition
from cjo.lib.turn import in_turn

_SHOWN = ("body_html", "takeaways_html", "sources_html", "picture")


def rerender(version: Version, *, dry: bool = False) -> bool:
    """Return whether the HTML is another than before; store it unless `dry`.

    Only new HTML makes a page new: then its stamps are touched and caches purged.
    Raises PublishingRefused where the text cannot be converted now.
    """
    if dry:
        rendering = effects.unsaved_rendering(version, render_frozen(version))
        return _shows_another_page(_former(version), rendering)
    return rendered_first(
        lambda: render_frozen(version),
        lambda rendered: replace_rendering(version, rendered),
    )


def render_frozen(version: Version, text: TextToRender | None = None) -> Rendered:
    """Render a Version, or `text` in its place, with the records that it froze.

    Raises PublishingRefused where the text cannot be converted now.
    """
    document = version.document
    text = text or TextToRender.of_document(document)
    rendered = render(text, frozen_states(document["embeds"]))
    if refused := [*markdown_flaws.failures(rendered)]:
        raise PublishingRefused(refused)
    return rendered


@in_turn
def replace_rendering(version: Version, rendered: Rendered) -> bool:
    """Store another rendering of a Version; return whether readers see another page."""
    text = TextToRender.of_document(version.document)
    require_current(rendered, text, frozen_states(version.document["embeds"]))
    former, rendering = _former(version), effects.unsaved_rendering(version, rendered)
    edition = Edition.objects.get(pk=version.edition_id)
    changed = _shows_another_page(former, rendering)
    if former is None or former.entered != rendering.entered:
        effects.replace_rendering(rendering)
        integrity.enter([rendering])
    store_named_subjects(version, rendered.named)
    if changed:
        effects.touch_pages(edition, lists_of(edition.article, edition))
    if edition.current_version_id == version.pk:
        index_edition(edition)
    return changed


def _former(version: Version) -> Rendering | None:
    return Rendering.objects.filter(version=version).first()


def _shows_another_page(former: Rendering | None, rendering: Rendering) -> bool:
    return former is None or any(
        getattr(former, name) != getattr(rendering, name) for name in _SHOWN
    )
