"""What the fields of records are called at the desk.

A field is named by itself, or with its model where two models mean different things.
"""

from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

LABELS = {
    # of several records
    "slug": _("Address"),
    "language": _("Language"),
    "method": _("How it came to be in this language"),
    "translated_from": _("Translated from"),
    "title": _("Title"),
    "name": _("Name"),
    "note": _("Note"),
    "description": _("Description"),
    "certainty": _("Certainty"),
    "agrees": _("These sources say so"),
    "key": _("Key"),
    "kind": _("Kind"),
    "label": _("What was counted"),
    "official_number": _("The court's own number"),
    "released_on": _("Date of release"),
    "released_precision": _("How exactly the date is known"),
    "decided_on": _("Date of judgment"),
    "decided_precision": _("How exactly the date is known"),
    # cases
    "court": _("Court"),
    "cause": _("Cause of action, as it is sorted"),
    "provisions": _("Provisions"),
    "proceedings": _("Procedure"),
    "amounts": _("Amounts"),
    "case_number": _("Case number"),
    "case_number_latin": _("Case number in Latin letters"),
    "outcome_kind": _("Kind of outcome"),
    "CaseText.title": _("Short title"),
    "CaseText.name": _("Full name"),
    "pinyin": _("Pinyin"),
    "cause_of_action": _("Cause of action"),
    "parties": _("Parties, as anonymised"),
    "facts": _("Facts"),
    "claim": _("Claim"),
    "defence": _("Defence"),
    "issues": _("Issues"),
    "holding": _("Holding"),
    "outcome": _("Outcome"),
    "significance": _("Significance, in our view"),
    "names_method": _("How the names came to be in this language"),
    "instance": _("Instance"),
    "result": _("Result"),
    "Amount.value": _("Sum"),
    "value": _("Value"),
    "currency": _("Currency"),
    "paragraph": _("Paragraph"),
    "item": _("Item"),
    "role": _("Who names it"),
    # sets and overviews
    "items": _("Which cases they are"),
    "related": _("Decisions beside the set"),
    "overview": _("Overview"),
    "period": _("Period"),
    "statistics": _("Figures"),
    "size": _("Number of cases"),
    "reason": _("Reason"),
    "period_start": _("First day of the period"),
    "period_end": _("Last day of the period"),
    "period_precision": _("How exactly the period is known"),
    "parts": _("Parts of a whole"),
    "StatisticGroupText.label": _("Heading"),
    "Statistic.value": _("Number"),
    "headline": _("Large"),
    "text": _("As printed"),
    "scope": _("Scope"),
    # courts, laws and sources
    "parent": _("Court above it"),
    "amendments": _("Amendments"),
    "code": _("Code in case numbers"),
    "level": _("Level"),
    "province": _("Province"),
    "short_name": _("Short name"),
    "adopted_on": _("Adopted on"),
    "in_force_on": _("In force since"),
    "repealed_on": _("Repealed on"),
    "amended_on": _("Amended on"),
    "official_url": _("Address of the official text"),
    "abbreviation": _("Abbreviation"),
    "other_names": _("Other names"),
    "Provision.number": _("Article"),
    "suffix": _("Number after the hyphen"),
    "publisher": _("Publisher"),
    "SourceText.publisher": _("Publisher, in this language"),
    "SourceText.title": _("What it is, in this language"),
    "url": _("Address"),
    "archived_url": _("Archived address"),
    "seen_on": _("Last seen on"),
    "public": _("May be linked"),
    "gave": _("What it gave"),
}


def label_of(field: Any) -> Any:
    """Return what a field of a model is called; its own name if it has no other."""
    of_model = f"{field.model.__name__}.{field.name}"
    known = LABELS.get(of_model) or LABELS.get(field.name)
    return known or capfirst(field.verbose_name)
