"""How near one phrase comes to another, by the MUC-4 guidelines for string fills."""

import functools
import re
import tomllib
from collections.abc import Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any


class Judged(IntEnum):
    """The verdict on one fill: it counts 0, 1/2 or 1."""

    WRONG = 0
    PARTIAL = 1
    RIGHT = 2


Phrase = tuple[str, ...]

TABLE: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("muc4_judge.toml").read_text(encoding="utf-8")
)


def _words(name: str) -> frozenset[str]:
    return frozenset(TABLE[name].upper().split())


_UNIMPORTANT = _words("unimportant")
_INDULGED = _UNIMPORTANT | _words("indulged")
_VAGUE = _words("vague_doers")
_AFTER_HEAD = _words("after_head")
_ONE_OF_MANY: dict[str, str] = {
    many.upper(): one.upper() for many, one in TABLE["one_of_many"].items()
}

# How many words may stand before the key's phrase as mere modifiers, after it as an adjunct, and
# how many in all before a response says too much to be even half right.
_MODIFIERS, _ADJUNCT, _SURPLUS = 4, 10, 15

_WORD = re.compile(r"[A-Z0-9]+(?:'[A-Z]+)?")
_BRACKETED = re.compile(r"[\[(][^\])]*[\])]")

# Slots of proper names, where a part of the name is half right whatever part it is.
_NAMES = frozenset(["hum_name", "perp_organization"])


@functools.cache
def phrase(text: str, *, indulgent: bool = False) -> Phrase:
    """The words of `text` that matter; all of its words where none does."""
    found = _WORD.findall(text.upper().replace(" ' ", "'"))
    dropped = _INDULGED if indulgent else _UNIMPORTANT
    return tuple(word for word in found if word not in dropped) or tuple(found)


@functools.cache
def _versions(text: str) -> tuple[str, ...]:
    """The text, and the text without what stands in brackets (an acronym beside its name)."""
    bare = _BRACKETED.sub(" ", text)
    return (text, bare) if bare != text and phrase(bare) else (text,)


def place_of(part: Phrase, whole: Phrase) -> int | None:
    """Where `part` begins in `whole`, or None."""
    starts = range(len(whole) - len(part) + 1)
    return next((at for at in starts if whole[at : at + len(part)] == part), None)


def _head(words: Phrase) -> str:
    """The noun that a phrase is about: the word before its first adjunct; plural as singular."""
    ends = (at for at, word in enumerate(words) if at and word in _AFTER_HEAD)
    noun = words[next(ends, len(words)) - 1] if words else ""
    if noun in _ONE_OF_MANY:
        return _ONE_OF_MANY[noun]
    if len(noun) > 4 and noun.endswith("IES"):
        return noun[:-3] + "Y"
    return noun[:-1] if len(noun) > 3 and noun[-1] == "S" and noun[-2] != "S" else noun


@functools.cache
def compare(slot: str, key: str, response: str) -> Judged:
    """The best verdict on a response against one wording of the key, brackets read or not."""
    return max(
        _compare_plain(slot, wanted, told)
        for wanted in _versions(key)
        for told in _versions(response)
    )


def _compare_plain(slot: str, key: str, response: str) -> Judged:
    wanted, told = phrase(key), phrase(response)
    if not (wanted and told):
        return Judged.WRONG
    loose_wanted, loose_told = phrase(key, indulgent=True), phrase(response, indulgent=True)
    if wanted == told or sorted(loose_wanted) == sorted(loose_told):
        return Judged.RIGHT
    at = place_of(wanted, told)
    if at is not None:
        return _compare_longer(slot, told[:at], told[at + len(wanted) :])
    if slot in _NAMES:
        return _compare_names(wanted, told, loose_wanted, loose_told)
    heads = _head(loose_wanted), _head(loose_told)
    vague = slot == "perp_individual" and heads[0] in _VAGUE and heads[1] in _VAGUE
    return Judged.PARTIAL if heads[0] == heads[1] or vague else Judged.WRONG


def _compare_longer(slot: str, before: Phrase, after: Phrase) -> Judged:
    """A response that holds the whole key and says more before or after it."""
    if len(before) <= _MODIFIERS and not _AFTER_HEAD & set(before):
        if not after:
            return Judged.RIGHT
        if slot not in _NAMES and after[0] in _AFTER_HEAD and len(after) <= _ADJUNCT:
            return Judged.RIGHT
    return Judged.PARTIAL if len(before) + len(after) <= _SURPLUS else Judged.WRONG


def _compare_names(wanted: Phrase, told: Phrase, loose: Phrase, loose_told: Phrase) -> Judged:
    """Part of a name, or half of the words of the shorter one, is half right."""
    if place_of(told, wanted) is not None:
        return Judged.PARTIAL
    shared = sum(word in loose for word in loose_told)
    enough = shared and 2 * shared >= min(len(loose), len(loose_told))
    return Judged.PARTIAL if enough else Judged.WRONG


def compare_any(slot: str, keys: Sequence[str], response: str) -> Judged:
    """The best verdict on a response against several wordings of one filler."""
    best = max((compare(slot, key, response) for key in keys), default=Judged.WRONG)
    if best < Judged.RIGHT and slot == "perp_organization" and _all_names(keys, response):
        return Judged.RIGHT
    return best


def _all_names(keys: Sequence[str], response: str) -> bool:
    """Whether a response is nothing but two or more wordings: an acronym and what it stands for."""
    left = list(phrase(response, indulgent=True))
    found = 0
    for key in sorted(keys, key=len, reverse=True):
        name = phrase(key, indulgent=True)
        at = place_of(name, tuple(left))
        if at is not None:
            del left[at : at + len(name)]
            found += 1
    return found > 1 and not left
