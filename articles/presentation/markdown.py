"""A Version as one Markdown file: its facts in front, its records as words."""

import re

import yaml
from django.utils import translation

from articles.extensions import registries
from articles.models import Version
from articles.pdf.blocks import Run
from articles.pdf.from_html import named_lines
from articles.rendering import frozen_states
from articles.rendering.markup import EMBED
from articles.rendering.notices import notices_of
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
        "change": document["change"]["type"],
        "change_note": document["change"]["note"],
        "sha256": version.hash,
        "address": absolute(version.edition.get_absolute_url() + number),
    }
    front = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=1000)
    with translation.override(version.language):
        parts = [
            f"---\n{front}---",
            f"# {document['title']}",
            _since(version),
            document["abstract"],
            "\n".join(f"- {line}" for line in document["takeaways"]),
            document["body"].strip(),
            document["sources"].strip(),
        ]
        return _with_records("\n\n".join(part for part in parts if part), version)


def _since(version: Version) -> str:
    """Return as quotations what happened since it was published."""
    lines = named_lines(notices_of(version), base_url=absolute("/")).get("notice", [])
    return "\n\n".join(f"> {''.join(map(_markdown, line))}" for line in lines)


def _markdown(run: Run) -> str:
    text = re.sub(r"([\\`*_\[\]<>])", r"\\\1", run["text"])
    return f"[{text}]({run['href']})" if "href" in run else text


def _with_records(text: str, version: Version) -> str:
    resolve = frozen_states(version.document["embeds"])

    def words(found: re.Match[str]) -> str:
        name, argument = found.groups()
        embed = registries.embeds.get(name)
        state = resolve(name, argument) if embed else None
        if embed is None or state is None:
            return found[0]
        return embed.text(state, argument, version.language)

    return EMBED.sub(words, text) + "\n"
