"""The citation of a record version."""

from dataclasses import replace
from typing import Any, cast

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from articles.presentation.citation import site_name
from cases.models import RecordKind, RecordVersion
from cases.presentation.dates import known_date
from cases.presentation.figure import figure_id, present_figure
from cases.presentation.names import court_name, recorded_name, recorded_second_name
from cases.presentation.text import choose, second_language
from cases.snapshots.overview import statistics_in
from cases.snapshots.schema import CaseShape, CollectionShape, CourtShape, OverviewShape
from cjo.lib.languages import get_language
from cjo.lib.licence import LICENCE
from cjo.lib.links import absolute, localised
from cjo.lib.locales import CHINA
from cjo.lib.references import Citation, Kind, Name, imprint, text_of

JURISDICTION = "China"  # every court on record has its level and kind from there


def version_address(version: RecordVersion, suffix: str = "") -> str:
    """Return the absolute address that shows this state for ever, in English."""
    with translation.override("en"):
        name = f"{version.kind}_version{suffix}"
        return absolute(reverse(name, args=[version.key, version.number]))


def citation(version: RecordVersion) -> str:
    # downloads are in English at every address
    return text_of(citation_of(version, "en"))


def source_court(version: RecordVersion) -> str:
    """Return whose statement a record was compiled from; "" if no court's."""
    court = citation_of(version, "en").court
    return court.printed if court else ""


def citation_of(version: RecordVersion, language: str) -> Citation:
    """Return how a state is cited in a language, from its snapshot alone.

    A case is cited as the decision that it is: names, number, court, date. An
    overview or collection is a dataset: its author is this site, which compiled it, for
    the court did not publish our tables. The court is named as the source: the figures
    and the choice of cases are its statement.
    """
    with translation.override(language):
        if version.kind == RecordKind.CASE:
            return _case(version, language)
        return _dataset(version, language)


def figure_words(version: RecordVersion, language: str) -> list[tuple[str, str]]:
    """Return key and `label: value` of each row of an overview; of others, nothing."""
    if version.kind != RecordKind.OVERVIEW:
        return []
    overview = cast(OverviewShape, version.snapshot)
    figures = [
        present_figure(statistic, overview, language)
        for statistic in statistics_in(overview)
    ]
    between = "：" if language.startswith("zh") else ": "
    return [
        (figure.key, f"{figure.label}{between}{figure.value_text}")
        for figure in figures
    ]


def figure_citation(version: RecordVersion, key: str, language: str) -> Citation | None:
    """Return how a row of an overview is cited: as a part of it, at its own place."""
    words = dict(figure_words(version, language)).get(key)
    if words is None:
        return None
    whole = citation_of(version, language)
    return replace(
        whole,
        key=f"{whole.key}-{key}",
        part=words,
        url=f"{whole.url}#{figure_id(version.key, key)}",
    )


def _case(version: RecordVersion, language: str) -> Citation:
    shape = cast(CaseShape, version.snapshot)
    texts = shape["texts"]
    # a heading of ours stands in where no source gives a name
    title = recorded_name(texts, language) or choose(texts, "title", language)
    second = str(recorded_second_name(texts, language))
    numbers = (shape["case_number"], shape["case_number_latin"])
    return Citation(
        kind=Kind.CASE,
        title=str(title),
        second_title=second,
        from_second=bool(second) and language != "zh-hans",
        dated=known_date(shape["decided_on"], shape["decided_precision"]),
        court=_court(shape["court"], language),
        jurisdiction=JURISDICTION if shape["court"] else "",
        case_numbers=tuple(number for number in numbers if number),
        notes=(
            _("A record of the decision, not the decision itself."),
            _imprint(version),
        ),
        **_common(version, language),
    )


def _dataset(version: RecordVersion, language: str) -> Citation:
    shape = cast(OverviewShape | CollectionShape, version.snapshot)
    texts = shape["texts"]
    title = choose(texts, "title", language)
    other = second_language(language)
    made_from = texts.get(language, {}).get("translated_from")
    second = texts.get(other, {}).get("title", "")
    court = _court(shape["court"], language)
    return Citation(
        kind=Kind.DATASET,
        title=str(title),
        title_language=title.language,
        # a title that is the same in both languages is cited once
        second_title="" if second == title else second,
        from_second=bool(second) and made_from == other,
        dated=known_date(shape["released_on"], shape["released_precision"]),
        authors=(Name(site_name(language)),),
        court=court,
        notes=(_compiled_from(court), _imprint(version)),
        **_common(version, language),
    )


def _compiled_from(court: Name | None) -> str:
    if court is None:
        return _("Compiled from the sources that it names. Licence: %(licence)s.") % {
            "licence": LICENCE
        }
    return _(
        "Compiled from statements of %(court)s, by the sources that it names. Licence: "
        "%(licence)s."
    ) % {"court": court.printed, "licence": LICENCE}


def _common(version: RecordVersion, language: str) -> dict[str, Any]:
    path = reverse(f"{version.kind}_version", args=[version.key, version.number])
    suffix = "" if language == "en" else f"-{language}"
    return {
        "key": f"cjo-{version.kind}-{version.key}{suffix}-v{version.number}",
        "url": absolute(localised(path, language)),
        "language": get_language(language).tag,
        "site": site_name(language),
        "number": version.number,
        "published": _published(version),
    }


def _court(court: CourtShape | None, language: str) -> Name | None:
    if court is None:
        return None
    printed = str(court_name(court, language))
    native = court["texts"].get("zh-hans", {}).get("name", "")
    return Name(printed, native="" if native == printed else native)


def _imprint(version: RecordVersion) -> str:
    return imprint(version.number, _published(version), version.hash)


def _published(version: RecordVersion) -> str:
    return version.published_at.astimezone(CHINA).date().isoformat()
