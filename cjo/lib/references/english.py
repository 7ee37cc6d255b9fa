"""Words that the English rules share: names, lists, ends of sentences."""

from collections.abc import Sequence

from cjo.lib.references.citation import Name

INNER = str.maketrans("“”", "‘’")  # quotation marks within others
ENDS = (".", "?", "!", ".”", "?”", "!”")


def with_native(name: Name, inverted: bool = False) -> str:
    """Return `Meng Yu 余萌`, or inverted `Yu, Meng 余萌`.

    A name printed with the family name first keeps its order (Chicago 13.75).
    """
    latin = name.printed
    in_order = latin.startswith(name.family) and latin.endswith(name.given)
    if inverted and name.family and not in_order:
        latin = ", ".join(part for part in (name.family, name.given) if part)
    return f"{latin} {name.native}".strip()


def listed(names: Sequence[str], *, word: str = "and", comma: bool = False) -> str:
    """Return `A`, `A and B` or `A, B and C`; `comma` is the one before the word."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}{',' if comma else ''} {word} {names[-1]}"


def joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def sentences(*parts: str) -> str:
    return joined(
        *(part if part.endswith(ENDS) else f"{part}." for part in parts if part)
    )
