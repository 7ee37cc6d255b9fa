"""Recognisers: what the text of an article names, found when it is published."""
