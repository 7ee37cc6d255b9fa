"""Snowball's stemmers, which the threads of a server share."""

from functools import cache
from threading import Lock
from typing import Any

import snowballstemmer

# A stemmer keeps the word that it works on in itself
_turn = Lock()


def snowball_stem(word: str, algorithm: str) -> str:
    with _turn:
        stem: str = _stemmer(algorithm).stemWord(word)
    return stem


@cache
def _stemmer(algorithm: str) -> Any:
    return snowballstemmer.stemmer(algorithm)
