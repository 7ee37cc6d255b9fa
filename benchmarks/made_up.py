"""Made-up words, courts, laws and sources."""

import os
import random
from collections.abc import Iterable
from typing import TypeVar

import django

# before the imports below: models need a configured Django
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
django.setup()

from django.db import models
from django.utils import timezone
from tqdm import tqdm

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
from cases.snapshots import court_shape, texts_of

BATCH = 1000
# the same seed gives the same rows, so that two runs can be compared
CHANCE = random.Random(20241030)
NOW = timezone.now()
WORDS = ["lorem", "ipsum", "dolor", "sit", "amet", "elit", "sed", "do", "magna", "enim"]
CHARACTERS = "某甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
PROVINCES = ["Beijing", "Shanghai", "Zhejiang", "Guangdong", "Sichuan", "Hubei", ""]
COURTS, CAUSES, LAWS, ARTICLES, COLLECTIONS, SOURCES = 60, 25, 10, 60, 30, 40

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
            if len(batch) == BATCH:
                done += model._default_manager.bulk_create(batch)
                bar.update(len(batch))
                batch = []
        done += model._default_manager.bulk_create(batch)
        bar.update(len(batch))
    return done


class Reference:
    """The rows that cases refer to: courts, causes, laws and articles, sources."""

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
