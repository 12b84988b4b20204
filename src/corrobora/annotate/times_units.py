"""Counts and units of time: what "two dozen weeks" amounts to, and how TIMEX2 writes it."""

import datetime as dt
import re
from dataclasses import replace
from typing import Any

from corrobora.annotate import times_values as values
from corrobora.annotate.times_grammar import words
from corrobora.annotate.times_values import DAY, Period
from corrobora.values import Precision

# Units that TIMEX2 writes after a "T", and those that it counts in another unit.
_TEXT_UNITS = {"H": "TH", "M": "TM", "S": "TS", "MO": "M", "F": "W", "WE": "D", "Q": "M"}
_SPLIT = re.compile(r" to | or |-|–| ")
_PARTS = {
    "latter part": "END",
    "later part": "END",
    "latter half": "END",
    "second half": "END",
    "early part": "START",
    "first half": "START",
}


def part_name(filled: dict[str, Any]) -> str | None:
    """The part of a period (START, MID, END) that the words name."""
    word = filled.get("part") or filled.get("part2") or filled.get("partb")
    if word is None:
        return None
    found: str | None = _PARTS.get(word) or words("part").get(word)
    return found


def in_daypart(filled: dict[str, Any], period: Period) -> Period:
    """The period with the part of the day that stands beside it."""
    name = filled.get("leadpart") or filled.get("daypart") or filled.get("daypart2")
    name = name or ("morning" if "hours" in filled else None)
    if "hour24" in filled:
        clock = f"{int(filled['hour24']):02d}:{filled['minute']}"
        return values.with_clock(period, clock, Precision.MINUTE)
    code = words("daypart").get(name or "")
    if code is None:
        return period
    if period.precision is Precision.RANGE:
        return replace(period, precision=Precision.DAYPART)
    return values.with_clock(period, code, Precision.DAYPART)


def full_year(short: int, published: dt.date | None) -> int:
    """The year of two digits: the latest one not after publication (or not after 2039)."""
    limit = published.year if published else 2039
    year = limit // 100 * 100 + short
    return year if year <= limit else year - 100


def unit_code(word: str) -> str:
    """The code of a unit's word, singular or plural."""
    known = words("unit")
    if word == "centuries":
        return "CE"
    found: str = known.get(word) or known[word.removesuffix("s")]
    return found


def count_of(text: str) -> tuple[float | None, float | None]:
    """The lowest and highest count that the words allow, None where they leave it open."""
    text = text.removeprefix("a ") if " " in text else text
    text = text.removesuffix(" of")
    if text.startswith("half"):
        return 0.5, 0.5
    if text in ("x", "dozens", "scores"):
        return None, None
    known = words("number")
    pieces = [piece for piece in _SPLIT.split(text) if piece]
    found: list[float] = []
    for piece in pieces:
        value = str(known.get(piece, piece))
        if value == "x":
            return None, None
        try:
            found.append(float(value))
        except ValueError:
            return None, None
    if not found:
        return None, None
    compound = len(found) == 2 and " to " not in text and " or " not in text
    if compound and found[0] % 10 == 0 and found[0] >= 20 and found[1] < 10:
        return found[0] + found[1], found[0] + found[1]
    if len(found) == 2 and pieces[1] == "dozen":
        return found[0] * 12, found[0] * 12
    return found[0], found[-1]


def duration_text(count: float | None, unit: str) -> str:
    """A length of time as TIMEX2 writes it: P2W, PT24H, PXD."""
    if count is None:
        amount = "X"
    elif count == int(count):
        amount = str(int(count * (2 if unit == "F" else 3 if unit == "Q" else 1)))
    else:
        amount = str(count)
    code = _TEXT_UNITS.get(unit, unit)
    return f"PT{amount}{code[1:]}" if code.startswith("T") else f"P{amount}{code}"


def unknown_unit(unit: str, inside: Period | None = None) -> Period:
    """A calendar unit that is not known, its TIMEX2 value as far as `inside` tells it."""
    year = values.year_text(inside.year) if inside else "XXXX"
    month = f"{inside.month:02d}" if inside and inside.month else "XX"
    forms = {
        "D": (Precision.DAY, f"{year}-{month}-XX"),
        "W": (Precision.WEEK, f"{year}-WXX"),
        "F": (Precision.WEEK, f"{year}-WXX"),
        "MO": (Precision.MONTH, f"{year}-XX"),
        "Q": (Precision.QUARTER, f"{year}-QX"),
        "Y": (Precision.YEAR, year),
        "DE": (Precision.DECADE, "XXX"),
        "CE": (Precision.CENTURY, "XX"),
    }
    precision, timex = forms.get(unit, (Precision.UNKNOWN, ""))
    return Period(None, None, precision, timex, inside.year if inside else None)


def part_of(period: Period, unit: str, part: str) -> Period:
    """The early, middle or late part of a calendar unit."""
    if period.first is None or period.last is None:
        return period
    if unit == "Y":
        return values.of_year(period.first.year, part)
    if unit == "MO":
        return values.of_month(period.first.year, period.first.month, part)
    if unit == "DE":
        return values.of_decade(period.first.year, part)
    third = max(1, ((period.last - period.first).days + 1) // 3)
    if part == "START":
        return replace(period, last=period.first + (third - 1) * DAY)
    if part == "END":
        return replace(period, first=period.last - (third - 1) * DAY)
    return replace(period, first=period.first + third * DAY, last=period.last - third * DAY)
