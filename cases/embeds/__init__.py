"""Ways to show a record in a text: `[[overview:KEY]]`, `[[figure:KEY/STATISTIC]]`…"""

from cases.embeds.case import CaseEmbed
from cases.embeds.collection import CollectionEmbed
from cases.embeds.figure import FigureEmbed
from cases.embeds.overview import OverviewEmbed

__all__ = ["CaseEmbed", "CollectionEmbed", "FigureEmbed", "OverviewEmbed"]
