"""Fill a database with made-up cases of nobody, and articles that mention them.

Rows go in by the thousand and not through publishing, which would take hours; they
are what publishing writes: rows, versions with their snapshots, subjects, mentions.
"""

import argparse
import datetime as dt
import os
import random
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
django.setup()

from django.db import connection, models, transaction  # noqa: E402
from django.db.models import OuterRef, Subquery  # noqa: E402
from django.utils import timezone  # noqa: E402
from tqdm import tqdm  # noqa: E402

from articles.document import canonical, digest  # noqa: E402
from articles.freezing import moment  # noqa: E402
from articles.models import (  # noqa: E402
    Address,
    Article,
    Edition,
    Mention,
    Stamp,
    Subject,
    SubjectText,
    Version,
)
from cases.case_numbers import normalised  # noqa: E402
from cases.models import (  # noqa: E402
    Case,
    CaseProvision,
    CaseText,
    CauseOfAction,
    CauseText,
    Collection,
    CollectionItem,
    CollectionText,
    Court,
    CourtLevel,
    CourtText,
    Law,
    LawText,
    OutcomeKind,
    Provision,
    RecordVersion,
    Source,
    SourceUse,
)
from cases.models.keys import name_key, title_key  # noqa: E402
from cases.snapshots import court_shape, snapshot_of, texts_of  # noqa: E402
from cjo.demo.loading import loader  # noqa: E402

BATCH = 1000
CHANCE = random.Random(20241030)
NOW = timezone.now()
WORDS = ["lorem", "ipsum", "dolor", "sit", "amet", "elit", "sed", "do", "magna", "enim"]
CHARACTERS = "某甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
PROVINCES = ["Beijing", "Shanghai", "Zhejiang", "Guangdong", "Sichuan", "Hubei", ""]
COURTS, CAUSES, LAWS, ARTICLES, SETS, SOURCES = 60, 25, 10, 60, 30, 40
MENTIONS_IN_VERSION, VERSIONS_OF_EDITION = 10, 2

_Row = TypeVar("_Row", bound=models.Model)


def words(number: int) -> str:
    return " ".join(CHANCE.choices(WORDS, k=number)).capitalize()


def characters(number: int) -> str:
    return "".join(CHANCE.choices(CHARACTERS, k=number))


def put(model: type[_Row], rows: Iterable[_Row], total: int) -> list[_Row]:
    """Insert rows by the thousand, and show how far it is."""
    done: list[_Row] = []
    batch: list[_Row] = []
    with tqdm(total=total, desc=model.__name__, leave=False) as bar:
        for row in rows:
            batch.append(row)
            if len(batch) == BATCH:
                done += model._default_manager.bulk_create(batch)
                bar.update(len(batch))
                batch = []
        done += model._default_manager.bulk_create(batch)
        bar.update(len(batch))
    return done


class Reference:
    """What cases refer to: courts, causes, laws with their articles, sources."""

    def __init__(self) -> None:
        self.courts = [self._court(place) for place in range(COURTS)]
        self.causes = [self._cause(place) for place in range(CAUSES)]
        self.provisions = [
            row for place in range(LAWS) for row in self._provisions(place)
        ]
        self.sources = Source.objects.bulk_create(
            Source(
                key=f"bench-source-{place}",
                title=f"Made-up source {place}",
                publisher="Nobody",
                url=f"https://source-{place}.example/",
                language="en",
            )
            for place in range(SOURCES)
        )
        self.court_shapes = {court.pk: court_shape(court) for court in self.courts}
        self.cause_texts = {one.pk: texts_of(one.texts.all()) for one in self.causes}
        self.law_texts = {
            law.pk: texts_of(law.texts.all())
            for law in Law.objects.filter(slug__startswith="bench-")
        }

    def _court(self, place: int) -> Court:
        level = [CourtLevel.PRIMARY, CourtLevel.INTERMEDIATE, CourtLevel.HIGH][
            place % 3
        ]
        province = PROVINCES[place % len(PROVINCES)]
        court = Court.objects.create(
            slug=f"bench-court-{place}", level=level, province=province
        )
        CourtText.objects.create(court=court, language="en", name=f"Court {place:02}")
        name = f"{characters(3)}法院{place}"
        CourtText.objects.create(court=court, language="zh-hans", name=name)
        return court

    def _cause(self, place: int) -> CauseOfAction:
        cause = CauseOfAction.objects.create(slug=f"bench-cause-{place}")
        CauseText.objects.create(cause=cause, language="en", name=f"Cause {place:02}")
        name = f"{characters(4)}纠纷{place}"
        CauseText.objects.create(cause=cause, language="zh-hans", name=name)
        return cause

    def _provisions(self, place: int) -> list[Provision]:
        law = Law.objects.create(slug=f"bench-law-{place}")
        LawText.objects.create(law=law, language="en", title=f"Made-up Law {place}")
        LawText.objects.create(law=law, language="zh-hans", title=f"虚构法{place}")
        return Provision.objects.bulk_create(
            Provision(law=law, number=number) for number in range(1, ARTICLES + 1)
        )


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
            "schema": 1,
            "kind": kind,
            "key": record.slug,
            "number": 1,
            "record": shape,
            "change": {"type": "first", "note": ""},
            "published_at": moment(NOW),
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


def fill_mentions(number: int, reference: Reference, by: Any) -> None:
    """Write articles whose versions, older ones too, mention so much together."""
    editions = number // (MENTIONS_IN_VERSION * VERSIONS_OF_EDITION)
    days = [
        dt.date(2010, 1, 1) + dt.timedelta(CHANCE.randrange(5400))
        for _ in range(editions)
    ]
    articles = put(
        Article,
        (
            Article(slug=f"bench-article-{place}", dated=day, dated_precision="day")
            for place, day in enumerate(days)
        ),
        editions,
    )
    rows = put(Edition, (_edition(one, by) for one in articles), editions)
    versions = put(
        Version,
        (
            _article_version(row, number, by)
            for row in rows
            for number in range(1, VERSIONS_OF_EDITION + 1)
        ),
        editions * VERSIONS_OF_EDITION,
    )
    newest = Version.objects.filter(
        edition=OuterRef("pk"), number=VERSIONS_OF_EDITION
    ).values("pk")
    Edition.objects.filter(article__slug__startswith="bench-").update(
        current_version=Subquery(newest[:1])
    )
    subjects = _mentioned(reference)
    put(Mention, (one for row in versions for one in _mentions(row, subjects)), number)


def _edition(article: Article, by: Any) -> Edition:
    return Edition(
        article=article,
        language="en",
        title=words(7),
        abstract=words(25),
        listed_on=article.dated,
        tag=f"tag:bench.example,2024:{article.slug}",
        created_by=by,
        changed_by=by,
    )


def _article_version(edition: Edition, number: int, by: Any) -> Version:
    text = canonical({"made up": edition.title, "number": number, "body": words(300)})
    return Version(
        edition=edition,
        language="en",
        number=number,
        canonical=text,
        hash=digest(text + edition.tag),
        title=edition.title,
        abstract=edition.abstract,
        dated=edition.article.dated,
        dated_precision="day",
        method="original",
        has_text=True,
        change_type="first" if number == 1 else "typo",
        published_at=NOW,
        published_by=by,
        updated_at=NOW,
    )


def _mentioned(reference: Reference) -> list[list[Subject]]:
    """Return cases, provisions and courts as subjects, those last made on the way."""
    cases = Subject.objects.filter(kind="case", key__startswith="bench-")
    provisions = put(
        Subject,
        (
            Subject(kind="provision", key=one.key, url=f"/laws/{one.key}")
            for one in reference.provisions
        ),
        len(reference.provisions),
    )
    courts = put(
        Subject,
        (
            Subject(kind="court", key=one.slug, url=f"/courts/{one.slug}")
            for one in reference.courts
        ),
        len(reference.courts),
    )
    return [list(cases), provisions, courts]


def _mentions(version: Version, subjects: list[list[Subject]]) -> list[Mention]:
    """Return mentions of six cases, three provisions and a court."""
    picked: list[Callable[[], list[Subject]]] = [
        lambda: CHANCE.sample(subjects[0], 6),
        lambda: CHANCE.sample(subjects[1], 3),
        lambda: CHANCE.sample(subjects[2], 1),
    ]
    roles = Mention.Role.values
    return [
        Mention(version=version, subject=subject, role=CHANCE.choice(roles))
        for pick in picked
        for subject in pick()
    ]


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
