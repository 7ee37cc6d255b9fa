"""What the cases app gives to articles, once at start."""


def register() -> None:
    """Fill the registries of articles.extensions."""
