"""A Version as one Markdown file: its facts in front, its records as Markdown."""

import re

from django.utils import translation

from articles.extensions import registries
from articles.markup.conversion import TAGS
from articles.markup.raw_html import without_words_as_tags
from articles.markup.takeaways import as_markdown
from articles.models import Picture, Role, Version
from articles.models.document import Document
from articles.models.picture import ADDRESS
from articles.presentation.notices import notices_of
from articles.rendering import frozen_states
from articles.rendering.credit import credit_line, parentheses
from articles.rendering.markdown_text import markdown_text, plain_line
from articles.rendering.notes import with_other_names
from articles.rendering.pictures import TAKEN_DOWN, lead_picture
from articles.rendering.source_numbers import has_those_of_embeds, numbered_as_in
from articles.rendering.tree import parse
from articles.rendering.unstyled import as_prose
from cjo.lib.links import absolute, localised
from cjo.lib.locales import date_machine

_FILE = ADDRESS.pattern
_TITLE = r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\((?:[^()\\]|\\.)*\))"""
_TARGET = rf"<?{_FILE}>?(?:\s+{_TITLE})?"
_ALT = r"!\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]"
# In a line, by a label, or in HTML; a link around it ends before the credit
_PICTURE = re.compile(
    rf"(?:{_ALT}(?:\(\s*{_TARGET}\s*\)|\[([^\[\]]*)\])|<img\b[^<>]*?{_FILE}[^<>]*>)"
    rf"(\s*\](?:\([^()\s]*(?:\s+{_TITLE})?\)|\[[^\[\]]*\])|\s*</a>)?"
)
_LABEL = re.compile(rf"^ {{0,3}}\[([^\[\]^]+)\]:\s*{_FILE}", re.MULTILINE)

# What a line of a quotation or of an item begins with
_CONTAINERS = re.compile(r"[ >]*(?:(?:[-*+]|\d{1,9}[.)]) +)*")
# An embed in code, or with a backslash before it, shows how to write one
_EMBED_OR_CODE = re.compile(
    r"^ *(`{3,}|~{3,}).*?^ *\1 *$|(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\2(?!`)|\\\[\[|"
    r"\[\[(?P<name>[a-z]+):(?P<argument>[a-z0-9/-]+)\]\]",
    re.MULTILINE | re.DOTALL,
)


def markdown_of(version: Version) -> str:
    """Return front matter, abstract, takeaways and text of a Version."""
    document = version.document
    address = absolute(f"{version.edition.get_absolute_url()}/v/{version.number}")
    facts = {
        "title": document["title"],
        "language": document["language"],
        "dated": date_machine(version.dated, version.dated_precision) or None,
        "happened": date_machine(version.happened, version.happened_precision),
        "by": _names(document, of_basis=False),
        "after": _names(document, of_basis=True),
        "method": document["method"],
        "translated_from": _source(version),
        "version": version.number,
        "published_at": document["published_at"],
        "change": document["change"]["type"],
        "change_note": document["change"]["note"],
        "sha256": version.hash,
        "address": address,
    }
    for name in ("happened", "after", "translated_from"):
        if not facts[name]:
            del facts[name]
    import yaml  # slow to load, and few ask for Markdown

    front = yaml.safe_dump(facts, allow_unicode=True, sort_keys=False, width=1000)
    body, sources, *takeaways = (
        without_words_as_tags(source, TAGS)
        for source in (document["body"], document["sources"], *document["takeaways"])
    )
    with translation.override(version.language):
        notices = _from_html(notices_of(version), address)
        listed = parse(version.rendering.sources_html)
        sources = with_other_names(sources, body).strip()
        if has_those_of_embeds(listed):
            # what the author wrote lacks the sources of the records
            sources = markdown_text(as_prose(listed), address)
        parts = [
            f"---\n{front}---",
            f"# {plain_line(document['title'])}",
            "\n\n".join(f"> {notice}" for notice in notices.split("\n\n") if notice),
            plain_line(document["abstract"]),
            _lead_picture(version, address),
            "\n".join(f"- {as_markdown(line)}" for line in takeaways),
            body.strip(),
            sources,
        ]
        text = "\n\n".join(part for part in parts if part)
        text = _with_credits(text, document, address)
        return _with_records(text, version, address)


def _source(version: Version) -> str:
    """Return the address of the version that a text was translated from."""
    source = version.document["translated_from"]
    if source is None:
        return ""
    path = version.edition.article.url_of("version", source["number"])
    return absolute(localised(path, source["language"]))


def _names(document: Document, *, of_basis: bool) -> list[str]:
    """Return the makers of a text, or those after whose work it was written."""
    return [
        name["name"]
        for name in document["byline"]
        if (name["role"] == Role.BASIS) == of_basis
    ]


def _lead_picture(version: Version, address: str) -> str:
    """Return the picture with its credit, or that it was taken down."""
    document = version.document
    picture = lead_picture(version.rendering.picture, document)
    if picture is None:
        return f"*{TAKEN_DOWN}*" if document["picture"] else ""
    alt, file = plain_line(picture["alt"]), absolute(picture["src"])
    return f"![{alt}]({file}){_in_parentheses(picture['credit'], address)}"


def _with_credits(text: str, document: Document, address: str) -> str:
    """Write the credit behind each picture, or that it was taken down."""
    credits = {
        picture["hash"]: _in_parentheses(credit_line(picture), address)
        for picture in document.get("pictures", [])
    }
    if not credits:
        return text
    gone = {
        file
        for file, picture in Picture.objects.by_file([*credits]).items()
        if picture.is_taken_down
    }
    labels = {label.casefold(): file for label, file in _LABEL.findall(text)}

    def credited(match: re.Match[str]) -> str:
        alt, file, label, file_of_html, link = match.groups()
        labelled = labels.get((label or alt or "").casefold(), "")
        file = file or file_of_html or labelled
        if file in gone:
            return f"*{TAKEN_DOWN}*{link or ''}"
        return f"{match[0]}{credits.get(file, '')}"

    return _PICTURE.sub(credited, text)


def _in_parentheses(credit: str, address: str) -> str:
    before, after = parentheses()
    return f"{before}{' '.join(_from_html(credit, address).split())}{after}"


def _with_records(text: str, version: Version, address: str) -> str:
    resolve = frozen_states(version.document["embeds"])
    sources = parse(version.rendering.sources_html)

    def record(match: re.Match[str]) -> str:
        name, argument = match["name"], match["argument"]
        if not name:
            return match[0]
        embed = registries.embeds.get(name)
        state = resolve(name, argument) if embed else None
        if embed is None or state is None:
            return match[0]
        tree = parse(embed.html(state, argument, version.language))
        numbered_as_in(tree, sources, version.language)
        shown = markdown_text(as_prose(tree), address)
        return shown if embed.inline else _set_apart(shown, match)

    # the text stays as its author wrote it: only what Markdown cannot say is replaced
    return _EMBED_OR_CODE.sub(record, text) + "\n"


def _set_apart(shown: str, match: re.Match[str]) -> str:
    """Fit a record into the quotation or the item that its embed is in.

    One among words is parted from them by empty lines, in a table it is one line.
    """
    before, after = match.string[: match.start()], match.string[match.end() :]
    line = before[before.rfind("\n") + 1 :]
    rest = after.partition("\n")[0]
    if not _CONTAINERS.fullmatch(line):
        if "|" in line or "|" in rest:
            return " ".join(shown.split())
        return f"\n\n{shown}\n\n"
    others = re.sub("[^>]", " ", line)
    lines = shown.split("\n")
    shown = "\n".join(
        [lines[0], *(f"{others}{further}".rstrip() for further in lines[1:])]
    )
    following = after[1:].partition("\n")[0]
    above = "\n" if not line and before and not before.endswith("\n\n") else ""
    below = "\n" if following.strip(" >") else ""
    if rest.strip():
        below = "\n\n"
    return f"{above}{shown}{f'{below}{others}'.rstrip(' ') if below else ''}"


def _from_html(html: str, address: str) -> str:
    return markdown_text(as_prose(parse(html)), address)
