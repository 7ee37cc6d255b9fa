"""Contributors: people and teams, and the part they had in an article."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from articles.models.address import SLUG_LENGTH, slug_validator
from articles.models.text import TextRow, choose_text
from cjo.lib.languages import CHOICES


class Role(models.TextChoices):
    """Part played in a work, by its MARC relator code."""

    # Translators: A role, before or after a name: of a woman, a man or a team.
    AUTHOR = "aut", _("Author")
    # Translators: A role, before or after a name: of a woman, a man or a team.
    EDITOR = "edt", _("Editor")
    # Translators: A role, before or after a name: of a woman, a man or a team.
    TRANSLATOR = "trl", _("Translator")
    CONTRIBUTOR = "ctb", _("Contributor")
    # "bibliographic antecedent": the text was written after theirs, and not by them
    # Translators: A role in a list of names; the name of the person on whose text this
    # one is based follows.
    BASIS = "ant", _("Based on work of")


# Lists and forms offer no others
OFFERED = models.Q(hidden=False, merged_into=None)


class Contributor(models.Model):
    class Kind(models.TextChoices):
        PERSON = "person", _("Person")
        TEAM = "team", _("Team")

    slug = models.CharField(
        _("address"),
        max_length=SLUG_LENGTH,
        unique=True,
        validators=[slug_validator],
        help_text=_(
            "The last part of the address of its page: small letters, digits, hyphens."
        ),
    )
    kind = models.CharField(
        _("kind"), max_length=10, choices=Kind.choices, default=Kind.PERSON
    )
    native_name = models.CharField(
        _("name in its own script"),
        max_length=200,
        blank=True,
        help_text=_("Such as 余萌."),
    )
    native_language = models.CharField(
        _("language of that name"), max_length=10, blank=True, choices=CHOICES
    )
    hidden = models.BooleanField(
        _("hidden"),
        default=False,
        help_text=_(
            "No list, menu or form offers it. Its page and its feed stay, for links "
            "that exist."
        ),
    )
    # Bylines of published versions keep pointing here: they are frozen
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged"
    )

    class Meta:
        verbose_name = _("person or team")
        verbose_name_plural = _("people")
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("contributor", args=[self.slug])

    def name_in(self, language: str) -> tuple[str, str]:
        """Return the name for a language, and the language that it is in."""
        named = [text for text in self.texts.all() if text.name]
        text = choose_text(named, language)
        return (text.name, text.language) if text else (self.slug, "en")


class ContributorText(TextRow):
    contributor = models.ForeignKey(Contributor, models.CASCADE, related_name="texts")
    name = models.CharField(
        _("name"),
        max_length=200,
        blank=True,
        help_text=_(
            "Leave it empty if the name has no form of its own in this language."
        ),
    )
    # which part is the family name cannot be told from a name alone
    family_name = models.CharField(
        _("family name"),
        max_length=100,
        blank=True,
        help_text=_("For citations, such as Yu of Meng Yu. Leave it empty if unsure."),
    )
    given_name = models.CharField(_("given name"), max_length=100, blank=True)
    role = models.CharField(
        _("position"),
        max_length=300,
        blank=True,
        help_text=_(
            "Such as editor or professor of law. Readers see it under the name."
        ),
    )
    biography = models.TextField(_("biography"), blank=True)

    class Meta:
        verbose_name = _("text in a language")
        verbose_name_plural = _("texts in each language")
        constraints = [
            models.UniqueConstraint(
                fields=["contributor", "language"], name="contributor_text_once"
            ),
            models.CheckConstraint(
                condition=models.Q(given_name="") | ~models.Q(family_name=""),
                name="contributor_given_with_family",
                violation_error_message=_("A given name needs a family name."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_language_display()})"


class Contribution(models.Model):
    """The part of a person in an article, as its next Version will print it."""

    article = models.ForeignKey(
        "articles.Article", models.CASCADE, related_name="contributions"
    )
    language = models.CharField(
        _("language"), max_length=10, blank=True, choices=CHOICES
    )
    contributor = models.ForeignKey(
        Contributor,
        models.PROTECT,
        verbose_name=_("person or team"),
        related_name="contributions",
    )
    role = models.CharField(
        _("part"), max_length=3, choices=Role.choices, default=Role.AUTHOR
    )
    position = models.PositiveSmallIntegerField(_("place"), default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["article", "contributor", "role", "language"],
                name="contribution_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.contributor}, {self.get_role_display()}"
