"""Sources: publications that facts come from, and the facts that rest on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Subject, TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.constraints import text_once, web_address
from cases.models.faults import refuse
from cjo.lib.languages import CHOICES
from cjo.lib.safe_urls import safe_address

TITLE_LENGTH = 500
PUBLISHER_LENGTH = 300


class Source(models.Model):
    """A publication that facts come from; one that is not public is never linked."""

    key = models.CharField(
        _("key"), max_length=SLUG_LENGTH, unique=True, validators=[slug_validator]
    )
    title = models.CharField(
        _("title"),
        max_length=TITLE_LENGTH,
        help_text=_(
            "As printed, in its own language. Where it is not recorded: what it is, in "
            "English, with “(title not recorded)” at the end."
        ),
    )
    publisher = models.CharField(
        _("publisher"),
        max_length=PUBLISHER_LENGTH,
        blank=True,
        help_text=_("In English, or its name in the letters of its language."),
    )
    url = models.URLField(
        _("address"), max_length=1000, blank=True, validators=[web_address]
    )
    archived_url = models.URLField(
        _("archived address"), max_length=1000, blank=True, validators=[web_address]
    )
    seen_on = models.DateField(_("last seen on"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, choices=CHOICES)
    public = models.BooleanField(
        _("may be linked"),
        default=True,
        help_text=_("Off for a copy on an unrelated site: it is kept, and not linked."),
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(url="")
                | models.Q(url__startswith="http://")
                | models.Q(url__startswith="https://"),
                name="source_url_is_web",
            ),
            models.CheckConstraint(
                condition=models.Q(archived_url="")
                | models.Q(archived_url__startswith="https://")
                | models.Q(archived_url__startswith="http://"),
                name="source_archived_url_is_web",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        refuse(
            {
                name: _("This address can never be linked.")
                for name in ("url", "archived_url")
                if self.public and getattr(self, name)
                if not safe_address(getattr(self, name))
            }
        )


class SourceText(TextRow):
    """Our words on a source in a language; a title of its own is never translated."""

    source = models.ForeignKey(Source, models.CASCADE, related_name="texts")
    publisher = models.CharField(
        _("publisher, in this language"),
        max_length=PUBLISHER_LENGTH,
        blank=True,
        help_text=_("Its name in this language; never one that we made up."),
    )
    title = models.CharField(
        _("what it is, in this language"),
        max_length=TITLE_LENGTH,
        blank=True,
        help_text=_("Only where its own title is not recorded: what it is."),
    )
    gave = models.TextField(
        _("what it gave"), blank=True, help_text=_("What was learnt from it.")
    )

    class Meta:
        constraints = [
            text_once("source", "source_text_once"),
            models.CheckConstraint(
                condition=~models.Q(publisher="", title="", gave=""),
                name="source_text_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.gave or self.title or self.publisher

    def clean(self) -> None:
        super().clean()
        if not (self.publisher or self.title or self.gave):
            message = _("Say who published it, what it is, or what it gave.")
            refuse({"publisher": message})


class SourceUse(models.Model):
    """A published record rests on a source: written when the record is published."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="uses")
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="source_uses")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "subject"], name="source_use_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} rests on {self.source_id}"
