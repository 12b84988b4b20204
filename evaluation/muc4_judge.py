"""The verdict on a MUC-4 fill: dates, places, numbers, sets and strings against the key."""

import functools
import re
from dataclasses import dataclass

from evaluation.muc4_model import Area, Choice, Fill, Form, Slot, Template
from evaluation.muc4_strings import TABLE, Judged, compare_any, phrase

# How many days before the dateline a plain date still fits a key that says "on or before".
_DAYS_BEFORE = 2

_BROADER: dict[str, dict[str, list[str]]] = TABLE["broader"]


def judge_date(key: Choice, response: Choice) -> Judged:
    """Equal, or a part of the key's range, or the same default."""
    if key.value == response.value:
        return Judged.RIGHT
    low, high = key.days or (None, None)
    first, last = response.days or (None, None)
    if (low, high) == (first, last) != (None, None):
        return Judged.RIGHT
    if first is None:
        fits = last is not None and high == last
    elif last is None:
        fits = low == first
    elif low is None:
        fits = first == last and high is not None and 0 <= (high - last).days <= _DAYS_BEFORE
    elif high is None:
        fits = first >= low
    else:
        fits = low < high and low <= first and last <= high
    return Judged.PARTIAL if fits else Judged.WRONG


def judge_location(key: Choice, response: Choice) -> Judged:
    """All levels equal; else half for the right country, or for the right last level elsewhere."""
    if key.value == response.value:
        return Judged.RIGHT
    wanted, told = key.areas, response.areas
    if not (wanted and told):
        return Judged.WRONG
    if len(wanted) == len(told) and all(map(_same_stretch, wanted, told)):
        return Judged.RIGHT
    country = bool(wanted[0].names & told[0].names)
    place = len(wanted) > 1 and len(told) > 1 and _same_area(wanted[-1], told[-1])
    return Judged.PARTIAL if country or place else Judged.WRONG


def _same_area(a: Area, b: Area) -> bool:
    kinds = not a.kinds or not b.kinds or bool(a.kinds & b.kinds)
    return kinds and bool(a.names & b.names)


def _same_stretch(a: Area, b: Area) -> bool:
    if not _same_area(a, b) or (a.end is None) != (b.end is None):
        return False
    return a.end is None or b.end is None or _same_area(a.end, b.end)


@dataclass(frozen=True)
class _Count:
    low: int | None
    high: int | None
    about: bool


_NUMBER = re.compile(r"(\d*)(-?)(\d*)")


@functools.cache
def _count(value: str) -> _Count | None:
    """The number that a fill says; None where it says none ("PLURAL")."""
    match = _NUMBER.fullmatch(re.sub(r"[\s,~]", "", value))
    if match is None or not (match[1] or match[3]):
        return None
    low = int(match[1]) if match[1] else None
    high = int(match[3]) if match[3] else None if match[2] else low
    return _Count(low, high, "~" in value)


def judge_number(key: Choice, response: Choice) -> Judged:
    """Equal; half where a plain number is an end of the key's range, or only "about" differs."""
    if key.value.replace(" ", "") == response.value.replace(" ", ""):
        return Judged.RIGHT
    wanted, told = _count(key.value), _count(response.value)
    if wanted is None or told is None:
        return Judged.WRONG
    if wanted == told:
        return Judged.RIGHT
    end = _point(told) is not None and _point(told) in (wanted.low, wanted.high)
    rough = wanted.about or told.about
    around = rough and _point(wanted) is not None and _point(wanted) in (told.low, told.high)
    return Judged.PARTIAL if end or around else Judged.WRONG


def _point(count: _Count) -> int | None:
    return count.low if count.low == count.high else None


def judge_set(slot: str, key: Choice, response: Choice) -> Judged:
    """Equal; half where the response is the broader value of the hierarchy."""
    if key.value == response.value:
        return Judged.RIGHT
    broader = _BROADER.get(slot, {}).get(key.value, ())
    return Judged.PARTIAL if response.value in broader else Judged.WRONG


def judge(key: Template, slot: Slot, wanted: Fill, told: Fill) -> Judged:
    """The verdict on one fill of a response against one fill of `slot` of the key."""
    return max(_judge_choice(key, slot, wanted, choice) for choice in told.choices)


def _judge_choice(key: Template, slot: Slot, wanted: Fill, told: Choice) -> Judged:
    if slot.form is Form.STRING:
        found = compare_any(slot.name, [choice.value for choice in wanted.choices], told.value)
        if found is Judged.RIGHT and slot.about:
            tags = (same_reference(key, slot, choice, told) for choice in wanted.choices)
            return found if any(tags) else Judged.PARTIAL
        return found
    return max(_judge_value(key, slot, choice, told) for choice in wanted.choices)


def _judge_value(key: Template, slot: Slot, wanted: Choice, told: Choice) -> Judged:
    if slot.form is Form.DATE:
        found = judge_date(wanted, told)
    elif slot.form is Form.LOCATION:
        found = judge_location(wanted, told)
    elif slot.form is Form.NUMBER:
        found = judge_number(wanted, told)
    else:
        found = judge_set(slot.name, wanted, told)
    if found is Judged.RIGHT and slot.about and not same_reference(key, slot, wanted, told):
        return Judged.PARTIAL
    return found


def same_reference(key: Template, slot: Slot, wanted: Choice, told: Choice) -> bool:
    """Whether two fills belong to the same filler, under any of its wordings in the key."""
    if not (wanted.refs and told.refs):
        return not (wanted.refs or told.refs)
    if any(phrase(a) == phrase(b) for a in wanted.refs for b in told.refs):
        return True
    for target in slot.about:
        wordings = [list(wanted.refs)]
        for fill in key.fills(target):
            values = [choice.value for choice in fill.choices]
            if any(ref in values for ref in wanted.refs):
                wordings.append(values)
        for ref in told.refs:
            if any(compare_any(target, names, ref) is Judged.RIGHT for names in wordings):
                return True
    return False
