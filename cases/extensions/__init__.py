"""Embeds, feeds, search and recognisers that the cases app offers to articles."""
