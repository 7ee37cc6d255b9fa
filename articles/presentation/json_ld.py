"""The metadata of a text for machines: schema.org as JSON-LD, and Open Graph."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from babel.core import get_global
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models import Edition, Role, Version
from articles.models.document import Document, IsBasedOn, PrintedPicture
from articles.presentation.change_note import PublicChange
from cjo.lib.languages import get_language
from cjo.lib.links import absolute, localised
from cjo.lib.locales import CHINA_OFFSET, Precision, date_machine

SITE_NAME = "China Justice Observer"
SITE_NAME_ZH = "中司观察"
CARD = "images/card.png"  # the picture of what has none of its own
REUSE_PAGE = "reuse"  # the page that says how texts may be used

_PROPERTY = {
    Role.AUTHOR: "author",
    Role.TRANSLATOR: "translator",
    Role.EDITOR: "editor",
    Role.CONTRIBUTOR: "contributor",
}
# They would end the script element, or break JavaScript's older string syntax
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}

Named = Mapping[str, Any]  # a name in the byline: name, role, url, and kind if a team
Picture = Mapping[str, Any]  # the lead picture: src, width, height, alt
Crumb = Mapping[str, str]  # a step of the breadcrumbs: name, url


def structured_data(
    edition: Edition,
    version: Version,
    *,
    bylines: Sequence[Named] = (),
    picture: Picture | None = None,
    sections: Sequence[str] = (),
    breadcrumbs: Sequence[Crumb] = (),
    translations: Iterable[str] = (),
    corrections: Iterable[PublicChange] = (),
) -> SafeString:
    """Return the script element that describes a published text.

    `translations` are the languages that the text exists in. It makes no query.
    """
    text = _text(edition, version, translations) | correction_comments(corrections)
    for line in bylines:
        if line["role"] != Role.BASIS:
            text.setdefault(_property(line), []).append(agent(line))
    if basis := [agent(line) for line in bylines if line["role"] == Role.BASIS]:
        work = text.get("isBasedOn", {"@type": "CreativeWork"})
        text["isBasedOn"] = {**work, "author": basis}
    frozen = version.document["picture"]
    if picture and frozen:
        text["image"] = _image(picture, frozen)
    elif not edition.article.is_page:
        text["image"] = {"@type": "ImageObject", "url": absolute(static(CARD))}
    if sections and not edition.article.is_page:
        text["articleSection"] = list(sections)
    graph = [text]
    if breadcrumbs:
        graph.append(_breadcrumbs(breadcrumbs, text["url"]))
    return script({"@context": "https://schema.org", "@graph": graph})


def script(data: Mapping[str, Any]) -> SafeString:
    """Return a script element of JSON-LD that no text inside can end early."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_ESCAPES)),
    )


def open_graph(edition: Edition, version: Version) -> list[tuple[str, str]]:
    """Return the properties that `_site/meta.html` does not print."""
    properties = [("og:locale", og_locale(edition.language))]
    if edition.article.is_page:
        return properties
    published = _published(version)
    if published:
        properties.append(("article:published_time", published))
    return properties


def og_locale(language: str) -> str:
    """Return language and country as Open Graph wants them: en_GB, zh_CN."""
    locale = get_language(language).locale
    likely: Mapping[str, str] = get_global("likely_subtags")
    parts = likely.get(locale, locale).split("_")
    return f"{parts[0]}_{parts[-1]}"


def correction_comments(corrections: Iterable[PublicChange]) -> dict[str, Any]:
    """Return the property `correction` of a text or record; nothing if it has none."""
    comments = [
        {
            "@type": "CorrectionComment",
            "text": str(change.note),
            "datePublished": _moment(change.at),
        }
        for change in corrections
    ]
    return {"correction": comments} if comments else {}


def publisher() -> dict[str, Any]:
    return {
        "@type": "NewsMediaOrganization",
        "name": SITE_NAME,
        "alternateName": SITE_NAME_ZH,
        "url": absolute("/"),
    }


def _text(
    edition: Edition, version: Version, translations: Iterable[str]
) -> dict[str, Any]:
    document, language = version.document, edition.language
    text: dict[str, Any] = {
        "@type": "WebPage" if edition.article.is_page else "NewsArticle",
        "@id": edition.tag,
        "url": absolute(edition.get_absolute_url()),
        "name" if edition.article.is_page else "headline": version.title,
        "description": version.abstract,
        "inLanguage": get_language(language).tag,
        "datePublished": _published(version),
        # what the text is about, and not when it was written
        "temporalCoverage": date_machine(version.happened, version.happened_precision),
        "dateModified": _moment(version.updated_at),  # a typo is no modification
        "version": version.number,
        "publisher": publisher(),
        "license": absolute(localised(reverse("page", args=[REUSE_PAGE]), language)),
        "isBasedOn": _based_on(document["is_based_on"]),
        **_translation(edition, document, translations),
    }
    return {key: value for key, value in text.items() if value}


def _published(version: Version) -> str:
    """Return the date line, no more exact than known; "" if it is unknown."""
    if version.dated is None or version.dated_precision == Precision.UNKNOWN:
        return ""
    return date_machine(version.dated, version.dated_precision)


def _moment(time: datetime) -> str:
    return time.astimezone(CHINA_OFFSET).replace(microsecond=0).isoformat()


def _property(line: Named) -> str:
    role = Role(line["role"])
    # schema.org: an editor is a person; a contributor may be an organisation
    if role == Role.EDITOR and line.get("kind") == "team":
        role = Role.CONTRIBUTOR
    return _PROPERTY[role]


def agent(line: Named) -> dict[str, str]:
    kind = "Organization" if line.get("kind") == "team" else "Person"
    named = {"@type": kind, "name": line["name"]}
    if line.get("native_name"):
        named["alternateName"] = line["native_name"]
    if line.get("url"):
        named["url"] = absolute(line["url"])
    return named


def _based_on(base: IsBasedOn | None) -> dict[str, str] | None:
    if base is None:
        return None
    work = {
        "@type": "CreativeWork",
        "name": base["title"],
        "url": base["url"],
        "datePublished": base["dated"] or "",
    }
    return {key: value for key, value in work.items() if value}


def _translation(
    edition: Edition, document: Document, translations: Iterable[str]
) -> dict[str, Any]:
    source = document["translated_from"]
    if source is not None:
        path = edition.article.url_of("version", source["number"])
        work = _work(edition, path, source["language"])
        return {"translationOfWork": {**work, "version": source["number"]}}
    path = edition.article.get_absolute_url()
    return {
        "workTranslation": [
            _work(edition, path, language)
            for language in translations
            if language != edition.language
        ]
    }


def _work(edition: Edition, path: str, language: str) -> dict[str, Any]:
    return {
        "@type": "WebPage" if edition.article.is_page else "NewsArticle",
        "inLanguage": get_language(language).tag,
        "url": absolute(localised(path, language)),
    }


def _image(picture: Picture, frozen: PrintedPicture) -> dict[str, Any]:
    image = {
        "@type": "ImageObject",
        "url": absolute(picture["src"]),
        "creditText": frozen["creator"],
        "license": frozen["licence_url"],
    }
    return {key: value for key, value in image.items() if value}


def _breadcrumbs(crumbs: Sequence[Crumb], url: str) -> dict[str, Any]:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": place,
                "name": crumb["name"],
                "item": absolute(crumb["url"]) if crumb["url"] else url,
            }
            for place, crumb in enumerate(crumbs, start=1)
        ],
    }
