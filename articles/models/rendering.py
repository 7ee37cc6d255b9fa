"""Renderings: a Version as HTML and plain text, frozen until it is rendered anew."""

from django.db import models

from articles.models.document import canonical, digest
from articles.models.frozen import FrozenModel
from articles.models.integrity import Entered, EntryKind
from articles.models.sanitized import SanitizedHTMLField
from articles.models.version import Version


class Rendering(FrozenModel):
    """The HTML and plain text of a Version; only `manage.py rerender` replaces them.

    `outline` lists the headings: id, level, text. `picture` is the lead picture's
    files as an `img` wants them, or null. `minutes` is the time to read, in minutes.
    """

    version = models.OneToOneField(
        Version, models.PROTECT, primary_key=True, related_name="rendering"
    )
    body_html = SanitizedHTMLField()
    takeaways_html = SanitizedHTMLField()
    sources_html = SanitizedHTMLField()
    outline = models.JSONField(default=list)
    plain_text = models.TextField()
    minutes = models.PositiveSmallIntegerField()
    picture = models.JSONField(null=True)
    renderer = models.PositiveSmallIntegerField(help_text="Which renderer made it.")

    def __str__(self) -> str:
        return f"HTML of {self.version}"

    @property
    def entered(self) -> Entered:
        """Return the row as the integrity log names it: by a digest of all it holds."""
        version = self.version
        return Entered(
            EntryKind.RENDERING,
            version.subject,
            version.number,
            digest_of_rendering(self, version.hash),
        )


def digest_of_rendering(rendering: models.Model, version: str) -> str:
    """Return the SHA-256 of all that a rendering holds; `version` is a hash."""
    columns = (field for field in rendering._meta.fields if not field.primary_key)
    content = {field.name: getattr(rendering, field.name) for field in columns}
    return digest(canonical({**content, "version": version}))
