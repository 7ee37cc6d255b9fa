"""What works and drafts are called at the desk, also before they have a title."""

from django.utils.translation import gettext as _

from articles.models import Article, Edition


def title_of(edition: Edition) -> str:
    return edition.title or _("Without a title")


def title_of_work(article: Article) -> str:
    """Return the English title of a work, else any, else its address."""
    editions = sorted(article.editions.all(), key=lambda one: one.language != "en")
    return next((one.title for one in editions if one.title), article.slug)
