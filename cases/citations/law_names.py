"""Places that name a law, with the words that belong to the name where it stands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LawName:
    """A place that names a law.

    `start` and `end` include 《》 and the state; `lead` is the start of all words that
    qualify the name (“the newly amended Civil Code”), `after` the end of remarks on it
    (“Civil Code (2020)”). `law` is empty if it is none of those known here. `version`
    is a year, or “former”, if the text names a version of the law. A `weak` name needs
    an article: “the civil code” may be any.
    """

    start: int
    end: int
    lead: int
    law: str
    after: int
    version: str = ""
    weak: bool = False

    def follows(self, place: int) -> bool:
        return self.start >= place
