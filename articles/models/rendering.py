"""Renderings: a Version as HTML and plain text, frozen until it is rendered anew."""

from django.db import models

from articles.models.frozen import FrozenModel
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
