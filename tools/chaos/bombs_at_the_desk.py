"""Texts that take long to convert, given to the desk as an editor's draft.

python -m tools.chaos.bombs_at_the_desk
"""

import sys

from tools.chaos.markdown_bombs import explode
from tools.chaos.own_site import arguments, make_editor, own_site
from tools.chaos.result import Result, write_results


def bombs_at_the_desk() -> Result:
    """Publish each text by the form of the draft."""
    from django.test import Client
    from django.urls import reverse

    from articles import publishing
    from articles.models import Edition

    editor, client = make_editor("editor"), Client(headers={"host": "localhost"})
    client.force_login(editor)
    article = publishing.create_article(
        by=editor, slug="court-opens", dated_precision="unknown"
    )
    edition = publishing.add_language(article, "en", by=editor)
    address = reverse("admin:edition_publish", args=[edition.pk])

    def act(text: str) -> int:
        kept = Edition.objects.get(pk=edition.pk)
        form = {
            "revision": kept.revision,
            "title": "Court opens",
            "body": text,
            "method": "original",
            "change": "update" if kept.current_version_id else "first",
            "note": "Another text.",
        }
        return client.post(address, form).status_code

    return explode(act)


def main() -> int:
    options = arguments(__doc__).parse_args()
    with own_site(options.database):
        return write_results(options.results, [bombs_at_the_desk()])


if __name__ == "__main__":
    sys.exit(main())
