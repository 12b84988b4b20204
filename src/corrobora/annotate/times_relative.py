"""Units counted off or named: two weeks ago, the past year, the next day, every Friday."""

from dataclasses import replace
from typing import Any

from corrobora.annotate import times_values as values
from corrobora.annotate.times_grammar import Match, words
from corrobora.annotate.times_story import Bound, Spot, Story
from corrobora.annotate.times_units import (
    count_of,
    duration_text,
    in_daypart,
    part_name,
    part_of,
    unit_code,
    unknown_unit,
)
from corrobora.annotate.times_values import DAY, UNKNOWN, Period
from corrobora.values import Precision

# How far "recent", "last few" and their like reach, in units: few is three, a few weeks a month.
_OPEN_REACH = {"H": ("H", 12), "D": ("D", 3), "W": ("MO", 1), "F": ("MO", 1)}
# "A few months ago": from five units back to two.
_FEW_AGO = (5, 2)
_TO_STORY = frozenset("that same following previous preceding subsequent prior ensuing".split())


def away(story: Story, match: Match, spot: Spot) -> Bound | None:
    """Two weeks ago, a day earlier, months later."""
    filled = match.words
    unit, direction = unit_code(filled["units"]), filled["direction"]
    low, _ = count_of(filled.get("number", "x"))
    back = direction in ("ago", "earlier", "before", "beforehand", "previously", "prior")
    from_here = direction in ("ago", "hence", "from now") and not story.narrative
    base = story.published if from_here else story.day_before(spot, back=back, unit=unit)
    if "event" in filled and not story.narrative:
        # "A week after the shooting" counts from the shooting, wherever that is dated.
        return Bound(UNKNOWN)
    if low is None or base is None:
        vague = "PAST_REF" if back else "FUTURE_REF"
        if low is None and base is not None and from_here and back and unit not in "HMS":
            far, near = (values.moved(base, unit, -n) for n in _FEW_AGO)
            return Bound(Period(far, near, Precision.RANGE, vague), base)
        timex = vague if low is None else {"Y": "XXXX", "MO": "XXXX-XX"}.get(unit, "")
        return Bound(replace(UNKNOWN, timex=timex))
    if unit in "HMS":
        hours = low if unit == "H" else 0
        shift = -(-hours // 24) if back else hours // 24
        first = base - int(shift or (1 if hours and back else 0)) * DAY if back else base
        last = base if back else base + int(shift) * DAY
        return Bound(Period(first, last, Precision.HOUR, values.of_date(base).timex), base)
    amount = int(low) if low >= 1 else 0
    if low == 0.5 and unit == "Y":
        unit, amount = "MO", 6
    target = values.moved(base, unit, -amount if back else amount)
    if filled.get("approx") in ("more than", "over") and back and from_here:
        farther = values.moved(base, unit, -amount - 1)
        return Bound(Period(farther, target, Precision.RANGE, str(target.year)), base)
    # A year ago is told by the month; more years back only the year is remembered.
    grain = "MO" if unit == "Y" and amount == 1 and direction == "ago" else unit
    grain = "Y" if grain in ("DE", "CE") else grain
    period = values.of_unit(target, grain)
    if grain != unit and unit == "Y":
        period = replace(period, timex=values.year_text(target.year))
    return Bound(period, base)


def window(story: Story, match: Match, spot: Spot) -> Bound | None:
    """The past 24 hours, recent weeks: up to publication, or on from it."""
    filled = match.words
    unit = unit_code(filled.get("units") or filled.get("unit", "day"))
    plural = (filled.get("units") or filled.get("unit", "")).endswith("s")
    shift = filled["shift"]
    low, _ = count_of(filled.get("number", "1"))
    if filled.get("number") == "x" and not plural:
        return unit_of(story, match, spot)
    back = words("shift").get(shift, -1) <= 0 or shift == "recent"
    timex = duration_text(low, unit)
    to_story = story.narrative or shift in _TO_STORY
    base = story.day_before(spot, back=back, unit=unit) if to_story else story.published
    if shift in ("this", "that", "same"):
        return Bound(replace(UNKNOWN, timex=timex), duration=True)
    if base is None:
        return Bound(replace(UNKNOWN, precision=Precision.RANGE, timex=timex))
    if low is None:
        unit, amount = _OPEN_REACH.get(unit, (unit, 3))
    else:
        amount = max(1, int(low)) if low != 0.5 else 1
    if unit in "HMS":
        unit, amount = "D", max(1, -(-amount // 24)) if unit == "H" else 1
    other = values.moved(base, unit, -amount if back else amount)
    first, last = (other, base) if back else (base, other)
    return Bound(Period(first, last, Precision.RANGE, timex, base.year), base)


def unit_of(story: Story, match: Match, spot: Spot) -> Bound | None:
    """Last year, that month, the next day, the end of the year."""
    filled = match.words
    name = filled.get("unit") or filled.get("units", "day")
    unit = unit_code(name if name != "night" else "day")
    shift = filled.get("shift") or filled.get("shift2") or "same"
    step = {"before": -1, "earlier": -1, "after": 1, "later": 1, "following": 1}.get(
        shift, words("shift").get(shift, 0)
    )
    here = shift in ("last", "this", "current", "present", "coming") or (
        shift == "next" and "shift" in filled
    )
    if match.rule.name == "unit-part" and "shift" not in filled and "shift2" not in filled:
        here = not story.narrative and story.near_story(spot) is None
    if match.rule.name == "within-unit":
        here = not story.narrative and story.near_story(spot) is None
    if here and not story.narrative:
        return _unit_here(story, filled, unit, step, spot)
    return _unit_story(story, filled, unit, step, spot)


def _unit_here(
    story: Story, filled: dict[str, Any], unit: str, step: int, spot: Spot
) -> Bound | None:
    base = story.published
    if base is None:
        return Bound(unknown_unit(unit))
    period = values.of_unit(values.moved(base, unit, step), unit)
    if part := part_name(filled):
        period = part_of(period, unit, part)
    elif step == 0 and unit != "D":
        # The present unit holds publication: its past part ends there, its coming part begins.
        within = filled.get("within")
        if within == "later":
            period = replace(period, first=base)
        elif within == "earlier" or not spot.ahead():
            period = replace(period, last=base)
    return Bound(in_daypart(filled, period), base)


def _unit_story(
    story: Story, filled: dict[str, Any], unit: str, step: int, spot: Spot
) -> Bound | None:
    last = story.last
    if unit == "D" and not story.narrative:
        last = story.last_day
    if last is None or last.period.year is None:
        return Bound(in_daypart(filled, unknown_unit(unit)))
    year = last.period.year
    if unit == "Y" and last.period.precision is not Precision.CENTURY:
        period = values.of_year(year + step, part_name(filled))
    elif year < 0 or last.period.first is None or last.period.last is None:
        period = unknown_unit(unit)
    else:
        coarse = last.period.precision in (Precision.YEAR, Precision.SEASON, Precision.DECADE)
        fine = last.period.precision in (Precision.MONTH, Precision.QUARTER)
        if (unit in ("D", "W", "F") and (coarse or fine)) or (unit == "MO" and coarse):
            return Bound(in_daypart(filled, unknown_unit(unit, last.period)))
        base = last.period.last if step > 0 else last.period.first
        period = values.of_unit(values.moved(base, unit, step), unit)
        if part := part_name(filled):
            period = part_of(period, unit, part)
        if filled.get("within") == "later" and period.last and period.last > base:
            period = replace(period, first=max(period.first or base, base))
        elif filled.get("within") == "earlier" and period.first and period.first < base:
            period = replace(period, last=base)
    anchor = last.period.first
    return Bound(in_daypart(filled, period), anchor)


def then(story: Story, match: Match, spot: Spot) -> Bound | None:
    """The last time spoken of, after "since", "by" or "until"."""
    if story.last is None:
        return Bound(UNKNOWN)
    last = story.last.period
    kind = match.words["kind"]
    first = last.first if kind == "since" else None
    end = story.published if kind == "since" else last.last
    if first and end and first > end:
        end = None
    return Bound(Period(first, end, Precision.RANGE, last.timex, last.year), last.first)


def period(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A stretch that the words name without dating it: that period, at the same time."""
    return Bound(UNKNOWN)


def repeated(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A set of times: every Friday, daily, twice a week."""
    filled = match.words
    if "weekday" in filled or "weekdays" in filled:
        name = filled.get("weekday") or filled["weekdays"].removesuffix("s")
        timex = f"XXXX-WXX-{words('weekday')[name] + 1}"
    elif "month" in filled:
        timex = f"XXXX-{words('month')[filled['month']]:02d}"
    elif "season" in filled:
        timex = f"XXXX-{words('season')[filled['season']]}"
    elif "daypart" in filled:
        timex = f"XXXX-XX-XXT{words('daypart')[filled['daypart']]}"
    elif "often" in filled:
        often = {"d": "XXXX-XX-XX", "e": "XXXX-XX-XX", "w": "XXXX-WXX", "m": "XXXX-XX"}
        timex = often.get(filled["often"][0], "XXXX")
    else:
        timex = duration_text(1, unit_code(filled["unit"]))
        if match.rule.pattern.pattern.find("every") >= 0:
            timex = unknown_unit(unit_code(filled["unit"])).timex
    return Bound(replace(UNKNOWN, timex=timex), repeated=True)


def length(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A length of time, which dates nothing by itself."""
    filled = match.words
    number = filled.get("number", "half" if "half" in match.words else "x")
    if "units" in filled and match.rule.name == "length" and "number" not in filled:
        number = "x" if filled["units"].endswith("s") else "1"
    low, _ = count_of(number)
    unit = unit_code(filled.get("units") or filled["unit"])
    if unit == "S" and not filled.get("units", "").endswith("s"):
        return None
    return Bound(replace(UNKNOWN, timex=duration_text(low, unit)), duration=True)


def vague(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A word that points to the present, past or future without a date."""
    return Bound(replace(UNKNOWN, timex=match.words["reference"]))
