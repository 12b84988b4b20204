"""Neighbours that are one time: a clock time and its date, the two ends of a range."""

import re
from dataclasses import dataclass, replace

from corrobora.annotate import times_values as values
from corrobora.annotate.times_grammar import Match, words
from corrobora.annotate.times_story import Bound
from corrobora.annotate.times_values import Period
from corrobora.values import Precision

_BETWEEN = re.compile(r"\bbetween +(?:the )?$", re.IGNORECASE)

_FROM = re.compile(r"\bfrom +(?:the )?$", re.IGNORECASE)

_JOINTS = {
    "dash": re.compile(r" ?[-–—] ?$"),
    "to": re.compile(r" (?:to|until|till|through|up to)(?: the| about| around)? $", re.IGNORECASE),
    "and": re.compile(r" and(?: the)? $", re.IGNORECASE),
}

_LISTED = re.compile(
    r"(?: ?[-–—,/] ?| (?:to|until|till|through|and|or|to the|and the) |, (?:and|or) )$",
    re.IGNORECASE,
)

_CLOCK_JOINT = re.compile(r"(?:,? |, (?:on )?| on (?:the )?| local time,? (?:on )?| of )?$", re.I)

_DAYPART_JOINT = re.compile(r"(?:,? (?:at )?| in the )?$", re.IGNORECASE)

_BOUND_READINGS = frozenset(
    "date slashed years century decade feast oldyear deictic overnight dayparts weekend unit clock "
    "window away".split()
)


@dataclass(slots=True)
class Found:
    """A match with its meaning; `start` and `end` grow when neighbours are joined."""

    match: Match
    bound: Bound
    start: int
    end: int
    paragraph: int
    parts: tuple[tuple[int, int, str], ...] = ()


def lend_years(matches: list[Match], text: str) -> None:
    """Give "March" in "March to May 2018" and "12 May and 3 June 2018" the year that follows."""
    for left, right in zip(reversed(matches[:-1]), reversed(matches[1:]), strict=True):
        if not ("month" in left.words and "month" in right.words and "year" in right.words):
            continue
        if left.has("year", "yy", "ofyear", "shift") or not _LISTED.match(
            text, left.end, right.start
        ):
            continue
        if not _LISTED.fullmatch(text[left.end : right.start]):
            continue
        months = words("month")
        year = int(right.words["year"])
        if months[left.words["month"]] > months[right.words["month"]]:
            year -= 1
        left.words["year"] = str(year)
        if "bc" in right.words:
            left.words["bc"] = right.words["bc"]


def ends_of(
    match: Match, ends: tuple[Period, Period]
) -> tuple[tuple[int, int, str], tuple[int, int, str]]:
    """The extents and values of the two ends of a range that one rule matched."""
    left = next(match.spans[name] for name in ("day", "year", "anyyear") if name in match.spans)
    for name in ("day2", "year2", "anyyear2"):
        if name in match.spans:
            right = match.spans[name]
    if "day2" in match.spans:
        left = match.spans["day"]
    return (match.start, left[1], ends[0].timex), (right[0], match.end, ends[1].timex)


def joined_times(found: list[Found], text: str) -> list[Found]:
    """Clock times joined to their dates, and two ends of a range to one mention."""
    done: list[Found] = []
    for item in found:
        if done and done[-1].paragraph == item.paragraph:
            left, gap = done[-1], text[done[-1].end : item.start]
            joined = _with_clock(left, item, gap) or _range(left, item, gap, text)
            if joined is not None:
                done[-1] = joined
                continue
        done.append(item)
    return done


def _with_clock(left: Found, right: Found, gap: str) -> Found | None:
    if len(gap) > 20:
        return None
    for clock, day in ((left, right), (right, left)):
        if clock.bound.clock is None or day.bound.clock is not None:
            continue
        period = day.bound.period
        if period.precision not in (Precision.DAY, Precision.DAYPART) or day.match.has("day2"):
            continue
        joint = _DAYPART_JOINT if clock is right else _CLOCK_JOINT
        if not joint.fullmatch(gap):
            continue
        code, precision = clock.bound.clock
        merged = values.with_clock(period, code, precision)
        match = replace(day.match, start=left.start, end=right.end)
        bound = replace(day.bound, period=merged)
        return Found(match, bound, left.start, right.end, left.paragraph)
    return None


def _range(left: Found, right: Found, gap: str, text: str) -> Found | None:
    """The range of two neighbours of one kind ("from March to May 2018"), None for others."""
    if len(gap) > 12 or left.parts or left.bound.duration or right.bound.duration:
        return None
    low, high = left.bound.period, right.bound.period
    readings = {left.match.rule.reading, right.match.rule.reading}
    if not readings <= _BOUND_READINGS or not low.timex or left.bound.repeated:
        return None
    before = text[max(0, left.start - 16) : left.start]
    dash = _JOINTS["dash"].fullmatch(gap) and low.precision is high.precision
    led = _JOINTS["to"].fullmatch(gap) and (
        _FROM.search(before) or (low.precision is high.precision and "through" in gap)
    )
    between = _JOINTS["and"].fullmatch(gap) and _BETWEEN.search(before)
    if not (dash or led or between):
        return None
    period = values.joined(low, high)
    if period.first is None and period.last is None and high.year is None:
        return None
    bound = replace(right.bound, period=period, anchor=left.bound.anchor or right.bound.anchor)
    parts = ((left.start, left.end, low.timex), (right.start, right.end, high.timex))
    return Found(left.match, bound, left.start, right.end, left.paragraph, parts)
