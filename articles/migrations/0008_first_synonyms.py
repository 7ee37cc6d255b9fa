"""The first synonyms for the search; editors change them at the desk."""

from typing import Any

from django.db import migrations

FIRST = {
    "en": (
        "face, facial",
        "recognise, recognition",
        "Supreme People's Court, SPC, top court",
        "Personal Information Protection Law, PIPL",
        "personal information, personal data",
        "artificial intelligence, AI",
        "intellectual property, IP",
        "deepfake, face swap",
        "minor, child, children, juvenile",
        "bankruptcy, bankrupt, insolvency, insolvent",
        "lawyer, attorney",
        "company, corporation, corporate",
        "private, privacy",
        "infringe, infringement, violate, violation",
        "trademark, trade mark",
        "website, web site",
        "verify, verification",
        "United States, American",
        "United Kingdom, UK, British",
        "England, English",
        "Germany, German",
        "Japan, Japanese",
        "Singapore, Singaporean",
        "Vietnam, Vietnamese",
    ),
    "zh-hans": (
        "人脸识别, 面部识别",
        "最高人民法院, 最高法院, 最高法",
        "个人信息保护法, 个保法, PIPL",
        "人工智能, AI",
        "知识产权, IP",
        "深度伪造, 换脸",
        "著作权, 版权",
        "判决, 裁判",
    ),
}


def add(apps: Any, schema_editor: Any) -> None:
    synonyms = apps.get_model("articles", "SearchSynonym")
    synonyms.objects.using(schema_editor.connection.alias).bulk_create(
        synonyms(language=language, words=words)
        for language, rows in FIRST.items()
        for words in rows
    )


def remove(apps: Any, schema_editor: Any) -> None:
    """Leave the rows to the migration below, which drops their table."""


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_search_synonyms_words_names")]
    operations = [migrations.RunPython(add, remove)]
