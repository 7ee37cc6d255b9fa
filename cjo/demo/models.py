"""The files of the demo that were loaded, with the state of their rows."""

from django.db import models


class DemoFile(models.Model):
    """A file of the demo content.

    `digest` is the SHA-256 of the file as loaded; `state` is a digest of its rows after
    loading, so that a later change by an editor is noticed and left alone.
    """

    path = models.CharField(max_length=300, unique=True)
    digest = models.CharField(max_length=64)
    state = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.path
