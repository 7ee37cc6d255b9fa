"""Names of cases, courts, laws and their articles, in the language of a page."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models import Method
from cases.presentation.text import NO_TEXT, LanguageText, choose, second_text
from cases.snapshots.schema import CourtShape, ProvisionShape, Texts

_BY_MACHINE = (Method.MACHINE, Method.MACHINE_REVIEWED)


def recorded_name(texts: Texts, language: str) -> LanguageText:
    """Return the name of a case as a source gives it."""
    return choose(recorded_texts(texts), "name", language)


def recorded_second_name(texts: Texts, language: str) -> LanguageText:
    second = second_text(recorded_texts(texts), "name", language)
    return NO_TEXT if second == recorded_name(texts, language) else second


def recorded_texts(texts: Texts) -> Texts:
    # a name that a machine made is for reading: no citation and no data has it
    return {
        language: text
        for language, text in texts.items()
        if text.get("names_method") not in _BY_MACHINE
    }


def court_name(court: CourtShape | None, language: str) -> LanguageText:
    return choose(court["texts"] if court else {}, "name", language)


def law_name(provision: ProvisionShape, language: str) -> LanguageText:
    # a short name in another language helps less than the title in the page's
    short = choose(provision["texts"], "abbreviation", language)
    title = choose(provision["texts"], "title", language)
    return title if short.foreign and not title.foreign else short or title


def article_of_law(law: str, article: str, version: str = "") -> str:
    """Return `PIPL, Art. 13`; in a former version `PIPL (2021), Art. 13`."""
    if version:
        # Translators: Only brackets: the text of a law that is named by this year.
        law = _("%(law)s (%(year)s)") % {"law": law, "year": version}
    # Translators: law is the name of a law, article the number of its article.
    return _("%(law)s, Art. %(article)s") % {"law": law, "article": article}


def article_name(provision: ProvisionShape, *, exact: bool = True) -> str:
    """Return `Art. 13, para. 1 (2)`, in the language that is active.

    Laws of China count articles (条), paragraphs in them (款), and items in those (项):
    Legislation Law, art. 65. Without `exact` only the article is named.
    """
    paragraph, item = provision["paragraph"], provision.get("item", "")
    if not exact or not (paragraph or item):
        # Translators: Within a sentence or after the name of a law. Art.: the
        # abbreviation of “article”, of a law; article is its number.
        form = _("Art. %(article)s")
    elif "item" not in provision:
        # Translators: For paragraph and item the same brackets: so articles of the GDPR
        # are cited.
        form = pgettext("paragraph or item", "Art. %(article)s (%(paragraph)s)")
    elif not paragraph:
        # Translators: article is the number of the article, item that of an item in its
        # list (项).
        form = _("Art. %(article)s (%(item)s)")
    elif not item:
        # Translators: article and paragraph (款) are numbers.
        form = _("Art. %(article)s, para. %(paragraph)s")
    else:
        # Translators: article, paragraph (款) and item (项) are numbers.
        form = _("Art. %(article)s, para. %(paragraph)s (%(item)s)")
    name = form % {
        "article": provision["article"],
        "paragraph": paragraph,
        "item": item,
    }
    if version := provision.get("version"):
        # Translators: article is such as “Art. 13”; year names a former text of the
        # law.
        name = _("%(article)s (text of %(year)s)") % {"article": name, "year": version}
    return name
