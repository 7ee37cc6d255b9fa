"""A small library for tests of the search: texts and records of every kind."""

from importlib import import_module
from typing import Any

from django.contrib.auth.models import User

from articles.models import (
    Category,
    CategoryText,
    Contribution,
    Contributor,
    ContributorText,
    Edition,
    SearchSynonym,
    Series,
    SeriesText,
)
from articles.publishing import add_language, create_article, publish, save_draft
from articles.publishing.taxonomy import refresh_derived
from cases import importing
from cases.tests.world import SOURCES, case_data, collection_data, overview_data

COURTS: list[dict[str, Any]] = [
    {
        "slug": "beijing-internet-court",
        "code": "京0491",
        "level": "primary",
        "kind": "internet",
        "texts": {
            "en": {"name": "Beijing Internet Court", "short_name": "BIC"},
            "zh-hans": {"name": "北京互联网法院"},
        },
    },
    {
        "slug": "shanghai-maritime-court",
        "level": "intermediate",
        "kind": "maritime",
        "texts": {
            "en": {"name": "Shanghai Maritime Court"},
            "zh-hans": {"name": "上海海事法院"},
        },
    },
]
LAWS: list[dict[str, Any]] = [
    {
        "slug": "pipl",
        "articles": ["13", "69"],
        "texts": {
            "en": {
                "title": "Personal Information Protection Law",
                "abbreviation": "PIPL",
            },
            "zh-hans": {"title": "个人信息保护法"},
        },
    },
    {
        "slug": "civil-code",
        "articles": ["13", "1035"],
        "texts": {"en": {"title": "Civil Code"}, "zh-hans": {"title": "民法典"}},
    },
]
CASES = [
    case_data(
        "ma-v-company",
        court="beijing-internet-court",
        case_number="(2023)京0491民初1号",
        texts={
            "en": {
                "title": "Pre-ticked consent",
                "name": "Ma v a company",
                "holding": "A ticked box is no consent to the handling of data.",
            },
            "zh-hans": {
                "title": "自动勾选同意",
                "name": "马某与某公司案",
                "holding": "自动勾选不构成同意。",
            },
        },
        provenance=[],
    ),
    case_data(
        "zhao-v-ye",
        court="shanghai-maritime-court",
        case_number="(2023)沪01协外认28号",
        provisions=[],
        texts={
            "en": {
                "title": "Judgment of Singapore confirmed",
                "name": "Zhao v Ye",
                "outcome": "The court confirmed that reciprocity exists.",
            }
        },
        provenance=[],
    ),
]
# slug: language, title, abstract, text
ARTICLES: dict[str, tuple[str, str, str, str]] = {
    "face-swaps": (
        "en",
        "Top court releases cases on AI",
        "Voices, and faces swapped by software.",
        "A shop must not recognise faces of customers without consent.",
    ),
    "english-judgment": (
        "en",
        "China Recognizes an English Judgment for the First Time",
        "A court in Shanghai applies the policy of 2022.",
        "The English claimant had asked for enforcement in 2018.",
    ),
    "singapore": (
        "en",
        "Beyond the Memorandum: Shanghai Enforces a Judgment of Singapore",
        "The court finds a reciprocal consensus.",
        "Its judges had never done so before.",
    ),
    "german-insolvency": (
        "en",
        "Another German Bankruptcy Is Acknowledged",
        "",
        "Reciprocity with Germany was presumed. The court cancelled a hearing.",
    ),
    "minors": (
        "en",
        "Five Cases on the Protection of Minors",
        "The Supreme People's Court looks to the interest of the child.",
        "It analysed the labour of young streamers. Colour photographs were evidence.",
    ),
    "fake-companies": (
        "en",
        "How to Spot a Fake Chinese Company",
        "",
        "Check the registration certificate. Agencies offer a free verification.",
    ),
    "blockchain": (
        "en",
        "Electronic Evidence Stored on Blockchain",
        "",
        "Courts review how the evidence was licensed, and by which organisation.",
    ),
    "cookies": (
        "en",
        "Privacy, Consent and Website Cookies",
        "",
        "The court applied Article 13 of the PIPL. Damages for a person harmed.",
    ),
    "hearing-in-person": (
        "en",
        "Hearing in Person",
        "",
        "A protection order for information that a witness gave. An arbitral award.",
    ),
    "zh-cases": (
        "zh-hans",
        "北京互联网法院发布个人信息保护案例",
        "被告多为互联网企业。",
        "法院依据民法典第一千零三十五条作出判决。",
    ),
    "zh-minors": (
        "zh-hans",
        "最高人民法院发布未成年人保护典型案例",
        "以最有利于未成年人为原则。",
        "涉及人脸识别的案件，以及著作权纠纷。",
    ),
    "zh-singapore": (
        "zh-hans",
        "上海法院执行新加坡判决",
        "确认互惠共识。",
        "依据《指导备忘录》。",
    ),
}


def restore_synonyms() -> None:
    """Add the synonyms of the migrations: a flush of another test takes them away."""
    first = import_module("articles.migrations.0008_first_synonyms").FIRST
    more = import_module("articles.migrations.0011_more_synonyms").MORE
    for language, rows in [*first.items(), *more.items()]:
        for words in rows:
            SearchSynonym.objects.get_or_create(language=language, words=words)


def load_library(by: User) -> None:
    """Load the library; Meng Yu wrote the articles in English, in a series."""
    restore_synonyms()
    importing.load_sources(SOURCES, by)
    importing.load_courts(COURTS, by)
    importing.load_laws(LAWS, by)
    for case in CASES:
        importing.load_case(case, by)
    court = "beijing-internet-court"
    texts = {"en": {"title": "Overview of disputes about data", "scope": "One year."}}
    importing.load_overview(
        overview_data(court=court, texts=texts, statistics=[], groups=[]), by
    )
    texts = {"en": {"title": "Typical cases on privacy"}}
    item = {
        "position": 1,
        "case": "ma-v-company",
        "certainty": "confirmed",
        "sources": ["court-site"],
    }
    importing.load_collection(
        collection_data(
            court=court, texts=texts, size=1, items=[item], related=[], overview=None
        ),
        by,
    )
    person = Contributor.objects.create(
        slug="meng-yu", native_name="余萌", native_language="zh-hans"
    )
    ContributorText.objects.create(
        contributor=person, language="en", name="Meng Yu", role="Co-founder"
    )
    category = Category.objects.create(slug="insights")
    CategoryText.objects.create(category=category, language="en", name="Insights")
    series = Series.objects.create(slug="due-diligence")
    SeriesText.objects.create(series=series, language="en", name="Due Diligence 101")
    for slug in ARTICLES:
        _load_article(slug, by, person, category, series)
    for taxon in (person, category, series):
        refresh_derived(taxon, by=by)


def _load_article(
    slug: str, by: User, person: Contributor, category: Category, series: Series
) -> Edition:
    language, title, abstract, body = ARTICLES[slug]
    article = create_article(by=by, slug=slug, dated_precision="unknown", series=series)
    article.categories.add(category)
    Contribution.objects.create(article=article, contributor=person, role="aut")
    edition = add_language(article, language, by=by)
    edition = save_draft(edition, by=by, title=title, abstract=abstract, body=body)
    publish(edition, by=by)
    return edition
