"""Articles of laws, each in a version of its law, and what they are about."""

from collections.abc import Iterable

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from articles.models import TextRow
from cases.models.bounds import at_least, at_most
from cases.models.constraints import not_itself, text_once
from cases.models.law import Law, LawVersion


class Provision(models.Model):
    """An article of a law; `suffix` counts those put in behind it (第120条之一).

    Its number belongs to a `version` of the law, which is unknown only while no version
    of the law is on record. `is_newest` follows from the versions of the law.
    """

    law = models.ForeignKey(Law, models.PROTECT, related_name="provisions")
    version = models.ForeignKey(
        LawVersion,
        # the newest text that remains gets its articles; former ones protect it
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="provisions",
        verbose_name=_("version of the text"),
    )
    number = models.PositiveIntegerField(
        _("article"), validators=[at_least(1), at_most(99_999)]
    )
    suffix = models.PositiveSmallIntegerField(
        _("number after the hyphen"), default=0, validators=[at_most(999)]
    )
    earlier = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="later",
        verbose_name=_("its number in an earlier version"),
    )
    is_new = models.BooleanField(
        _("new in this version"),
        default=False,
        help_text=_("No earlier version had such an article."),
    )
    is_newest = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = pgettext_lazy("of a law", "article")
        verbose_name_plural = pgettext_lazy("of a law", "articles")
        ordering = ["law", "-is_newest", "-version__key", "number", "suffix"]
        constraints = [
            models.UniqueConstraint(
                fields=["law", "number", "suffix"],
                condition=Q(is_newest=True),
                name="provision_once",
            ),
            models.UniqueConstraint(
                fields=["version", "number", "suffix"],
                name="provision_once_in_version",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="provision_number_positive"
            ),
            models.CheckConstraint(
                condition=Q(is_newest=True) | Q(version__isnull=False),
                name="provision_former_has_version",
            ),
            not_itself("earlier", "provision_not_earlier_than_itself"),
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        if self.is_newest or self.version is None:
            return reverse("provision", args=[self.law.slug, self.article])
        return self.version_url

    @property
    def version_url(self) -> str:
        """Return the address that keeps to its version of the law."""
        version = self.version.key if self.version else ""
        return reverse("provision_in", args=[self.law.slug, version, self.article])

    @property
    def article(self) -> str:
        return article_number(self.number, self.suffix)

    @property
    def key(self) -> str:
        """Return its key as a subject, which is also its address under /laws/."""
        return provision_key(
            self.law.slug, self.number, self.suffix, self.former_version
        )

    @property
    def former_version(self) -> str:
        """Return the year of its version; empty if that is the newest one."""
        return "" if self.is_newest or not self.version else self.version.key


class ProvisionText(TextRow):
    """Our sentence on what an article is about, which is never its text."""

    provision = models.ForeignKey(Provision, models.CASCADE, related_name="texts")
    summary = models.TextField(
        _("what it is about"),
        help_text=_("In our own words: never a sentence of the law."),
    )

    class Meta:
        constraints = [text_once("provision", "provision_text_once")]

    def __str__(self) -> str:
        return self.summary


def keys_cited(cited: Iterable[tuple[str, str, str]]) -> list[str]:
    """Return the keys of articles, cited as (law, article, version or "")."""
    cited = list(cited)
    named = {law for law, _article, version in cited if version}
    laws = Law.objects.filter(slug__in=named).prefetch_related("versions")
    newest = {
        (law.slug, law.newest_version.key)
        for law in (laws if named else ())
        if law.newest_version
    }
    return [
        f"{law}/{version}/{article}"
        if version and (law, version) not in newest
        else f"{law}/{article}"
        for law, article, version in cited
    ]


def article_number(number: int, suffix: int) -> str:
    return f"{number}-{suffix}" if suffix else str(number)


def provision_key(law: str, number: int, suffix: int, version: str = "") -> str:
    """Return `pipl/13`, or `civil-procedure-law/2017/281` for a former text."""
    return "/".join(filter(None, [law, version, article_number(number, suffix)]))
