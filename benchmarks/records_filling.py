"""Fill a database with made-up cases of nobody, and articles that mention them.

Rows go in by the thousand and not through publishing, which would take hours; they
are what publishing writes: rows, versions with their snapshots, subjects, mentions.
"""

import argparse
import datetime as dt
import os
from collections.abc import Iterable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
django.setup()

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from articles.models import (
    Address,
    Stamp,
    Subject,
    SubjectText,
)
from articles.models.document import canonical, digest
from articles.publishing.documents import timestamp
from benchmarks.made_up import (
    CHANCE,
    NOW,
    SETS,
    Reference,
    characters,
    put,
    words,
)
from benchmarks.made_up_articles import fill_mentions
from cases.models import (
    SCHEMA,
    Case,
    CaseProvision,
    CaseText,
    Collection,
    CollectionItem,
    CollectionText,
    OutcomeKind,
    Provision,
    RecordVersion,
    Source,
    SourceUse,
)
from cases.models.keys import name_key, title_key
from cases.numbers.parse import normalised
from cases.snapshots import snapshot_of, texts_of
from cjo.demo.loading import loader


def fill_cases(number: int, by: Any) -> Reference:
    """Write so many published cases, and the sets that some of them are in."""
    reference = Reference()
    cases = put(Case, (_case(place, reference) for place in range(number)), number)
    put(CaseText, (text for case in cases for text in _texts(case)), 2 * number)
    beside = {case.pk: CHANCE.sample(reference.provisions, 3) for case in cases}
    put(
        CaseProvision,
        (
            CaseProvision(case_id=pk, provision=one, role="pointer", position=place)
            for pk, several in beside.items()
            for place, one in enumerate(several)
        ),
        3 * number,
    )
    texts: dict[int, list[CaseText]] = {}
    for text in CaseText.objects.filter(case__slug__startswith="bench-").iterator():
        texts.setdefault(text.case_id, []).append(text)
    used = {case.pk: CHANCE.sample(reference.sources, 2) for case in cases}
    shapes = (
        _shape(case, texts[case.pk], beside[case.pk], used[case.pk], reference)
        for case in cases
    )
    put(RecordVersion, (_version("case", *one, by) for one in shapes), number)
    _point(Case)
    put(Address, (_address("cases", "case", case) for case in cases), number)
    subjects = put(Subject, (_subject("case", case) for case in cases), number)
    put(
        SubjectText,
        (
            SubjectText(subject=one, language=language, label=f"{one.key} {language}")
            for one in subjects
            for language in ("en", "zh-hans")
        ),
        2 * number,
    )
    put(
        SourceUse,
        (
            SourceUse(source=source, subject=subject)
            for case, subject in zip(cases, subjects, strict=True)
            for source in used[case.pk]
        ),
        2 * number,
    )
    _sets(cases, by)
    return reference


def _case(place: int, reference: Reference) -> Case:
    year = CHANCE.choice([None, *range(2010, 2025)])
    day = dt.date(year, 1, 1) + dt.timedelta(CHANCE.randrange(365)) if year else None
    number = f"({year})京0491民初{place + 1}号" if year else ""
    return Case(
        slug=f"bench-case-{place}",
        imported=True,
        court=CHANCE.choice(reference.courts),
        cause=CHANCE.choice([None, *reference.causes]),
        outcome_kind=CHANCE.choice(OutcomeKind.values),
        case_number=number,
        number_key=normalised(number),
        decided_on=day,
        decided_precision="day" if day else "unknown",
        year=year,
        listed_on=day or dt.date(1, 1, 1),
    )


def _texts(case: Case) -> Iterable[CaseText]:
    number = case.slug.rpartition("-")[2]
    for language, write in (("en", words), ("zh-hans", characters)):
        title, name = f"{write(6)} {number}", f"{write(4)} {number}"
        yield CaseText(
            case=case,
            language=language,
            title=title,
            title_key=title_key(title),
            name=name,
            name_key=name_key(name),
            parties=write(20),
            facts=write(140),
            claim=write(40),
            issues=write(30),
            holding=write(100),
            outcome=write(20),
        )


def _shape(
    case: Case,
    texts: list[CaseText],
    provisions: list[Provision],
    sources: list[Source],
    reference: Reference,
) -> tuple[Case, dict[str, Any]]:
    """Return the snapshot of a case, as `cases.snapshots` would make it."""
    cause = case.cause
    keys = [source.key for source in sources]
    fields = ("court", "name", "facts", "claim", "holding", "outcome", "decided_on")
    return case, {
        "key": case.slug,
        "court": reference.court_shapes[case.court_id or 0],
        "cause": {"key": cause.slug, "texts": reference.cause_texts[cause.pk]}
        if cause
        else None,
        "outcome_kind": case.outcome_kind,
        "case_number": case.case_number,
        "case_number_latin": "",
        "decided_on": case.decided_on.isoformat() if case.decided_on else None,
        "decided_precision": case.decided_precision,
        "texts": texts_of(texts),
        "provisions": [
            {
                "law": one.law.slug,
                "article": one.article,
                "paragraph": "",
                "role": "pointer",
                "texts": reference.law_texts[one.law_id],
            }
            for one in provisions
        ],
        "proceedings": [],
        "amounts": [],
        "provenance": [
            {
                "field": field,
                "certainty": "confirmed",
                "agrees": True,
                "sources": keys,
                "texts": {"en": {"note": "Made up.", "method": "original"}},
            }
            for field in fields
        ],
        "sources": {
            source.key: {
                "title": source.title,
                "publisher": source.publisher,
                "url": source.url,
                "archived_url": "",
                "seen_on": None,
                "language": source.language,
                "public": True,
            }
            for source in sources
        },
    }


def _version(kind: str, record: Any, shape: dict[str, Any], by: Any) -> RecordVersion:
    text = canonical(
        {
            "schema": SCHEMA,
            "kind": kind,
            "key": record.slug,
            "number": 1,
            "record": shape,
            "change": {"type": "first", "note": "", "note_language": ""},
            "published_at": timestamp(NOW),
            "previous": None,
        }
    )
    return RecordVersion(
        kind=kind,
        object_id=record.pk,
        key=record.slug,
        number=1,
        canonical=text,
        hash=digest(text),
        change_type="first",
        published_at=NOW,
        published_by=by,
    )


def _point(model: Any) -> None:
    """Point the made-up records at their versions."""
    versions = RecordVersion.objects.filter(
        kind=model.kind, object_id=OuterRef("pk")
    ).values("pk")
    made_up = model.objects.filter(slug__startswith="bench-")
    made_up.update(current_version=Subquery(versions[:1]))


def _address(space: str, kind: str, row: Any) -> Address:
    return Address(space=space, slug=row.slug, kind=kind, object_id=row.pk)


def _subject(kind: str, row: Any) -> Subject:
    return Subject(kind=kind, key=row.slug, url=f"/cases/{row.slug}", number=1)


def _sets(cases: list[Case], by: Any) -> None:
    found = []
    for place in range(SETS):
        one = Collection.objects.create(slug=f"bench-set-{place}", size=10)
        CollectionText.objects.create(
            collection=one, language="en", title=f"Made-up set {place}"
        )
        CollectionItem.objects.bulk_create(
            CollectionItem(
                collection=one,
                position=position,
                case=case,
                certainty=CHANCE.choice(["confirmed", "probable"]),
            )
            for position, case in enumerate(CHANCE.sample(cases, 10), start=1)
        )
        found.append(one)
    fresh = {case.pk: case for case in Case.objects.filter(items__isnull=False)}
    for one in found:
        shape = snapshot_of(Collection.objects.get(pk=one.pk))
        RecordVersion.objects.bulk_create([_version("collection", one, shape, by)])
    assert fresh
    _point(Collection)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("cases", type=int)
    parser.add_argument("mentions", type=int)
    options = parser.parse_args()
    by = loader()
    with transaction.atomic():
        reference = fill_cases(options.cases, by)
        fill_mentions(options.mentions, reference, by)
        Stamp.objects.touch({"cases"})
    if connection.vendor == "postgresql":  # as autovacuum does in time
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main()
