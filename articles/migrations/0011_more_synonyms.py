"""More synonyms for the search: short names that readers of both languages type."""

from typing import Any

from django.db import migrations

MORE = {
    "en": ("United States, US, USA", "PRC, China"),
    "zh-hans": (
        "知识产权, 知产",
        "中级人民法院, 中院",
        "高级人民法院, 高院",
        "信息, 资讯",
        "未成年人, 儿童",
    ),
}


def add(apps: Any, schema_editor: Any) -> None:
    synonyms = apps.get_model("articles", "SearchSynonym")
    rows = synonyms.objects.using(schema_editor.connection.alias)
    for language, several in MORE.items():
        for words in several:
            rows.get_or_create(language=language, words=words)


def remove(apps: Any, schema_editor: Any) -> None:
    synonyms = apps.get_model("articles", "SearchSynonym")
    rows = synonyms.objects.using(schema_editor.connection.alias)
    for language, several in MORE.items():
        rows.filter(language=language, words__in=several).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_help_of_the_picture")]
    operations = [migrations.RunPython(add, remove)]
