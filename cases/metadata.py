"""What an overview's page tells machines: schema.org Dataset as JSON-LD."""

from typing import Any, cast

from django.utils.safestring import SafeString

from articles.metadata import publisher, script
from cases.citing import LICENCE_URL, citation, version_address
from cases.models import RecordVersion
from cases.shapes import OverviewShape
from cases.words import choose, court_name
from cjo.lib.languages import get_language


def dataset(version: RecordVersion, page: str) -> SafeString:
    """Return the script element that describes the figures at this version."""
    shape = cast(OverviewShape, version.snapshot)
    title = choose(shape["texts"], "title", page)
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": version_address(version),
        "url": version_address(version),
        "name": str(title),
        "inLanguage": get_language(title.language).tag,
        "version": str(version.number),
        "dateModified": version.document["published_at"],
        "license": LICENCE_URL,
        "creditText": citation(version),
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
            str(choose(one["texts"], "label", page))
            for group in shape["groups"]
            for one in group["statistics"]
        ],
    }
    scope = choose(shape["texts"], "scope", page)
    if scope:
        data["description"] = str(scope)
    if shape["period"]:
        data["temporalCoverage"] = (
            f"{shape['period']['start']}/{shape['period']['end']}"
        )
    court = court_name(shape["court"], page)
    if court:
        data["creator"] = {"@type": "Courthouse", "name": str(court)}
    addresses = [one["url"] for one in shape["sources"].values() if one["url"]]
    if addresses:
        data["isBasedOn"] = addresses
    return script(data)
