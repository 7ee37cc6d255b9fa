"""Register everything that the cases app offers to articles."""

from articles.extensions import registries
from cases.extensions import recognise_numbers
from cases.extensions.corrections import RecordLog
from cases.extensions.embed_case import CaseEmbed
from cases.extensions.embed_collection import CollectionEmbed
from cases.extensions.embed_figure import FigureEmbed
from cases.extensions.embed_overview import OverviewEmbed
from cases.extensions.feeds import CaseNews
from cases.extensions.recognise_provisions import ProvisionRecogniser
from cases.extensions.search_records import (
    CaseSearch,
    CollectionSearch,
    OverviewSearch,
)
from cases.extensions.search_references import (
    CourtSearch,
    LawSearch,
    ProvisionSearch,
    other_writings,
    things_named,
)


def register() -> None:
    registries.register_embed(OverviewEmbed())
    registries.register_embed(CollectionEmbed())
    registries.register_embed(CaseEmbed())
    registries.register_embed(FigureEmbed())
    for source in (
        CaseSearch(),
        CollectionSearch(),
        OverviewSearch(),
        ProvisionSearch(),
        LawSearch(),
        CourtSearch(),
    ):
        registries.register_search_source(source)
    registries.search_writers.append(other_writings)
    registries.search_namers.append(things_named)
    registries.register_correction_log(RecordLog())
    registries.feed_sources.append(CaseNews())
    registries.recognisers.append(recognise_numbers.recognise)
    registries.recognisers.append(ProvisionRecogniser())
