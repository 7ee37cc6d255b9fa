"""Sources: publications that facts come from, and the facts that rest on them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Subject, TextRow
from articles.models.address import SLUG_LENGTH, slug_validator
from cases.models.constraints import not_itself, text_once, web_address
from cases.models.faults import Faults, refuse
from cjo.lib.languages import CHOICES
from cjo.lib.safe_urls import safe_address

TITLE_LENGTH = 500
PUBLISHER_LENGTH = 300
COPIES = 8  # steps from a copy to its original: longer chains are a mistake
ORIGINS = "copy_of__copy_of"  # to select with sources: copies of copies are rare


class TextOf(models.TextChoices):
    """The kind of author that answers for the text, whoever carries it."""

    COURT = "court", _("a court or other public body")
    PRESS = "press", _("a newspaper, journal or news agency")
    FIRM = "firm", _("a law firm or research institute")
    PORTAL = "portal", _("a portal that edits its texts")
    BLOG = "blog", _("a blog, a channel or a page of tags")


class Carrier(models.TextChoices):
    """The state in which the text was read."""

    ORIGINAL = "original", _("original")
    # Translators: In which state a source is: a whole copy of a text that first
    # appeared elsewhere.
    WHOLE_COPY = "whole_copy", _("whole copy")
    # Translators: In which state a source is: a copy of a text, with words lost or
    # changed.
    DAMAGED_COPY = "damaged_copy", _("damaged or reworded copy")


def _one_of_or_empty(
    field: str, choices: type[models.TextChoices], name: str
) -> models.CheckConstraint:
    known = models.Q(**{f"{field}__in": ["", *choices.values]})
    return models.CheckConstraint(condition=known, name=name)


class Source(models.Model):
    """A publication that facts come from; one that is not public is never linked.

    `text_of` and `carrier` are empty only in rows from before there were grades by the
    kinds of sources: nothing rests on those (cases.models.grades).
    """

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
    text_of = models.CharField(
        _("whose text it is"),
        max_length=10,
        choices=TextOf.choices,
        blank=True,
        help_text=_("Who answers for the text, whoever carries it."),
    )
    carrier = models.CharField(
        _("carried as"),
        max_length=20,
        choices=Carrier.choices,
        blank=True,
        help_text=_(
            "A whole copy counts as its author’s text. A damaged or reworded copy "
            "supports no more than “unconfirmed”."
        ),
    )
    copy_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="copies",
        verbose_name=_("copy of"),
        help_text=_(
            "The source whose text it carries, if that is on record: both together "
            "count once."
        ),
    )
    address_checked = models.BooleanField(
        _("address checked"),
        default=True,
        help_text=_(
            "Off where the address is only cited by others, and nobody here opened it."
        ),
    )

    class Meta:
        ordering = ["key"]
        constraints = [
            _one_of_or_empty("text_of", TextOf, "source_text_of_known"),
            _one_of_or_empty("carrier", Carrier, "source_carrier_known"),
            not_itself("copy_of", "source_not_copy_of_itself"),
            models.CheckConstraint(
                condition=models.Q(copy_of__isnull=True)
                | ~models.Q(carrier=Carrier.ORIGINAL),
                name="source_original_is_no_copy",
            ),
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
        faults: Faults = {
            name: _("This address can never be linked.")
            for name in ("url", "archived_url")
            if self.public and getattr(self, name)
            if not safe_address(getattr(self, name))
        }
        if self.copy_of is not None:
            if self.carrier == Carrier.ORIGINAL:
                faults["carrier"] = _("An original is no copy of another source.")
            if self.pk and self.pk in {source.pk for source in self.copy_of.chain()}:
                faults["copy_of"] = _("That source is a copy of this one.")
        refuse(faults)

    @property
    def has_address(self) -> bool:
        return bool(self.url or self.archived_url)

    def chain(self) -> list["Source"]:
        """Return the source, and those whose text it carries, up to the original."""
        chain = [self]
        while chain[-1].copy_of is not None and len(chain) < COPIES:
            chain.append(chain[-1].copy_of)
        return chain

    @property
    def origin(self) -> "Source":
        """Return the source whose text it carries in the end; often itself."""
        return self.chain()[-1]


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
    no_address = models.CharField(
        _("why it has no address"),
        max_length=TITLE_LENGTH,
        blank=True,
        help_text=_(
            "Only for a source without an address: why readers cannot open it."
        ),
    )

    class Meta:
        constraints = [
            text_once("source", "source_text_once"),
            models.CheckConstraint(
                condition=~models.Q(publisher="", title="", gave="", no_address=""),
                name="source_text_says_something",
            ),
        ]

    def __str__(self) -> str:
        return self.gave or self.title or self.publisher or self.no_address

    def clean(self) -> None:
        super().clean()
        if not str(self):
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
