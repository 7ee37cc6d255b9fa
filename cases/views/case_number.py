"""The page that explains a case number, part by part, in both languages."""

import re
from dataclasses import replace
from typing import Any

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from cases.models import NumberKey
from cases.models.case import NUMBERS_LENGTH
from cases.numbers import courts
from cases.numbers.keys import numbers_in
from cases.numbers.normalise import HAN_ONLY
from cases.numbers.old import OldNumber, read_old
from cases.numbers.parse import Fault, NotACaseNumber, readings
from cases.numbers.running_text import find
from cases.presentation.case_number import EXAMPLES, Explainer, number_address
from cases.presentation.text import choose
from cjo.lib.caching import public
from cjo.lib.languages import page_language
from cjo.lib.page_meta import PageMeta

CASES_SHOWN = 5  # a court gives a number once: a second case with it is a mistake
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_FAULTS = {
    # Translators: “It” is what a reader entered as a case number.
    Fault.EMPTY: gettext_lazy("There is no number in it."),
    Fault.LONG: gettext_lazy("A case number is much shorter."),
    Fault.CHARACTER: gettext_lazy("A case number has no such character."),
    # Translators: “It” is a case number.
    Fault.YEAR: gettext_lazy(
        "It must begin with the year of filing, in four digits, with or without "
        "brackets."
    ),
    Fault.YEARS: gettext_lazy("No case number has a year so early or so late."),
    # Translators: “It” is what a reader entered as a case number.
    Fault.SEVERAL: gettext_lazy("There are several numbers in it."),
    Fault.COURT: gettext_lazy(
        "After the year the code of the court is expected: 最高法 (Zui Gao Fa) or the "
        "letters of a province, with two digits, four or none."
    ),
    Fault.TYPE: gettext_lazy(
        "After the court the type of case is expected, such as 民初 (Min Chu)."
    ),
    Fault.SERIAL: gettext_lazy(
        "At the end the serial number is expected, of one to eight digits."
    ),
    # Translators: What a reader entered goes on after the end of a case number.
    Fault.EXTRA: gettext_lazy("Something stands behind the serial number."),
    # Translators: “It” is a case number.
    Fault.OLD: gettext_lazy(
        "It has the form used before 2016, when each court chose its own letters. "
        "No table says which court they stand for."
    ),
}
_TITLES = {
    "provisions": gettext_lazy(
        "Supreme People’s Court, Several Provisions on the Case Numbers of the "
        "People’s Courts, 法〔2015〕137号"
    ),
    "amendment": gettext_lazy(
        "Supreme People’s Court, decision to amend these Provisions, 法〔2018〕335号"
    ),
    "divisions": gettext_lazy(
        "Information Times, 8 January 2016: codes follow administrative divisions"
    ),
    "observer": gettext_lazy(
        "China Justice Observer, “Secret Signal” in Case Number, 21 June 2019"
    ),
    "decisions": gettext_lazy(
        "Published decisions, which print the name of the court above the number"
    ),
}


@require_safe
def number(request: HttpRequest) -> HttpResponse:
    """Explain a number or its fault; without one, how numbers are written."""
    language = page_language()
    asked = _CONTROLS.sub(" ", request.GET.get("q", "")[:NUMBERS_LENGTH]).strip()
    introduction = _(
        "Year, court, type and serial number, as the courts of China write them above "
        "each decision."
    )
    context: dict[str, Any] = {
        "page_meta": PageMeta(
            canonical=reverse("case_number"),
            indexable=not asked,
            description=introduction,
        ),
        "introduction": introduction,
        "page_title": _("What a case number says"),
        "query": asked,
        "examples": [_link(example) for example in EXAMPLES],
        "sources": _sources("provisions", "amendment"),
        "breadcrumbs": [
            {"name": _("Front page"), "url": reverse("home")},
            {"name": _("Cases"), "url": reverse("cases")},
            {"name": _("What a case number says"), "url": ""},
        ],
    }
    if asked:
        context |= _explained(asked, language)
    return public(render(request, "cases/case_number.html", context), ["cases"])


def _explained(asked: str, language: str) -> dict[str, Any]:
    explainer = Explainer(language)
    try:
        numbers = readings(asked)
    except NotACaseNumber as error:
        old = read_old(asked)
        if old is not None:
            return _explained_old(old, explainer)
        inside = [_link(number) for number in numbers_in(asked)]
        if len(list(find(asked))) > 1:
            return {"inside": inside}
        return {
            "fault": _FAULTS[error.fault],
            "detail": error.detail,
            "inside": inside,
        }
    if len(numbers) > 1:
        return {
            "readings": [
                {
                    "number": number.chinese,
                    "url": number_address(number.chinese),
                    "words": explainer.court_and_type(number),
                }
                for number in numbers
            ]
        }
    (number,) = numbers
    court = courts.describe(number.court_code)
    return {
        "number": number,
        "parts": explainer.parts(number),
        "cases": _cases(number.key, language),
        "whole": _link(replace(number, part=0).chinese) if number.part else None,
        "sources": _sources("provisions", "amendment", court.source),
    }


def _explained_old(number: OldNumber, explainer: Explainer) -> dict[str, Any]:
    cases = _cases(number.keys[0], explainer.language)
    courts_known = [case["court"] for case in cases if case["is_own"] and case["court"]]
    return {
        "number": number,
        "is_old": True,
        "parts": explainer.old_parts(number, courts_known[:1]),
        "cases": cases,
        "whole": _link(replace(number, part=0).chinese) if number.part else None,
        "sources": _sources("provisions"),
    }


def _cases(key: str, language: str) -> list[dict[str, Any]]:
    """Return the published cases with a number, also as a step of their history."""
    rows = NumberKey.objects.filter(
        key=key, case__current_version__isnull=False
    ).select_related("case__current_version")
    cases = {}
    # its own number last, for it says more of a case than that of a step
    for row in rows.order_by("case__slug", F("proceeding").desc(nulls_last=True)):
        if version := row.case.current_version:
            cases[row.case_id] = {
                "url": row.case.get_absolute_url(),
                "title": choose(version.snapshot["texts"], "title", language),
                "is_own": row.proceeding_id is None,
                "court": version.snapshot["court"],
            }
    return list(cases.values())[:CASES_SHOWN]


def _sources(*keys: str) -> list[dict[str, Any]]:
    return [
        {"title": _TITLES[key], "url": courts.SOURCES[key]}
        for key in dict.fromkeys(keys)
        if key
    ]


def _link(number: str) -> dict[str, str]:
    language = "zh-hans" if HAN_ONLY.search(number) else "zh-Latn"
    return {"text": number, "url": number_address(number), "language": language}
