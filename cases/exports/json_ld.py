"""Pages of records for machines: schema.org as JSON-LD.

Figures are a Dataset. schema.org has no word for a judgment: Legislation, with its
LegalForceStatus, is for statutes, and a ClaimReview judges for itself. So a case is
the plainest thing that is true, a CreativeWork by a court, which our page is about.
"""

from typing import Any, cast

from django.utils.safestring import SafeString

from articles.presentation.json_ld import publisher, script
from articles.publishing.freeze import moment
from cases.exports.citation import LICENCE_URL, citation_of, version_address
from cases.models import RecordVersion
from cases.presentation.dates import known_date
from cases.presentation.text import choose
from cases.snapshots.overview import statistics_in
from cases.snapshots.schema import CaseShape, OverviewShape, Sources
from cjo.lib.languages import get_language
from cjo.lib.references import Name, text_of
from cjo.lib.safe_urls import safe_address


def dataset(version: RecordVersion, first: RecordVersion, language: str) -> SafeString:
    """Return the script element that describes the figures at this version.

    `first` is the record's first version: it is when the figures were published.
    """
    shape = cast(OverviewShape, version.snapshot)
    title = choose(shape["texts"], "title", language)
    cited = citation_of(version, language)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": version_address(version),
        "url": cited.url,
        "name": str(title),
        "inLanguage": get_language(title.language).tag,
        "version": str(version.number),
        "datePublished": moment(first.published_at),
        "dateModified": moment(version.published_at),
        "license": LICENCE_URL,
        "creditText": text_of(cited),
        "publisher": publisher(),
        "isAccessibleForFree": True,
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": kind,
                "contentUrl": version_address(version, suffix),
            }
            for kind, suffix in (("text/csv", "_csv"), ("application/json", "_json"))
        ],
        "variableMeasured": [
            str(choose(statistic["texts"], "label", language))
            for statistic in statistics_in(shape)
        ],
    }
    scope = choose(shape["texts"], "scope", language)
    if scope:
        data["description"] = str(scope)
    if period := shape["period"]:
        start = known_date(period["start"], period["precision"])
        end = known_date(period["end"], period["precision"]) or ".."
        data["temporalCoverage"] = f"{start}/{end}"
    for court in cited.authors:
        data["creator"] = _organization(court)
    if addresses := _linked(shape["sources"]):
        data["isBasedOn"] = addresses
    return script(data)


def decision(version: RecordVersion, language: str) -> SafeString:
    """Return the script element of a case: our page, and the decision it is about."""
    shape = cast(CaseShape, version.snapshot)
    title = choose(shape["texts"], "title", language)
    cited = citation_of(version, language)
    about: dict[str, Any] = {"@type": "CreativeWork", "name": cited.title}
    if cited.second_title:
        about["alternateName"] = cited.second_title
    if shape["case_number"]:
        about["identifier"] = {
            "@type": "PropertyValue",
            "propertyID": "案号",
            "value": shape["case_number"],
        }
    if cited.dated:
        about["dateCreated"] = cited.dated
    if cited.court:
        about["author"] = _organization(cited.court)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebPage",
        "@id": cited.url,
        "url": cited.url,
        "name": str(title),
        "inLanguage": get_language(title.language).tag,
        "version": str(version.number),
        "dateModified": version.document["published_at"],
        "license": LICENCE_URL,
        "creditText": text_of(cited),
        "publisher": publisher(),
        "isAccessibleForFree": True,
        "about": about,
    }
    if addresses := _linked(shape["sources"]):
        data["isBasedOn"] = addresses
    return script(data)


def _organization(court: Name) -> dict[str, str]:
    # schema.org's Courthouse is the building, not the body that decides
    return {"@type": "GovernmentOrganization", "name": court.printed}


def _linked(sources: Sources) -> list[str]:
    """Return the addresses of the sources that may be linked."""
    return [
        url
        for source in sources.values()
        if source["public"] and (url := safe_address(source["url"]))
    ]
