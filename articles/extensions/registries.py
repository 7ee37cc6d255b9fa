"""The registries that other apps fill at start, in `AppConfig.ready`."""

from collections.abc import Callable, Iterable

from articles.extensions.types import (
    CorrectionLog,
    Embed,
    FeedSource,
    Recogniser,
    SearchSource,
)

embeds: dict[str, Embed] = {}
recognisers: list[Recogniser] = []
search_sources: dict[str, SearchSource] = {}
# other writings of a word of a query, such as 第1035条 for 第一千零三十五条
search_writers: list[Callable[[str], Iterable[str]]] = []
# things that a query names, as kind and key, although no row has its words
search_namers: list[Callable[[str], Iterable[tuple[str, str]]]] = []
correction_logs: dict[str, CorrectionLog] = {}
feed_sources: list[FeedSource] = []


def register_embed(embed: Embed) -> None:
    embeds[embed.name] = embed


def register_search_source(source: SearchSource) -> None:
    search_sources[source.kind] = source


def register_correction_log(log: CorrectionLog) -> None:
    correction_logs[log.kind] = log
