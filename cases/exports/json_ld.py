"""Pages of records for machines: schema.org as JSON-LD.

Figures are a Dataset, and a law is a Legislation. schema.org has no word for a
judgment: a Legislation, with its LegalForceStatus, is a statute, and a ClaimReview
judges for itself. So a case is the plainest thing that is true, a CreativeWork by a
court, which our page is about.
"""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from articles.models.document import timestamp
from articles.presentation.change_note import PublicChange
from articles.presentation.json_ld import correction_comments, publisher, script
from articles.presentation.published import HistoryLine
from cases.exports.citation import citation_of, version_address
from cases.models import Court, Law, Provision, RecordVersion
from cases.numbers.keys import numbers_in
from cases.presentation.certainty import definition_of
from cases.presentation.dates import known_date
from cases.presentation.provision import provision_name, summary_of
from cases.presentation.text import choose, second_text
from cases.snapshots import texts_of
from cases.snapshots.overview import statistics_in
from cases.snapshots.schema import CaseShape, OverviewShape, Sources, Texts
from cjo.lib.languages import get_language
from cjo.lib.licence import LICENCE_URL
from cjo.lib.links import absolute
from cjo.lib.locales import date_machine
from cjo.lib.references import Citation, Name, text_of
from cjo.lib.safe_urls import safe_address

SHORTEST_DESCRIPTION = 50  # characters; Google's rules for a Dataset, and at most 5,000


def dataset(
    version: RecordVersion,
    first: HistoryLine,
    language: str,
    corrections: Iterable[PublicChange],
) -> SafeString:
    """Return the script element that describes the figures at this version.

    `first` is the record's first version: it is when the figures were published.
    """
    shape = cast(OverviewShape, version.snapshot)
    cited = citation_of(version, language)
    labels = [
        str(choose(statistic["texts"], "label", language))
        for statistic in statistics_in(shape)
    ]
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        # one dataset in all languages, so that its id is the English address
        "@id": version_address(version),
        **_titled(shape["texts"], cited, language),
        "datePublished": timestamp(first.published_at),
        **_published(version, cited),
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": version_address(version, suffix),
            }
            for kind, suffix in (("text/csv", "_csv"), ("application/json", "_json"))
        ],
        "variableMeasured": labels,
        "description": _description(shape, cited.title, labels, language),
    }
    if period := shape["period"]:
        start = known_date(period["start"], period["precision"])
        # ISO 8601 writes an open end as two dots
        end = known_date(period["end"], period["precision"]) or ".."
        data["temporalCoverage"] = f"{start}/{end}"
    # this site compiled the data, from what the court stated
    data["creator"] = publisher()
    based_on: list[Any] = _based_on(shape["sources"]).get("isBasedOn", [])
    if cited.court:
        statement = {"@type": "CreativeWork", "creator": _organization(cited.court)}
        based_on = [statement, *based_on]
    if based_on:
        data["isBasedOn"] = based_on
    return script({**data, **correction_comments(corrections)})


def _description(
    shape: OverviewShape, title: str, labels: list[str], language: str
) -> str:
    """Return the scope; where it is short, also what was counted."""
    scope = str(choose(shape["texts"], "scope", language))
    if len(scope) >= SHORTEST_DESCRIPTION:
        return scope
    with translation.override(language):
        # Translators: The description of a data set: title is that of an overview of
        # figures, labels say what was counted.
        counted = _("%(title)s. It counts: %(labels)s.") % {
            "title": title,
            "labels": pgettext("between titles", "; ").join(labels),
        }
    return f"{scope} {counted}".strip()


def decision(
    version: RecordVersion, language: str, corrections: Iterable[PublicChange]
) -> SafeString:
    shape = cast(CaseShape, version.snapshot)
    cited = citation_of(version, language)
    about: dict[str, Any] = {"@type": "CreativeWork", "name": cited.title}
    if cited.second_title:
        about["alternateName"] = cited.second_title
    if shape["case_number"]:
        several = numbers_in(shape["case_number"])
        # as the court prints it, where it is one
        numbers = several if len(several) > 1 else [shape["case_number"]]
        identifiers = [
            {"@type": "PropertyValue", "propertyID": "案号", "value": number}
            for number in numbers
        ]
        about["identifier"] = identifiers if len(several) > 1 else identifiers[0]
    if cited.dated:
        about["dateCreated"] = cited.dated
    if cited.court:
        about["author"] = _organization(cited.court)
    return script(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": cited.url,
            **_titled(shape["texts"], cited, language),
            **_published(version, cited),
            "about": about,
            **_based_on(shape["sources"]),
            **correction_comments(corrections),
        }
    )


def legislation(law: Law, language: str) -> SafeString:
    """Return the script element that describes a law and its newest text."""
    texts = texts_of(law.texts.all())
    title = choose(texts, "title", language)
    second = second_text(texts, "title", language)
    newest = law.newest_version
    version_on = newest.since(law) if newest else law.in_force_on
    others = [
        name.strip()
        for fields in texts.values()
        for name in fields.get("other_names", "").splitlines()
    ]
    short = choose(texts, "abbreviation", language)
    names = dict.fromkeys(map(str, filter(None, [second, short, *others])))
    body = choose(texts, "adopted_by", language)
    data: dict[str, Any] = {
        **_legislation(law.get_absolute_url(), str(title), title.language),
        "alternateName": [name for name in names if name != title],
        "legislationType": str(law.get_kind_display()),
        "legislationJurisdiction": "CN",
        "legislationIdentifier": law.document_number,
        "legislationDate": _iso(law.adopted_on),
        "datePublished": _iso(law.promulgated_on),
        "legislationDateVersion": _iso(version_on),
        "legislationLegalForce": _legal_force(law),
        "legislationPassedBy": {"@type": "Organization", "name": str(body)}
        if body
        else None,
        "legislationRepeals": [
            {"@id": absolute(other.get_absolute_url())} for other in law.repeals.all()
        ],
        "encoding": [
            {
                "@type": "LegislationObject",
                "url": url,
                "inLanguage": get_language(address.language).tag,
            }
            for address in law.addresses.all()
            if address.is_official and (url := safe_address(address.url))
        ],
    }
    return script({name: value for name, value in data.items() if value})


def _legal_force(law: Law) -> str:
    if law.repealed_on:
        return "https://schema.org/NotInForce"
    return "https://schema.org/InForce" if law.in_force_on else ""


def article_of_legislation(provision: Provision, language: str) -> SafeString:
    """Return the script element of an article, as a part of its law."""
    name, law = provision_name(provision, language), provision.law
    newest = provision.version.since(law) if provision.version else None
    texts = texts_of(law.texts.all())
    title = choose(texts, "title", language)
    data: dict[str, Any] = {
        **_legislation(provision.get_absolute_url(), name.title, language),
        "alternateName": str(name.second_title),
        "legislationDateVersion": _iso(newest),
        # ours, and not its text
        "abstract": str(summary_of(provision, language)),
        "isPartOf": {
            "@type": "Legislation",
            "@id": absolute(law.get_absolute_url()),
            "name": str(title),
        },
    }
    return script({name: value for name, value in data.items() if value})


def _legislation(path: str, name: str, language: str) -> dict[str, Any]:
    return {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": absolute(path),
        "url": absolute(path),
        "name": name,
        "inLanguage": get_language(language).tag,
    }


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


def organization_of(court: Court, language: str) -> SafeString:
    """Return the script element that describes a court."""
    texts = texts_of(court.texts.all())
    name = choose(texts, "name", language)
    second = second_text(texts, "name", language)
    higher = court.division_of or court.parent
    others = [
        other.strip()
        for fields in texts.values()
        for other in fields.get("other_names", "").splitlines()
    ]
    names = [str(second), str(choose(texts, "short_name", language)), *others]
    seat = choose(texts, "seat", language)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        # schema.org's Courthouse is the building, not the body that decides
        "@type": "GovernmentOrganization",
        "@id": absolute(court.get_absolute_url()),
        "url": absolute(court.get_absolute_url()),
        "name": str(name),
        "alternateName": list(filter(None, dict.fromkeys(names))),
        "foundingDate": date_machine(court.opened_on, court.opened_precision),
        "address": str(seat),
        "parentOrganization": {
            "@type": "GovernmentOrganization",
            "@id": absolute(higher.get_absolute_url()),
            "name": str(choose(texts_of(higher.texts.all()), "name", language)),
        }
        if higher
        else None,
        # only those that somebody opened: the others may be of somebody else by now
        "sameAs": [
            url
            for site in court.sites.all()
            if site.is_checked and (url := safe_address(site.url))
        ],
    }
    return script({name: value for name, value in data.items() if value})


def _titled(texts: Texts, cited: Citation, language: str) -> dict[str, str]:
    title = choose(texts, "title", language)
    return {
        "url": cited.url,
        "name": str(title),
        "inLanguage": get_language(title.language).tag,
        "version": str(cited.number),
    }


def _published(version: RecordVersion, cited: Citation) -> dict[str, Any]:
    return {
        "dateModified": timestamp(version.published_at),
        "license": LICENCE_URL,
        "creditText": text_of(cited),
        # how sure each fact is, by which definition
        "publishingPrinciples": absolute(definition_of(version.snapshot)),
        "publisher": publisher(),
        "isAccessibleForFree": True,
    }


def _organization(court: Name) -> dict[str, str]:
    # schema.org's Courthouse is the building, not the body that decides
    return {"@type": "GovernmentOrganization", "name": court.printed}


def _based_on(sources: Sources) -> dict[str, list[str]]:
    addresses = [
        url
        for source in sources.values()
        if source["public"] and (url := safe_address(source["url"]))
    ]
    return {"isBasedOn": addresses} if addresses else {}
