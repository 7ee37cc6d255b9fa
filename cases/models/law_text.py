"""Laws in a language: their title, and the other names by which texts cite them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import TextRow
from cases.models.constraints import text_once
from cases.models.law import Law


class LawTextQuerySet(models.QuerySet["LawText"]):
    def names_by_law(self) -> dict[str, list[str]]:
        """Return the names by which texts cite each law, in all its languages."""
        names: dict[str, list[str]] = {}
        for text in self.select_related("law").order_by("law", "language"):
            names.setdefault(text.law.slug, []).extend(text.names)
        return names


class LawText(TextRow):
    law = models.ForeignKey(Law, models.CASCADE, related_name="texts")
    title = models.CharField(_("title"), max_length=300)
    abbreviation = models.CharField(
        _("abbreviation"),
        max_length=100,
        blank=True,
        help_text=_("As texts shorten it, e.g. PIPL."),
    )
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("What else texts call it, one name a line."),
    )
    adopted_by = models.CharField(
        _("adopted by"),
        max_length=300,
        blank=True,
        help_text=_("The body and its session or meeting."),
    )
    promulgated_by = models.CharField(
        _("promulgated by"),
        max_length=300,
        blank=True,
        help_text=_("The order and its number, e.g. Presidential Order No. 91."),
    )
    note = models.TextField(_("note"), blank=True)

    objects = LawTextQuerySet.as_manager()

    class Meta:
        constraints = [text_once("law", "law_text_once")]

    def __str__(self) -> str:
        return self.title

    @property
    def names(self) -> list[str]:
        """Return all by which a text in this language may call the law."""
        lines = [self.title, self.abbreviation, *self.other_names.splitlines()]
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))
