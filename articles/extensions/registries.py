"""The registries that other apps fill at start, in `AppConfig.ready`."""

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
correction_logs: dict[str, CorrectionLog] = {}
feed_sources: list[FeedSource] = []


def register_embed(embed: Embed) -> None:
    embeds[embed.name] = embed


def register_search_source(source: SearchSource) -> None:
    search_sources[source.kind] = source


def register_correction_log(log: CorrectionLog) -> None:
    correction_logs[log.kind] = log
