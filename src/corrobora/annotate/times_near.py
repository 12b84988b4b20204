"""Days near publication and times of day: today, overnight, at dawn, the weekend."""

from dataclasses import replace

from corrobora.annotate import times_values as values
from corrobora.annotate.times_grammar import Match, words
from corrobora.annotate.times_story import Bound, Spot, Story
from corrobora.annotate.times_units import in_daypart
from corrobora.annotate.times_values import DAY, UNKNOWN, Period
from corrobora.values import Precision

_TO_STORY = frozenset("that same following previous preceding subsequent prior ensuing".split())


def deictic(story: Story, match: Match, spot: Spot) -> Bound | None:
    """Today, yesterday, last night: days counted from publication."""
    filled = match.words
    if "now" in filled and (story.narrative or story.published is None):
        return Bound(replace(UNKNOWN, timex="PRESENT_REF"))
    if "now" in filled and story.published is not None:
        day = replace(values.of_date(story.published), timex="PRESENT_REF", year=None)
        return Bound(day, story.published)
    if story.narrative and filled["offset"] == 0 and "daypart" not in filled:
        return Bound(replace(UNKNOWN, timex="PRESENT_REF"))
    if story.published is None or story.narrative:
        return Bound(in_daypart(filled, Period(None, None, Precision.DAY, "XXXX-XX-XX")))
    return Bound(
        in_daypart(filled, values.of_date(story.published + filled["offset"] * DAY)),
        story.published,
    )


def overnight(story: Story, match: Match, spot: Spot) -> Bound | None:
    """From the day before publication to that of publication."""
    base = story.published
    if base is None or story.narrative:
        return Bound(Period(None, None, Precision.DAYPART, "XXXX-XX-XXTNI"))
    eve = values.of_date(base - DAY)
    night = Period(base - DAY, base, Precision.DAYPART, f"{eve.timex}TNI", base.year)
    return Bound(night, base)


def dayparts(story: Story, match: Match, spot: Spot) -> Bound | None:
    """At dawn, in the morning: the day spoken of just before, in the same paragraph."""
    code = words("daypart")[match.words["daypart"]]
    last = story.last_day
    if "bare" in match.words or last is None or last.paragraph != spot.paragraph:
        unknown = Period(None, None, Precision.DAYPART, f"XXXX-XX-XXT{code}")
        return Bound(unknown, clock=(code, Precision.DAYPART))
    period = values.with_clock(last.period, code, Precision.DAYPART)
    return Bound(period, last.period.first, clock=(code, Precision.DAYPART))


def clock(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A time of day, on the day spoken of just before; of a night's two days, by the hour."""
    filled = match.words
    hour, minute = int(filled.get("hour", filled.get("hour24", 0))), filled.get("minute")
    if filled.get("half", "").startswith("p") and hour < 12:
        hour += 12
    elif filled.get("half", "").startswith("a") and hour == 12:
        hour = 0
    precision = Precision.MINUTE if minute else Precision.HOUR
    text = f"{hour:02d}:{minute}" if minute else f"{hour:02d}"
    last = story.last_day
    if last is None or spot.paragraph - last.paragraph > 1:
        return Bound(Period(None, None, precision, f"XXXX-XX-XXT{text}"), clock=(text, precision))
    day = last.period.first if hour >= 12 else last.period.last
    if day is None:
        return None
    period = values.with_clock(values.of_date(day), text, precision)
    return Bound(period, day, clock=(text, precision))


def weekend(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A weekend: the last one, with "this" or a verb that looks ahead the one to come."""
    shift = match.words.get("shift") or match.words.get("shift2")
    base = story.published
    if story.narrative or shift in _TO_STORY:
        base = story.last_day.period.first if story.last_day else None
        if base is None:
            return Bound(Period(None, None, Precision.RANGE, "XXXX-WXX-WE"))
        step = {"following": 7, "previous": -7, "preceding": -7}.get(shift or "", 0)
        return Bound(values.of_weekend(base + step * DAY), base)
    if base is None:
        return Bound(Period(None, None, Precision.RANGE, "XXXX-WXX-WE"))
    inside = base.weekday() >= 5
    if shift in ("last", "past"):
        back = True
    elif shift in ("this", "coming", "next", "upcoming"):
        back = False
    else:
        back = not inside and not spot.ahead()
    day = base - 7 * DAY if back else base + (7 * DAY if shift == "next" and inside else 0 * DAY)
    return Bound(values.of_weekend(day), base)
