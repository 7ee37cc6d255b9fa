"""Made-up cases in bulk: the rows that publishing would write, in hours."""

import datetime as dt
import random
from collections.abc import Iterable
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from tqdm import tqdm

from articles.extensions.registries import search_sources
from articles.models import Address, Stamp, Subject, SubjectText
from articles.models.document import canonical, digest, timestamp
from articles.publishing import integrity
from cases.models import (
    SCHEMA,
    Case,
    CaseProvision,
    CaseText,
    Collection,
    CollectionItem,
    CollectionText,
    NumberKey,
    OutcomeKind,
    Provision,
    RecordVersion,
    Source,
    SourceUse,
)
from cases.models.keys import name_key, title_key
from cases.numbers.keys import normalised
from cases.snapshots import snapshot_of, texts_of
from cjo.demo.corpus.reference import CHARACTERS, Reference
from cjo.lib.turn import in_turn

COLLECTIONS = 30
WORDS = ["lorem", "ipsum", "dolor", "sit", "amet", "elit", "sed", "do", "magna", "enim"]
# the same seed gives the same rows, so that two runs can be compared
CHANCE = random.Random(20241030)
NOW = timezone.now()
_BATCH = 1000
_Row = TypeVar("_Row", bound=models.Model)


def words(number: int) -> str:
    return " ".join(CHANCE.choices(WORDS, k=number)).capitalize()


def characters(number: int) -> str:
    return "".join(CHANCE.choices(CHARACTERS, k=number))


def put(model: type[_Row], rows: Iterable[_Row], total: int) -> list[_Row]:
    """Insert rows in batches, with a progress bar."""
    done: list[_Row] = []
    batch: list[_Row] = []
    with tqdm(total=total, desc=model.__name__, leave=False, disable=None) as bar:
        for row in rows:
            batch.append(row)
            if len(batch) == _BATCH:
                done += model._default_manager.bulk_create(batch)
                bar.update(len(batch))
                batch = []
        done += model._default_manager.bulk_create(batch)
        bar.update(len(batch))
    return done


@in_turn
def fill_cases(number: int, by: User) -> None:
    """Write this number of published cases, and collections of some of them."""
    reference = Reference()
    cases = put(Case, (_case(place, reference) for place in range(number)), number)
    put(
        NumberKey,
        (
            NumberKey(case=case, key=case.number_key)
            for case in cases
            if case.number_key
        ),
        number,
    )
    put(CaseText, (text for case in cases for text in _texts(case)), 2 * number)
    cited = {case.pk: CHANCE.sample(reference.provisions, 3) for case in cases}
    put(
        CaseProvision,
        (
            CaseProvision(
                case_id=pk, provision=provision, role="pointer", position=place
            )
            for pk, provisions in cited.items()
            for place, provision in enumerate(provisions)
        ),
        3 * number,
    )
    texts: dict[int, list[CaseText]] = {}
    for text in CaseText.objects.filter(case__slug__startswith="bench-").iterator():
        texts.setdefault(text.case_id, []).append(text)
    used = {case.pk: CHANCE.sample(reference.sources, 2) for case in cases}
    shapes = (
        _shape(case, texts[case.pk], cited[case.pk], used[case.pk], reference)
        for case in cases
    )
    versions = (_version("case", case, shape, by) for case, shape in shapes)
    integrity.enter(put(RecordVersion, versions, number))
    _set_current_version(Case)
    put(Address, (_address("cases", "case", case) for case in cases), number)
    subjects = put(Subject, (_subject("case", case) for case in cases), number)
    put(
        SubjectText,
        (
            SubjectText(
                subject=subject, language=language, label=f"{subject.key} {language}"
            )
            for subject in subjects
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
    _collections(cases, by)
    _index_cases()
    Stamp.objects.touch({"cases"})


def _case(place: int, reference: Reference) -> Case:
    # some cases without a year, a cause or a number, as in reality
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
    """Return a case with the snapshot that `cases.snapshots` would make."""
    cause = case.cause
    keys = [source.key for source in sources]
    # the fields of a real case that usually have a source
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
                "law": provision.law.slug,
                "article": provision.article,
                "paragraph": "",
                "role": "pointer",
                "texts": reference.law_texts[provision.law_id],
            }
            for provision in provisions
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


def _set_current_version(model: Any) -> None:
    versions = RecordVersion.objects.filter(
        kind=model.kind, object_id=OuterRef("pk")
    ).values("pk")
    made_up = model.objects.filter(slug__startswith="bench-")
    made_up.update(current_version=Subquery(versions[:1]))


def _address(space: str, kind: str, row: Any) -> Address:
    return Address(space=space, slug=row.slug, kind=kind, object_id=row.pk)


def _subject(kind: str, row: Any) -> Subject:
    return Subject(kind=kind, key=row.slug, url=f"/cases/{row.slug}", number=1)


def _collections(cases: list[Case], by: Any) -> None:
    collections = []
    for place in range(COLLECTIONS):
        slug, title = f"bench-collection-{place}", f"Made-up collection {place}"
        collection = Collection.objects.create(slug=slug, size=10)
        CollectionText.objects.create(collection=collection, language="en", title=title)
        CollectionItem.objects.bulk_create(
            CollectionItem(
                collection=collection,
                position=position,
                case=case,
                certainty=CHANCE.choice(["confirmed", "probable"]),
            )
            for position, case in enumerate(CHANCE.sample(cases, 10), start=1)
        )
        collections.append(collection)
    for collection in collections:
        shape = snapshot_of(Collection.objects.get(pk=collection.pk))
        version = _version("collection", collection, shape, by)
        integrity.enter(RecordVersion.objects.bulk_create([version]))
    _set_current_version(Collection)


def _index_cases() -> None:
    source = search_sources["case"]
    keys = source.keys()
    for start in range(0, len(keys), 500):
        source.index(keys[start : start + 500])
