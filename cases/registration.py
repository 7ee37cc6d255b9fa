"""What the cases app gives to articles, once at start."""

from articles import extensions
from cases import embeds
from cases.corrections import RecordLog
from cases.finding import CaseSearch, LawSearch
from cases.news import CaseNews
from cases.recognisers import numbers
from cases.recognisers.provisions import ProvisionRecogniser


def register() -> None:
    """Fill the registries of articles.extensions."""
    extensions.register_embed(embeds.OverviewEmbed())
    extensions.register_embed(embeds.CollectionEmbed())
    extensions.register_embed(embeds.CaseEmbed())
    extensions.register_embed(embeds.FigureEmbed())
    extensions.register_search_source(CaseSearch())
    extensions.register_search_source(LawSearch())
    extensions.register_correction_log(RecordLog())
    extensions.feed_sources.append(CaseNews())
    extensions.recognisers.append(numbers.recognise)
    extensions.recognisers.append(ProvisionRecogniser())
