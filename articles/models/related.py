"""“You might also like”: stored as ids with a reason, worded at reading."""

from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.subject import Subject


class Reason(models.TextChoices):
    """The reason why an article is related to another."""

    # Translators: Why an article is related to this one.
    CHOSEN = "chosen", _("Chosen by the editors")
    # Translators: Why an article is related to this one; its subject may follow after a
    # colon.
    CASE = "case", _("On the same case")
    PROVISION = "provision", _("On the same provision")
    LAW = "law", _("On the same law")
    COURT = "court", _("Same court")
    COLLECTION = "collection", _("From the same collection of cases")
    OVERVIEW = "overview", _("On the same figures")
    SERIES = "series", _("Same series")
    CATEGORY = "category", _("Same category")
    PERSON = "person", _("By the same person")
    WORDS = "words", _("On similar matters")


LAST = 1000  # the position of a tie without weight


class RelatedQuerySet(models.QuerySet["Related"]):
    def readable_in(self, language: str) -> Self:
        return self.filter(
            other__editions__language=language,
            other__editions__listed_on__isnull=False,
        )


class Related(models.Model):
    """An article related to another; those chosen by editors come first.

    `position` is the place among those, else LAST less the weight of the ties.
    """

    article = models.ForeignKey(Article, models.CASCADE, related_name="related")
    other = models.ForeignKey(Article, models.CASCADE, related_name="related_to")
    reason = models.CharField(
        max_length=20, choices=Reason.choices, default=Reason.CHOSEN
    )
    subject = models.ForeignKey(Subject, models.CASCADE, null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    objects = RelatedQuerySet.as_manager()

    class Meta:
        ordering = ["article", "position", "-other"]
        constraints = [
            models.UniqueConstraint(fields=["article", "other"], name="related_once"),
            models.CheckConstraint(
                condition=~models.Q(article=models.F("other")),
                name="related_not_to_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} → {self.other} ({self.reason})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        # a tie by a subject is named after the kind of the subject
        if self.reason != Reason.CHOSEN and self.subject is not None:
            self.reason = self.subject.kind
        super().save(*args, **kwargs)
