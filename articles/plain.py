"""A Version as one Markdown file: its facts in front, its records as words."""

import re

import yaml
from django.utils import translation

from articles import extensions
from articles.models import Version
from articles.rendering import frozen_states
from articles.rendering.markup import EMBED
from cjo.lib.links import absolute


def markdown_of(version: Version) -> str:
    """Return front matter, abstract, takeaways and text of a Version."""
    document = version.document
    number = f"/v/{version.number}"
    facts = {
        "title": document["title"],
        "language": document["language"],
        "dated": document["dated"],
        "by": [name["name"] for name in document["byline"]],
        "method": document["method"],
        "version": version.number,
        "published_at": document["published_at"],
        "sha256": version.hash,
        "address": absolute(version.edition.get_absolute_url() + number),
    }
    front = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=1000)
    parts = [
        f"---\n{front}---",
        f"# {document['title']}",
        document["abstract"],
        "\n".join(f"- {line}" for line in document["takeaways"]),
        document["body"].strip(),
        document["sources"].strip(),
    ]
    with translation.override(version.language):
        return _with_records("\n\n".join(part for part in parts if part), version)


def _with_records(text: str, version: Version) -> str:
    resolve = frozen_states(version.document["embeds"])

    def words(found: re.Match[str]) -> str:
        name, argument = found.groups()
        embed = extensions.embeds.get(name)
        state = resolve(name, argument) if embed else None
        if embed is None or state is None:
            return found[0]
        return embed.text(state, argument, version.language)

    return EMBED.sub(words, text) + "\n"
