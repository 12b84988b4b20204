"""Number words and the bounds that they allow, over plain lower-case words.

Nothing here knows sentences or nouns: an amount is a run of words such as "at least twenty - one".
The bounds follow the guideline: an estimate is ten per cent either side, an open bound is None.
"""

import functools
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from corrobora.annotate.people import is_person_noun
from corrobora.codebook.table import table

_TABLE = "lexicons/en/counts"

# Longest chain of modifiers read before a number: "at least another estimated 50".
_DEEPEST = 4

_WORD = re.compile(r"\d+(?:st|nd|rd|th)\b|\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\s\w]")
_DIGITS = re.compile(r"(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)$")
_DECIMAL = re.compile(r"\d+\.\d+$")

# Rules that rest on no number proper; modifiers that are prepositions do not bind them.
QUANTITY = "quantity"
NONE = "none"
NO = "no"


@dataclass(frozen=True, slots=True)
class Amount:
    """Words `[first, last)` that give a number, and the bounds that they allow.

    `core` is where the number itself starts, behind its modifiers. `further` marks "another six".
    """

    first: int
    last: int
    core: int
    low: int | None
    high: int | None
    rule: str
    further: bool = False


def parse_number(words: str) -> tuple[int | None, int | None] | None:
    """The bounds `(low, high)` of the first amount in `words`, or None if they hold none.

    "at least 12" -> (12, None), "up to 24" -> (0, 24), "dozens" -> (24, None), "a" -> (1, 1).
    """
    found = [word.lower().replace("’", "'") for word in _WORD.findall(words)]
    if found in (["a"], ["an"]):
        return 1, 1
    for at in range(len(found)):
        amount = read_amount(found, at)
        if amount:
            return amount.low, amount.high
    return None


def exact_number(words: str) -> int | None:
    """The value of a plain number in figures or words ("12", "twenty-one"), else None."""
    found = [word.lower() for word in _WORD.findall(words)]
    numeral = _numeral(found, 0) if found else None
    return numeral[0] if numeral and numeral[1] == len(found) else None


def read_amount(words: Sequence[str], at: int) -> Amount | None:
    """The amount that starts at `words[at]`, with its modifiers, or None."""
    if words[at] not in _starts() and not words[at][0].isdigit():
        return None
    amount = _modified(words, at, 0)
    if amount is None:
        amount = _phrased(words, at, _nobody(), NONE) or _phrased(words, at, _none_of(), NO)
    return amount


def without_range(words: Sequence[str], amount: Amount) -> Amount | None:
    """The first number of a range by itself: "from 12 to 14" as a change, not as bounds."""
    start = amount.core + (words[amount.core] in ("from", "between"))
    return _single(words, start)


def amount_words(section: str, field: str = "words") -> frozenset[str]:
    """The words of a list in the table of counts."""
    return _list(section, field)


@functools.cache
def _list(section: str, field: str) -> frozenset[str]:
    return frozenset(table(_TABLE)[section][field])


@functools.cache
def _values(section: str) -> Mapping[str, int]:
    return dict(table(_TABLE)[section]["words"])


Phrases = Mapping[str, Sequence[tuple[tuple[str, ...], Any]]]


def phrases(pairs: Iterator[tuple[str, Any]]) -> Phrases:
    """Phrases by their first word, the longest first, each with what it stands for."""
    found: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
    for phrase, value in pairs:
        words = tuple(phrase.split())
        found.setdefault(words[0], []).append((words, value))
    return {first: sorted(held, key=lambda pair: -len(pair[0])) for first, held in found.items()}


def matches(held: Phrases, words: Sequence[str], at: int) -> Iterator[tuple[int, Any]]:
    """The end and the meaning of each phrase that starts at `words[at]`, the longest first."""
    if at < len(words):
        for phrase, value in held.get(words[at], ()):
            if tuple(words[at : at + len(phrase)]) == phrase:
                yield at + len(phrase), value


@functools.cache
def _modifiers() -> Phrases:
    held = table(_TABLE)["modifiers"]
    return phrases(
        (phrase, op) for op in held if isinstance(held[op], dict) for phrase in held[op]["words"]
    )


@functools.cache
def _after() -> Phrases:
    held = table(_TABLE)["after"]
    return phrases(
        (phrase, op) for op in held if isinstance(held[op], dict) for phrase in held[op]["words"]
    )


@functools.cache
def _bounded(section: str) -> Phrases:
    return phrases(
        (phrase, (group["low"], group.get("high")))
        for group in table(_TABLE)[section]["words"]
        for phrase in group["words"]
    )


@functools.cache
def _nobody() -> Phrases:
    return phrases((phrase, (0, 0)) for phrase in _list("nobody", "words"))


@functools.cache
def _none_of() -> Phrases:
    return phrases((phrase, (0, 0)) for phrase in _list("none_of", "words"))


@functools.cache
def _starts() -> frozenset[str]:
    """Every word but figures with which an amount can start."""
    held = [_modifiers(), _bounded("quantifiers"), _bounded("multipliers"), _nobody(), _none_of()]
    found = {first for phrase in held for first in phrase}
    for section in ("units", "tens", "scales", "plural_scales"):
        found |= set(_values(section))
    return frozenset(found | {"a", "half", "between", "from", "anywhere"})


def _phrased(words: Sequence[str], at: int, held: Phrases, rule: str) -> Amount | None:
    for last, (low, high) in matches(held, words, at):
        # "half a dozen" is a number proper and takes modifiers.
        exact = words[at] == "half" or words[last - 1] in _values("scales")
        return Amount(at, last, at, low, high, "exact" if exact else rule)
    return None


def _modified(words: Sequence[str], at: int, depth: int) -> Amount | None:
    if depth < _DEEPEST:
        for last, op in matches(_modifiers(), words, at):
            if last >= len(words):
                continue
            inner = _modified(words, last, depth + 1)
            if inner and (inner.rule != QUANTITY or op in ("floor", "up_to", "further")):
                return replace(_bounds(inner, op), first=at)
    return _core(words, at)


def _bounds(amount: Amount, op: str) -> Amount:
    """`amount` as its modifier bounds it."""
    low, high = amount.low, amount.high
    if op == "further":
        return replace(amount, further=True)
    if op == "about" and amount.rule == "about":
        return amount
    if op == "floor":
        high = None
    elif op == "over":
        low, high = (low + 1 if low is not None and low == high else low), None
    elif op == "up_to":
        low = 0
    elif op == "under":
        low, high = 0, (max(0, high - 1) if high is not None else None)
    elif op in ("about", "nearly") and low is not None:
        # Halves are rounded outward, so that the range stays even: about 15 is 13 to 17.
        low = math.ceil(Decimal(low) * 9 / 10 - Decimal("0.5"))
        if op == "about" and high is not None:
            high = math.floor(Decimal(high) * 11 / 10 + Decimal("0.5"))
    rule = amount.rule if op == "exact" else op.replace("_", " ")
    return replace(amount, low=low, high=high, rule=rule)


def _core(words: Sequence[str], at: int) -> Amount | None:
    if at >= len(words):
        return None
    amount = _range(words, at) or _single(words, at)
    if amount is None:
        return None
    for last, op in matches(_after(), words, amount.last):
        if last < len(words) and words[last] == "than":
            continue
        return replace(_bounds(amount, op), last=last)
    return amount


def _single(words: Sequence[str], at: int) -> Amount | None:
    if at >= len(words):
        return None
    scaled = _scaled_quantity(words, at) or _heap(words, at)
    if scaled:
        return scaled
    quantity = _phrased(words, at, _bounded("quantifiers"), QUANTITY)
    numeral = _numeral(words, at)
    if numeral and (quantity is None or numeral[1] > quantity.last):
        return Amount(at, numeral[1], at, numeral[0], numeral[0], "exact")
    return quantity


def _scaled_quantity(words: Sequence[str], at: int) -> Amount | None:
    """ "several hundred", "a few dozen", "a couple of hundred thousand"."""
    scales, heaps = _values("scales"), _values("plural_scales")
    for last, (low, high) in matches(_bounded("multipliers"), words, at):
        factor = 1
        while last < len(words) and (words[last] in scales or words[last] in heaps):
            word = words[last]
            factor *= scales[word] if word in scales else heaps[word] // 2
            last += 1
            if words[last : last + 1] == ["of"] and words[last + 1 : last + 2] != []:
                following = words[last + 1]
                if following in heaps and heaps[following] >= 2000:
                    last += 1
        if factor > 1:
            high = high * factor if high is not None else None
            return Amount(at, last, at, low * factor, high, "heap")
    return None


def _heap(words: Sequence[str], at: int) -> Amount | None:
    """ "dozens", "tens of thousands", "hundreds and hundreds", "dozens or hundreds"."""
    heap = _plain_heap(words, at)
    if heap is None:
        return None
    low, last = heap
    for joint in (["and"], ["upon"], ["or"], ["to"], ["or", "even"], [",", "if", "not"]):
        if list(words[last : last + len(joint)]) == joint:
            second = _plain_heap(words, last + len(joint))
            if second and second[0] >= low:
                return Amount(at, second[1], at, low, None, "heap")
    return Amount(at, last, at, low, None, "heap")


def _plain_heap(words: Sequence[str], at: int) -> tuple[int, int] | None:
    heaps = _values("plural_scales")
    if at >= len(words) or words[at] not in heaps:
        return None
    low, at = heaps[words[at]], at + 1
    while at + 1 < len(words) and words[at] == "of" and heaps.get(words[at + 1], 0) >= 200:
        low, at = low * heaps[words[at + 1]] // 2, at + 2
    return low, at


def _range(words: Sequence[str], at: int) -> Amount | None:
    """ "between 5 and 10", "from 5 to 10", "5 to 10", "5-10", "12 or 13"."""
    start = at + (words[at] == "anywhere")
    opening = words[start] if start < len(words) else ""
    joints = {"between": ("and",), "from": ("to", "-", "–")}.get(opening, ("to", "or", "-", "–"))
    first = _numeral(words, start + (opening in ("between", "from")))
    if first is None or first[1] >= len(words) or words[first[1]] not in joints:
        return None
    following = first[1] + 1
    while following < len(words) and words[following] in ("to", "about", "perhaps", "as", "even"):
        following += 1
    second = _numeral(words, following)
    if second is None:
        return None
    low, high = _same_scale(words, first, second)
    if low >= high or (opening not in ("between", "from") and _year(low) and _year(high)):
        return None
    if words[first[1]] in ("-", "–"):
        # A shop's name mixes figures and words, a telephone number goes on.
        mixed = words[first[1] - 1][0].isdigit() != words[following][0].isdigit()
        if mixed or words[second[1] : second[1] + 1] == ["-"]:
            return None
    return Amount(at, second[1], at, low, high, "range")


def _year(value: int) -> bool:
    return 1900 <= value <= 2100


def _same_scale(
    words: Sequence[str], first: tuple[int, int], second: tuple[int, int]
) -> tuple[int, int]:
    """Both ends in the scale of the second: "two to three million"."""
    scale = {**_values("scales"), **_values("short_scales")}.get(words[second[1] - 1], 1)
    if scale > 1 and first[0] < scale and first[0] < second[0] / scale:
        return first[0] * scale, second[0]
    return first[0], second[0]


def _numeral(words: Sequence[str], at: int) -> tuple[int, int] | None:
    """The value of the plain number at `words[at]` and where it ends, or None."""
    if at >= len(words):
        return None
    if words[at][0].isdigit():
        return _figures(words, at)
    return _number_words(words, at)


def _figures(words: Sequence[str], at: int) -> tuple[int, int] | None:
    decimal = _DECIMAL.match(words[at]) is not None
    if not decimal and not _DIGITS.match(words[at]):
        return None
    value, last = Decimal(words[at].replace(",", "")), at + 1
    scales, short = _values("scales"), _values("short_scales")
    # "1.2m people" is a number, "100 m from the gate" a distance.
    people = any(is_person_noun(word) for word in words[last + 1 : last + 4])
    if last < len(words) and words[last] in short and people:
        value, last, decimal = value * short[words[last]], last + 1, False
    while last < len(words) and words[last] in scales:
        value, last, decimal = value * scales[words[last]], last + 1, False
    if decimal or value != int(value):
        return None
    return int(value), last


def _number_words(words: Sequence[str], at: int) -> tuple[int, int] | None:
    units, tens, scales = _values("units"), _values("tens"), _values("scales")
    total, current, last = 0, 0, at
    if words[at] in ("a", "the") and words[at + 1 : at + 2] and words[at + 1] in scales:
        if words[at] == "the":
            return None
        last += 1
    started = last
    while last < len(words):
        word, joined = words[last], last
        if last > started and word == "-" and last + 1 < len(words):
            joined = last + 1
        elif last > started and word == "and" and (total or current) and current % 100 == 0:
            joined = last + 1
            if list(words[last + 1 : last + 3]) == ["a", "half"]:
                return _and_a_half(words, last, total + current)
        word = words[joined] if joined < len(words) else ""
        if word in tens and current % 100 == 0:
            current += tens[word]
        elif word in units and (
            current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and units[word] < 10)
        ):
            if (current or total) and not units[word]:
                break
            current += units[word]
        elif word in scales and (joined == last or words[last] == "-"):
            if scales[word] < 1000:
                current = (current or 1) * scales[word]
            else:
                total, current = total + (current or 1) * scales[word], 0
        elif word == "and" or joined != last or word != words[last]:
            break
        elif list(words[last : last + 3]) == ["and", "a", "half"]:
            return _and_a_half(words, last, total + current)
        else:
            break
        last = joined + 1
    if last == started:
        return None
    if words[last : last + 3] == ["and", "a", "half"]:
        return _and_a_half(words, last, total + current)
    return total + current, last


def _and_a_half(words: Sequence[str], at: int, whole: int) -> tuple[int, int] | None:
    """ "two and a half million"; without a scale it counts nothing whole."""
    scale = _values("scales").get(words[at + 3], 1) if at + 3 < len(words) else 1
    if scale < 2:
        return None
    return whole * scale + scale // 2, at + 4
