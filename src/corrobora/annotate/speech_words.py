"""The words of saying, read from data/lexicons/en/speech.toml once."""

import functools
import re
from dataclasses import dataclass

from corrobora.codebook.table import table
from corrobora.model import SpeakerKind
from corrobora.values import Stance


@dataclass(frozen=True)
class SpeechWords:
    """The lexicon of saying as sets; `verbs` maps a lemma to its groups."""

    verbs: dict[str, frozenset[str]]
    clause_only: frozenset[str]
    infinitives: frozenset[str]
    quotation_only: frozenset[str]
    nouns: frozenset[str]
    possible_nouns: frozenset[str]
    denied_nouns: frozenset[str]
    of_nouns: frozenset[str]
    hearsay: frozenset[str]
    by_agent: frozenset[str]
    aside_only: frozenset[str]
    self_naming: frozenset[str]
    answerable: frozenset[str]
    declining: frozenset[str]
    confirming: frozenset[str]
    passives: dict[str, Stance]
    mind_stances: dict[str, Stance]
    toll_objects: frozenset[str]
    responsibility_objects: frozenset[str]
    statements: frozenset[str]
    citing: frozenset[str]
    openers: dict[str, tuple[tuple[str, ...], ...]]


@functools.cache
def speech_words() -> SpeechWords:
    """The lexicon, the same object every time."""
    found = table("lexicons/en/speech")
    verbs: dict[str, set[str]] = {}
    for group, entry in found["verbs"].items():
        for word in entry["words"]:
            verbs.setdefault(word, set()).add(group)
    passives = {word: Stance.POSSIBLE for word in found["passives"]["possible"]["words"]}
    passives |= {word: Stance.PROBABLE for word in found["passives"]["probable"]["words"]}
    passives |= {word: Stance.POSSIBLE for word in found["passives"]["feared"]["words"]}
    nouns = found["nouns"]["say"]
    return SpeechWords(
        verbs={word: frozenset(groups) for word, groups in verbs.items()},
        clause_only=frozenset(found["clause_only"]["words"]),
        quotation_only=frozenset(found["quotation_only"]["words"]),
        infinitives=frozenset(found["infinitives"]["words"]),
        nouns=frozenset(nouns["words"]),
        possible_nouns=frozenset(nouns["possible"]),
        denied_nouns=frozenset(nouns["denied"]),
        of_nouns=frozenset(nouns["of_only"]),
        hearsay=frozenset(found["adverbs"]["possible"]["words"]),
        by_agent=frozenset(found["by_agent"]["words"]),
        aside_only=frozenset(found["aside_only"]["words"]),
        self_naming=frozenset(found["self_naming"]["words"]),
        answerable=frozenset(found["answerable"]["words"]),
        declining=frozenset(found["declining"]["words"]),
        confirming=frozenset(found["confirming"]["words"]),
        passives=passives,
        mind_stances={word: Stance(stance) for word, stance in found["mind_stances"]["of"].items()},
        toll_objects=frozenset(found["verbs"]["toll"]["objects"]),
        responsibility_objects=frozenset(found["verbs"]["responsibility"]["objects"]),
        statements=frozenset(found["statement"]["words"]),
        citing=frozenset(found["citing"]["words"]),
        openers=_by_first(found["prepositions"]["phrases"]),
    )


def _by_first(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as words, under their first word."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


@functools.cache
def _kinds() -> list[tuple[SpeakerKind, re.Pattern[str]]]:
    rows = []
    for entry in table("lexicons/en/speech")["kinds"]:
        # The longest first, so that "human rights watch" is not cut short by "watch".
        words = sorted(entry["words"], key=len, reverse=True)
        pattern = r"(?<![\w.])(?:" + "|".join(map(re.escape, words)) + r")(?!\w)"
        rows.append((SpeakerKind(entry["kind"]), re.compile(pattern)))
    return rows


def speaker_kind(name: str, head: str) -> SpeakerKind:
    """What a speaker is by its words; the head word counts before the words around it.

    "A police spokesman" is police, "the president's brother" a relative. A capitalised name
    without any known word is OTHER.
    """
    words = name.lower()
    named = [kind for kind, pattern in _kinds() if pattern.search(words)]
    if not named:
        return SpeakerKind.OTHER
    by_head = [kind for kind, pattern in _kinds() if pattern.fullmatch(head.lower())]
    # An "official" or a "source" is of the body that is named beside it.
    weak = {SpeakerKind.OFFICIAL, SpeakerKind.UNNAMED}
    return by_head[0] if by_head and by_head[0] not in weak else named[0]
