"""Cases: a decision, its texts, procedure, amounts and provisions."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Method, TextRow
from articles.models.edition import DATE_UNKNOWN
from cases.models.cause import CauseOfAction, OutcomeKind
from cases.models.constraints import date_and_precision, one_of, text_once
from cases.models.court import PRECISIONS, Court
from cases.models.faults import date_faults, refuse
from cases.models.keys import KEY_LENGTH, name_key, title_key
from cases.models.number_key import NumberKey, store_keys
from cases.models.provision import Provision
from cases.models.record import Record
from cases.models.recordversion import RecordKind
from cases.numbers.keys import NORMALISED_LENGTH, keys, pinyin_keys
from cases.numbers.parse import year_of
from cjo.lib.locales import Precision

NUMBERS_LENGTH = 500  # characters of the numbers of a decision


class CaseQuerySet(models.QuerySet["Case"]):
    def published(self) -> Self:
        return self.filter(current_version__isnull=False)

    def numbered(self, key: str) -> Self:
        """Filter by number: of the case, or of a step of its procedure."""
        bearers = NumberKey.objects.filter(key=key).order_by()
        return self.filter(pk__in=bearers.values("case"))

    def for_listing(self) -> Self:
        """Fetch the snapshot that a card prints, newest decisions first."""
        return self.select_related("current_version").order_by("-listed_on", "slug")


class Case(Record):
    """A decision; `year` is that of the decision, else that of its number.

    `listed_on` is its place in lists: its date, else the start of its year, else
    behind all others. `number_key` is that of its first number, the same for every
    writing of it; `number_keys` are those of all its numbers and of its procedure.
    """

    kind = RecordKind.CASE

    court = models.ForeignKey(
        Court,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        db_index=False,  # an index of Meta begins with it
        verbose_name=_("court"),
    )
    case_number = models.CharField(
        _("case number"),
        max_length=NUMBERS_LENGTH,
        blank=True,
        help_text=_(
            "As the court writes it, e.g. (2023)沪01协外认28号. Several numbers of one "
            "decision together, e.g. (2019)最高法知民终732、733号."
        ),
    )
    case_number_latin = models.CharField(
        _("case number in Latin letters"),
        max_length=NUMBERS_LENGTH,
        blank=True,
        help_text=_("In Latin letters, e.g. (2023) Hu 01 Xie Wai Ren No. 28."),
    )
    number_key = models.CharField(
        max_length=NORMALISED_LENGTH, editable=False, db_index=True
    )
    decided_on = models.DateField(_("date of judgment"), null=True, blank=True)
    decided_precision = models.CharField(
        _("how exactly the date is known"),
        max_length=10,
        choices=PRECISIONS,
        default=Precision.UNKNOWN.value,
    )
    cause = models.ForeignKey(
        CauseOfAction,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        db_index=False,  # an index of Meta begins with it
        verbose_name=_("cause of action, as it is sorted"),
    )
    outcome_kind = models.CharField(
        _("kind of outcome"),
        max_length=20,
        choices=OutcomeKind.choices,
        default=OutcomeKind.UNKNOWN,
        help_text=_("As this site sorts it; unknown unless a source says so."),
    )
    year = models.PositiveSmallIntegerField(null=True, editable=False)
    listed_on = models.DateField(default=DATE_UNKNOWN, editable=False)
    provisions = models.ManyToManyField(
        Provision,
        through="CaseProvision",
        related_name="cases",
        verbose_name=_("provisions"),
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            date_and_precision(
                "decided_on", "decided_precision", "case_date_precision"
            ),
            one_of("outcome_kind", OutcomeKind, "case_outcome_kind_known"),
        ]
        indexes = [
            models.Index(fields=["-listed_on", "slug"], name="case_newest"),
            # all that a list is filtered and counted by, so that it reads no row
            models.Index(
                fields=["year", "court", "cause", "outcome_kind", "current_version"],
                name="case_facets",
            ),
            # and what each choice of one filter is counted by
            models.Index(fields=["court", "current_version"], name="case_by_court"),
            models.Index(fields=["cause", "current_version"], name="case_by_cause"),
            models.Index(
                fields=["outcome_kind", "current_version"], name="case_by_outcome"
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        numbers = (self.case_number, self.case_number_latin)
        self.number_key = next(iter(self.keys_of_numbers()), "")
        self.year = self.decided_on.year if self.decided_on else year_of(*numbers)
        start = dt.date(self.year, 1, 1) if self.year else DATE_UNKNOWN
        self.listed_on = self.decided_on or start
        super().save(*args, **kwargs)
        self.store_number_keys()

    def clean(self) -> None:
        refuse(date_faults(self, "decided_on", "decided_precision"))

    def store_number_keys(self) -> None:
        pinyin = pinyin_keys(self.case_number, self.case_number_latin)
        store_keys(self.pk, self.keys_of_numbers(), pinyin)

    def keys_of_numbers(self) -> list[str]:
        """Return the keys of its numbers, which the code of its court may settle."""
        court = self.court.number_code if self.court else ""
        return keys(self.case_number, self.case_number_latin, court=court)


class CaseText(TextRow):
    """The words of a case; `names_method` is that of names and cause of action."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="texts")
    title = models.CharField(_("short title"), max_length=300)
    name = models.CharField(_("full name"), max_length=500, blank=True)
    pinyin = models.CharField(_("pinyin"), max_length=500, blank=True)
    cause_of_action = models.CharField(_("cause of action"), max_length=300, blank=True)
    parties = models.TextField(_("parties, as anonymised"), blank=True)
    facts = models.TextField(_("facts"), blank=True)
    claim = models.TextField(_("claim"), blank=True)
    defence = models.TextField(_("defence"), blank=True)
    issues = models.TextField(_("issues"), blank=True)
    holding = models.TextField(_("holding"), blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    significance = models.TextField(_("significance, in our view"), blank=True)
    names_method = models.CharField(
        _("how the names came to be in this language"),
        max_length=20,
        choices=Method.choices,
        default=Method.ORIGINAL,
        help_text=_("How names and cause of action came to be in this language."),
    )
    title_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    name_key = models.CharField(max_length=KEY_LENGTH, editable=False, db_index=True)

    class Meta:
        constraints = [text_once("case", "case_text_once")]
        indexes = [
            # all that the list is sorted by: the texts themselves are long
            models.Index(
                fields=["language", "case", "title_key"], name="case_text_by_title"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.title_key = title_key(self.title)
        self.name_key = name_key(self.name)
        super().save(*args, **kwargs)


class ProvisionRole(models.TextChoices):
    APPLIED = "applied", _("applied by the court")
    POINTER = "pointer", _("related by us")


class CaseProvision(models.Model):
    """A provision of a case: applied by the court, or related by us."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="case_provisions")
    provision = models.ForeignKey(
        Provision,
        models.PROTECT,
        related_name="case_provisions",
        db_index=False,  # that of the counts begins with it
        verbose_name=_("provision"),
    )
    paragraph = models.CharField(
        _("paragraph"),
        max_length=20,
        blank=True,
        help_text=_("款, e.g. 2 for Art. 13, para. 2."),
    )
    item = models.CharField(
        _("item"),
        max_length=20,
        blank=True,
        help_text=_("项, an item of a list, e.g. 1 for Art. 13 (1)."),
    )
    role = models.CharField(
        _("who names it"), max_length=10, choices=ProvisionRole.choices
    )
    # without it readers are led to the newest text of the law, and told so
    is_version_sure = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("provision")
        verbose_name_plural = _("provisions")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "provision", "paragraph", "item", "role"],
                name="case_provision_once",
            ),
            models.UniqueConstraint(
                fields=["case", "position"], name="case_provision_position"
            ),
            one_of("role", ProvisionRole, "case_provision_role_known"),
        ]
        indexes = [
            models.Index(fields=["provision", "case"], name="case_provision_counted")
        ]

    def __str__(self) -> str:
        return f"{self.provision} ({self.role})"
