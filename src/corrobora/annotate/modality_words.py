"""The words of certainty and stage, read from data/lexicons/en/modality.toml once."""

import functools
from dataclasses import dataclass

from corrobora.codebook.table import table


@dataclass(frozen=True)
class ModalityWords:
    """Each word with the name of its sign; a word stands under the first group that names it."""

    auxiliaries: dict[str, str]
    verbs: dict[str, str]
    nouns: dict[str, str]
    adjectives: dict[str, str]
    predicates: dict[str, str]
    adverbs: dict[str, str]
    bearing: frozenset[str]
    happening: frozenset[str]
    nobody: frozenset[str]
    conditions: frozenset[str]
    with_that: frozenset[str]
    going: frozenset[str]
    lasting: frozenset[str]
    over: frozenset[str]
    own: dict[str, str]


@functools.cache
def modality_words() -> ModalityWords:
    """The lexicon, the same object every time."""
    found = table("lexicons/en/modality")

    def signs(part: str) -> dict[str, str]:
        by_word: dict[str, str] = {}
        for group, entry in found[part].items():
            for word in entry["words"]:
                by_word.setdefault(word, group)
        return by_word

    return ModalityWords(
        auxiliaries=signs("auxiliaries"),
        verbs=signs("verbs"),
        nouns=signs("nouns"),
        adjectives=signs("adjectives"),
        predicates=signs("predicates"),
        adverbs=signs("adverbs"),
        bearing=frozenset(found["verbs_bearing"]["words"]),
        happening=frozenset(found["verbs_bearing"]["happening"]),
        nobody=frozenset(found["nobody"]["words"]),
        conditions=frozenset(found["conditions"]["words"]),
        with_that=frozenset(found["with_that"]["words"]),
        going=frozenset(found["going"]["words"]),
        lasting=frozenset(found["lasting"]["words"]),
        over=frozenset(found["over"]["words"]),
        own=signs("own"),
    )
