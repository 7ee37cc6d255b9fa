"""Editions: an article in one language, as a draft; readers see its Version."""

import datetime as dt
import re
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.article import Article
from articles.models.change import TEXT_CHANGES, ChangeType
from articles.models.contributor import Contributor, Role
from articles.models.subject import Subject
from articles.models.text import Method
from articles.models.version import Byline, Version
from cjo.lib.languages import CHOICES, get_language
from cjo.lib.links import localised

# An unknown date is sorted after every known one
DATE_UNKNOWN = dt.date(1, 1, 1)
TEXT_LIMIT = 400_000  # characters of a body: more than any article, less than a flood

# What Markdown, or a text processor, puts before an item of a list
_BULLET = re.compile(r"^(?:[-*+](?:\s+|$)|[•·\uf0b7]\s*)+")

# Of a category, a person or a subject with few texts, these are read and sorted. Where
# there are many, each edition is asked in the order of the list: the newest are found
# soon, and sorting all would take longer with each text.
_FEW = 1000

# Long columns that no list prints
_DRAFT = ("body", "sources", "takeaways")
_HTML = ("body_html", "takeaways_html", "sources_html", "plain_text", "outline")


class EditionQuerySet(models.QuerySet["Edition"]):
    def published(self) -> Self:
        """Keep the published editions that were not withdrawn since."""
        return self.filter(current_version__isnull=False, is_withdrawn=False)

    def open(self) -> Self:
        """Keep those that readers can open: published in a language that is ready."""
        return self.published().filter(language__in=settings.LANGUAGES_READY)

    def in_language(self, language: str) -> Self:
        return self.filter(language=language)

    def listed(self, language: str) -> Self:
        """Return what the site holds, newest first, unknown dates last.

        That is texts and listings; lists show one or the other (`news`, `titles`).
        """
        return self.filter(language=language, listed_on__isnull=False).order_by(
            "-listed_on", "-pk"
        )

    def news(self, language: str) -> Self:
        """Return the editions in lists and feeds: listings are left out."""
        return self.listed(language).exclude(article__kind=Article.Kind.LISTING)

    def titles(self, language: str) -> Self:
        """Return the listings: articles elsewhere of which only the title is known."""
        # few among all: by their keys, or a database walks the list to find them
        listings = Article.objects.filter(kind=Article.Kind.LISTING)
        return self.listed(language).filter(article__in=listings)

    def in_category(self, category_id: int) -> Self:
        through = Article.categories.through._default_manager
        links = through.filter(category=category_id)
        articles = list(links.values_list("article", flat=True)[: _FEW + 1])
        if len(articles) <= _FEW:
            return self.filter(article__in=articles)
        own = links.filter(article=models.OuterRef("article"))
        return self.filter(models.Exists(own))

    def in_series(self, series_id: int) -> Self:
        return self.filter(article__series=series_id)

    def in_year(self, year: int) -> Self:
        return self.filter(
            listed_on__gte=dt.date(year, 1, 1), listed_on__lte=dt.date(year, 12, 31)
        )

    def by_contributor(self, contributor_id: int) -> Self:
        """Keep those whose current Version printed this name, or a merged one."""
        return self.with_rows_of_version(Byline.objects.of(contributor_id))

    def made_by(self, contributor_id: int) -> Self:
        """Keep those that the person made: not those written after their work."""
        made = Byline.objects.of(contributor_id).exclude(role=Role.BASIS)
        return self.with_rows_of_version(made)

    def with_rows_of_version(self, rows: models.QuerySet[Any]) -> Self:
        """Keep those whose current Version has one of these bylines or mentions."""
        versions = list(rows.order_by().values_list("version", flat=True)[: _FEW + 1])
        if len(versions) <= _FEW:
            return self.filter(current_version__in=versions)
        own = rows.filter(version=models.OuterRef("current_version"))
        return self.filter(models.Exists(own))

    def older_than(self, listed_on: dt.date, pk: int) -> Self:
        """Keep the editions after this place in a list (keyset pagination)."""
        # the first condition is where a database begins to read its index
        return self.filter(
            models.Q(listed_on__lt=listed_on)
            | models.Q(listed_on=listed_on, pk__lt=pk),
            listed_on__lte=listed_on,
        )

    def newer_than(self, listed_on: dt.date, pk: int) -> Self:
        """Keep the editions before this place, the nearest first."""
        newer = self.filter(
            models.Q(listed_on__gt=listed_on)
            | models.Q(listed_on=listed_on, pk__gt=pk),
            listed_on__gte=listed_on,
        )
        return newer.order_by("listed_on", "pk")

    def for_listing(self) -> Self:
        """Select the columns that a list prints, without texts."""
        return (
            self.select_related("article", "current_version")
            .defer(*_DRAFT, "current_version__canonical")
            .prefetch_related(
                "article__categories",
                models.Prefetch(
                    "current_version__bylines",
                    Byline.objects.select_related("contributor"),
                ),
            )
        )

    def with_picture(self) -> Self:
        """Select the lead picture too, which only the canonical JSON holds.

        Call it after `for_listing()`: it replaces the deferrals of that method.
        """
        rendering = "current_version__rendering"
        return (
            self.select_related(rendering)
            .defer(None)  # deferrals add up: begin again
            .defer(*_DRAFT, *(f"{rendering}__{field}" for field in _HTML))
        )

    def for_reading(self) -> Self:
        """Select the columns that an article page prints, without the draft."""
        return self.select_related(
            "article",
            "article__series",
            "current_version",
            "current_version__rendering",
            "current_version__translated_from__edition__current_version",
        ).defer("title", "abstract", "takeaways", "body", "sources")


class Edition(models.Model):
    """The draft. Every save is one conditional UPDATE on `revision`.

    `listed_on` is its place in lists: the date of its current Version; null if it is in
    no list (never published, withdrawn, a page). Only publishing writes it. `tag` names
    the edition in feeds for ever (RFC 4151).
    """

    class Relation(models.TextChoices):
        FIRST_PUBLISHED = "first_published", _("First published in")
        REWRITTEN = "rewritten", _("Rewritten from the facts of")

    article = models.ForeignKey(Article, models.CASCADE, related_name="editions")
    language = models.CharField(_("language"), max_length=10, choices=CHOICES)
    title = models.CharField(_("title"), max_length=500)
    title_from_address = models.BooleanField(
        _("the title is taken from an old address"),
        default=False,
        help_text=_(
            "The original title is not known. The page says that the title is our "
            "wording of the address."
        ),
    )
    abstract = models.TextField(
        _("abstract"),
        blank=True,
        max_length=2000,
        help_text=_(
            "One or two sentences. Readers see them under the title and in lists."
        ),
    )
    takeaways = models.TextField(
        _("key takeaways"),
        blank=True,
        max_length=5000,
        help_text=_("One on each line."),
    )
    body = models.TextField(
        _("text"),
        blank=True,
        max_length=TEXT_LIMIT,
        help_text=_("In Markdown. The guide below shows how to write it."),
    )
    sources = models.TextField(
        _("sources"),
        blank=True,
        max_length=20_000,
        help_text=_("Where the facts come from: a Markdown list, a link on each line."),
    )
    about = models.ManyToManyField(
        Subject,
        verbose_name=_("about"),
        blank=True,
        related_name="editions",
        help_text=_(
            "The main subjects of the text: type a name, and choose. Records that the "
            "text shows are added by themselves."
        ),
    )
    based_on_relation = models.CharField(
        _("relation"), max_length=20, choices=Relation.choices, blank=True
    )
    based_on_title = models.CharField(_("title there"), max_length=500, blank=True)
    based_on_url = models.URLField(_("address there"), max_length=1000, blank=True)
    based_on_dated = models.DateField(_("date there"), null=True, blank=True)
    method = models.CharField(
        _("how this text was made"),
        max_length=20,
        choices=Method.choices,
        default=Method.ORIGINAL,
    )
    translated_from = models.ForeignKey(
        Version,
        models.PROTECT,
        verbose_name=_("translated from"),
        null=True,
        blank=True,
        related_name="+",
    )
    reviewed_by = models.ForeignKey(
        Contributor,
        models.PROTECT,
        verbose_name=_("reviewed by"),
        null=True,
        blank=True,
        related_name="reviewed",
        help_text=_("Who compared a machine translation with its source."),
    )

    revision = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="editions",
        editable=False,
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        verbose_name=_("saved by"),
        related_name="+",
        editable=False,
    )
    changed_at = models.DateTimeField(auto_now_add=True)
    tag = models.CharField(max_length=400, unique=True, editable=False)

    current_version = models.OneToOneField(
        Version, models.PROTECT, null=True, editable=False, related_name="current_of"
    )
    is_withdrawn = models.BooleanField(default=False, editable=False)
    differs = models.BooleanField(default=True, editable=False)
    listed_on = models.DateField(null=True, editable=False)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["article", "language"], name="edition_language_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["language", "-listed_on", "-id"], name="edition_in_lists"
            ),
            # of all languages, where related articles are looked for
            models.Index(
                fields=["-listed_on", "-id"],
                condition=models.Q(listed_on__isnull=False),
                name="edition_newest",
            ),
            models.Index(fields=["-changed_at", "-id"], name="edition_last_saved"),
            models.Index(
                fields=["article", "language"],
                condition=models.Q(listed_on__isnull=False),
                name="edition_in_sitemap",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"

    def get_absolute_url(self) -> str:
        return localised(self.article.get_absolute_url(), self.language)

    def url_of(self, name: str, *arguments: int | str) -> str:
        return localised(self.article.url_of(name, *arguments), self.language)

    @property
    def is_readable(self) -> bool:
        return self.current_version_id is not None and not self.is_withdrawn

    @property
    def markdown(self) -> str:
        """Return all parts of the draft that are Markdown, joined."""
        return f"{self.takeaways}\n{self.body}\n{self.sources}"

    @property
    def is_open(self) -> bool:
        """Whether readers can open it: it is readable, in a language that is ready."""
        return self.is_readable and get_language(self.language).is_ready

    @property
    def takeaway_list(self) -> list[str]:
        """Return the takeaways without the sign that makes a line an item of a list."""
        lines = (_BULLET.sub("", line.strip()) for line in self.takeaways.splitlines())
        return [line for line in lines if line]

    @property
    def cache_keys(self) -> list[str]:
        return [f"edition-{self.pk}", f"article-{self.article_id}"]

    @property
    def state(self) -> str:
        """Return draft, published, changed or withdrawn."""
        if self.current_version_id is None:
            return "draft"
        if self.is_withdrawn:
            return "withdrawn"
        return "changed" if self.differs else "published"

    def next_changes(self) -> tuple[ChangeType, ...]:
        """Return the change types that its next Version may have."""
        return TEXT_CHANGES if self.current_version_id else (ChangeType.FIRST,)
