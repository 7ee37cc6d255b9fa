"""A world in which one person's name is written in every place that a site has."""

from typing import Any

from django.contrib.auth.models import User

from articles.models import (
    Article,
    Edition,
    PathRedirect,
    Version,
    Withheld,
)
from articles.permissions import CHIEF
from articles.publishing import change_slug
from articles.publishing.pictures import keep_picture
from articles.redaction.choice import Choice
from articles.redaction.places import places_of
from articles.redaction.withholding import withhold
from articles.tests.picture_files import picture_file
from cases import importing
from cases.models import Case
from cases.tests.world import case_data, collection_data, load_world
from cjo.test import BaseTestCase, make_user

NAMES = ("Zhang San", "San Zhang", "张三")
REASON = "Article 46 of the Personal Information Protection Law."
CASE_TEXTS = {
    "en": {
        "title": "Zhang San’s photographs",
        "name": "Zhang San v a company",
        "parties": "Zhang San, a company",
        "facts": "A company printed photographs of Zhang San.",
        "holding": "The company is liable to Zhang San.",
    },
    "zh-hans": {"title": "张三肖像案", "name": "张三与某公司案", "facts": "张三起诉。"},
}
BODY = """\
The court heard Zhang **San** (born 1970), Zhang San(1970) and `zhang_san.jpg`.

Read [his page](https://paper.example/people/zhang-san), and
[the case](/cases/zhang-san-v-li).

## Zhang San in court

[[case:zhang-san-v-li]]
"""


class NamedWorldTestCase(BaseTestCase):
    """The chief editor withholds; `article` is /a/zhang-san-wins, formerly another."""

    chief: User

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.chief = make_user("chief", CHIEF)
        load_world(cls.mei)
        sources = [{"key": "zhang-san-page", "title": "Zhang San", "publisher": "P"}]
        address = {
            "url": "https://p.example/zhang-san",
            "language": "en",
            "text_of": "court",
            "carrier": "original",
        }
        importing.load_sources([{**sources[0], **address}], cls.mei)
        fact = {
            "field": "facts",
            "certainty": "confirmed",
            "sources": ["zhang-san-page"],
        }
        importing.load_case(
            case_data("zhang-san-v-li", texts=CASE_TEXTS, provenance=[fact]), cls.mei
        )
        sure = {"certainty": "confirmed", "sources": ["zhang-san-page"]}
        items = [{"position": 1, "case": "zhang-san-v-li", **sure}]
        data = {"slug": "named-2024", "size": 1, "related": [], "items": items}
        importing.load_collection(collection_data(**data), cls.mei)

    def setUp(self) -> None:
        super().setUp()
        self.article = self._article()

    def _article(self) -> Article:
        credit = {"creator": "Zhang San", "source_url": "https://p.example/zhang-san"}
        picture = keep_picture(picture_file(), by=self.mei, licence="CC0", **credit)
        for language, alt in (("en", "Zhang San smiles"), ("zh-hans", "张三微笑")):
            picture.texts.create(language=language, alt=alt)
        person = self.make_contributor("zhang-san", "Zhang San", native_name="张三")
        edition = self.make_published(
            "zhang-sans-case",
            work={"picture": picture},
            title="Zhang San wins",
            abstract="Zhang San won.",
            takeaways="Zhang San won\nThe company lost",
            body=BODY,
            sources="* [Zhang San](https://paper.example/zhang-san)",
        )
        article = edition.article
        article.contributions.create(contributor=person, role="aut")
        self.republish(edition, "update", "Zhang San was heard.", abstract="San Zhang.")
        change_slug(article, "zhang-san-wins", by=self.mei)
        text: dict[str, Any] = {
            "title": "张三胜诉",
            "abstract": "张三。",
            "body": "法院支持张三的请求。",
        }
        self.make_published("zhang-san-wins", "zh-hans", **text)
        self.make_edition("a-draft", title="A draft on Zhang San")
        PathRedirect.objects.create(old_path="/old:zhang-san", new_path="/a/x")
        return article

    def edition(self, language: str = "en") -> Edition:
        return Edition.objects.get(article=self.article.pk, language=language)

    def version(self, number: int = 1) -> Version:
        return Version.objects.get(edition=self.edition(), number=number)

    def case(self) -> Case:
        return Case.objects.filter(texts__parties__contains="a company").get()

    def withhold(self, *names: str, versions: Any = ()) -> list[Withheld]:
        choice = Choice(names, tuple(versions))
        redaction = withhold(
            choice,
            by=self.chief,
            reason=REASON,
            language="en",
            seen=len(places_of(choice)),
        )
        return list(redaction.withheld.all())
