"""Made-up courts, causes, laws and sources, as records and texts name them."""

import random

from cases.models import (
    CauseOfAction,
    CauseText,
    Court,
    CourtLevel,
    CourtText,
    Law,
    LawText,
    Provision,
    Source,
)
from cases.publishing.subjects import sync_court, sync_law
from cases.snapshots import court_shape, texts_of

CHARACTERS = "某甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
PROVINCES = ["Beijing", "Shanghai", "Zhejiang", "Guangdong", "Sichuan", "Hubei", ""]
COURTS, CAUSES, LAWS, ARTICLES, SOURCES = 60, 25, 10, 60, 40
_FIRST = "bench-court-0"


class Reference:
    """The rows that cases refer to: courts, causes, laws and articles, sources."""

    def __init__(self) -> None:
        # the same seed gives the same rows, so that two runs can be compared
        self._chance = random.Random(20241030)
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
                text_of="court",
                carrier="original",
            )
            for place in range(SOURCES)
        )
        # made once, as every snapshot of a case contains some of them
        self.court_shapes = {court.pk: court_shape(court) for court in self.courts}
        self.cause_texts = {
            cause.pk: texts_of(cause.texts.all()) for cause in self.causes
        }
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
        name = f"{self._characters(3)}法院{place}"
        CourtText.objects.create(court=court, language="zh-hans", name=name)
        sync_court(court)
        return court

    def _cause(self, place: int) -> CauseOfAction:
        cause = CauseOfAction.objects.create(slug=f"bench-cause-{place}")
        CauseText.objects.create(cause=cause, language="en", name=f"Cause {place:02}")
        name = f"{self._characters(4)}纠纷{place}"
        CauseText.objects.create(cause=cause, language="zh-hans", name=name)
        return cause

    def _provisions(self, place: int) -> list[Provision]:
        law = Law.objects.create(slug=f"bench-law-{place}")
        LawText.objects.create(law=law, language="en", title=f"Made-up Law {place}")
        LawText.objects.create(law=law, language="zh-hans", title=f"虚构法{place}")
        provisions = Provision.objects.bulk_create(
            Provision(law=law, number=number) for number in range(1, ARTICLES + 1)
        )
        sync_law(law)
        return provisions

    def _characters(self, number: int) -> str:
        return "".join(self._chance.choices(CHARACTERS, k=number))


def make_reference() -> None:
    """Make the rows that are made up, unless they are there."""
    if not Court.objects.filter(slug=_FIRST).exists():
        Reference()
