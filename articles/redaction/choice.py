"""The names and versions that a chief editor chose to withhold."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from articles.models import Address, ChainedModel, Version
from articles.models.chain import chained_models
from cjo.lib.links import split_language
from cjo.lib.search_folding import fold_document
from cjo.lib.written_names import pattern_of

_VERSION = re.compile(r"/(?P<space>.+)/(?P<slug>[^/]+)/v/(?P<number>\d{1,9})")


@dataclass(frozen=True)
class Choice:
    """`names` are withheld wherever they are written, of `versions` every word."""

    names: tuple[str, ...] = ()
    versions: tuple[ChainedModel, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str] | None:
        return pattern_of(self.names) if self.names else None

    @cached_property
    def folded_pattern(self) -> re.Pattern[str] | None:
        """Return the pattern that finds the names in rows of the search."""
        folded = [fold_document(name) for name in self.names]
        return pattern_of([*self.names, *folded]) if self.names else None

    @cached_property
    def folded_words(self) -> set[str]:
        return {word for name in self.names for word in fold_document(name).split()}

    @cached_property
    def whole(self) -> frozenset[str]:
        """Return the hashes of the versions of which every word is withheld."""
        return frozenset(version.hash for version in self.versions)


def version_at(address: str) -> ChainedModel | None:
    """Return the version that readers find at an address such as /a/SLUG/v/2."""
    language, path = split_language(urlsplit(address).path)
    match = _VERSION.fullmatch(path)
    if match is None:
        return None
    space = "a" if match["space"] == "p" else match["space"]
    owner = Address.objects.filter(space=space, slug=match["slug"]).first()
    if owner is None:
        return None
    number = int(match["number"])
    if owner.kind == "article":
        text: dict[str, Any] = {"edition__article": owner.object_id}
        text["edition__language"] = language or "en"
        return Version.objects.filter(**text, number=number).first()
    return _record_version(owner, number)


def _record_version(owner: Address, number: int) -> ChainedModel | None:
    for model in chained_models():
        if "object_id" in model.chained_by:
            chain = {"kind": owner.kind, "object_id": owner.object_id}
            return model._default_manager.filter(**chain, number=number).first()
    return None
