"""Fill a database with published articles, by the same functions as the desk."""

import datetime as dt
import os
import random
import sys

import django


def main(number: int) -> None:
    """Publish this many articles of made-up words."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cjo.settings")
    django.setup()
    from django.db import transaction
    from tqdm import tqdm

    from articles.models import Article, Category
    from articles.publishing import (
        add_language,
        create_article,
        effects,
        publish,
        save_draft,
        update_article,
    )
    from cjo.demo.loading import loader

    chance = random.Random(20241218)
    by, categories = loader(), list(Category.objects.all())
    words = ["lorem", "ipsum", "dolor", "sit", "amet", "elit", "sed", "do", "magna"]
    missing = [
        slug
        for slug in (f"bench-{place:04}" for place in range(number))
        if not Article.objects.filter(slug=slug).exists()
    ]
    # a hundred in a transaction: one for each article would wait for the disk
    for start in tqdm(range(0, len(missing), 100), unit="hundred"):
        with transaction.atomic():
            for slug in missing[start : start + 100]:
                day = dt.date(2010, 1, 1) + dt.timedelta(chance.randrange(5000))
                article = create_article(by=by, slug=slug, dated=day)
                update_article(article, by=by, categories=[chance.choice(categories)])
                edition = add_language(article, "en", by=by)
                paragraphs = [
                    " ".join(chance.choices(words, k=80)).capitalize() + "."
                    for _ in range(12)
                ]
                edition = save_draft(
                    edition,
                    by=by,
                    title=" ".join(chance.choices(words, k=7)).capitalize(),
                    abstract=" ".join(chance.choices(words, k=25)).capitalize() + ".",
                    body="\n\n## Part\n\n".join(paragraphs),
                )
                # related items and counts are derived once, for all articles
                publish(edition, by=by, refresh=False)
    with transaction.atomic():
        effects.refresh_everything()


if __name__ == "__main__":
    main(int(sys.argv[1]))
