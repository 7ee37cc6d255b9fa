"""Subjects, such as a case or a law, and the mentions of them in texts."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.text import TextRow
from articles.models.version import Version


class SubjectQuerySet(models.QuerySet["Subject"]):
    def readable(self) -> Self:
        """Leave out withdrawn records."""
        return self.filter(withdrawn_on__isnull=True)


class Subject(models.Model):
    """A case, provision, law, court, collection or overview that texts are about.

    `part_of` is the law of a provision. `changed_on` is the day on which a law was last
    amended or repealed. `url` is its path without a language prefix. `number` is its
    newest record version, `corrected` the newest that was a correction; both are null
    for courts, laws and provisions. `withdrawn_on` is null while readers have it.
    """

    class Kind(models.TextChoices):
        # Translators: A court case.
        CASE = "case", _("Case")
        PROVISION = "provision", _("Provision")
        LAW = "law", _("Law")
        COURT = "court", _("Court")
        COLLECTION = "collection", _("Collection")
        OVERVIEW = "overview", _("Overview")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    key = models.CharField(max_length=200)
    url = models.CharField(max_length=300)
    number = models.PositiveIntegerField(null=True)
    corrected = models.PositiveIntegerField(null=True)
    part_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts"
    )
    changed_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)

    objects = SubjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("subject")
        verbose_name_plural = _("subjects")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="subject_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class SubjectTextQuerySet(models.QuerySet["SubjectText"]):
    def label_in(self, language: str, subject: str) -> models.Subquery:
        """Return a subquery of the subject's name in a language, else in English.

        `subject` is the path from the outer row to its subject.
        """
        # 0 sorts before 1, so that English is the last resort
        english_last = models.Case(models.When(language="en", then=1), default=0)
        labels = self.filter(
            subject=models.OuterRef(subject), language__in=[language, "en"]
        ).order_by(english_last)
        return models.Subquery(labels.values("label")[:1])


class SubjectText(TextRow):
    subject = models.ForeignKey(Subject, models.CASCADE, related_name="texts")
    label = models.CharField(max_length=500)

    objects = SubjectTextQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "language"], name="subject_text_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class MentionQuerySet(models.QuerySet["Mention"]):
    def showing_before(self, number: int | models.F) -> Self:
        """Keep those that show a record as it was before a version."""
        return self.filter(role=Mention.Role.SHOWN, number__lt=number)

    def shown_before_correction(self, version: Version) -> Self:
        """Keep the records that were corrected after the state that a Version shows."""
        return self.filter(version=version).showing_before(
            models.F("subject__corrected")
        )


class Mention(models.Model):
    """A Version speaks of a subject; `number` is the record version it showed.

    `corrected` is the newest record version that corrected what it shows: 0 where no
    correction reached that, null where there was none.
    """

    class Role(models.TextChoices):
        ABOUT = "about", _("about")
        SHOWN = "shown", _("shown")
        CITED = "cited", _("cited")

    version = models.ForeignKey(Version, models.CASCADE, related_name="mentions")
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="mentions")
    role = models.CharField(max_length=10, choices=Role.choices)
    number = models.PositiveIntegerField(null=True)
    corrected = models.PositiveIntegerField(null=True)

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "subject", "role"], name="mention_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} → {self.subject}"
