"""Calendar dates: days, months, seasons, years, decades, centuries, weekdays and feasts."""

import datetime as dt
from dataclasses import replace
from typing import Any

from corrobora.annotate import times_values as values
from corrobora.annotate.times_grammar import Match, words
from corrobora.annotate.times_story import Bound, Spot, Story
from corrobora.annotate.times_units import full_year, in_daypart, part_name
from corrobora.annotate.times_values import DAY, UNKNOWN, Period
from corrobora.values import Precision


def date(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A date of the calendar, whole or partial, with its part and time of the day."""
    filled = match.words
    if "weekday" in filled and "month" not in filled:
        return weekday(story, filled, spot)
    shift = filled.get("shift")
    month = words("month").get(filled.get("month", ""), None)
    if "mm" in filled:
        month = int(filled["mm"])
    season = words("season").get(filled.get("season", ""), None)
    year, day = _written_year(story, filled), int(filled.get("day", filled.get("dd", 0)))
    anchor = None
    if year is None and "ofyear" in filled:
        year = story.of_year(filled["ofyear"])
    if year is None and "ofyear" not in filled:
        about = month or {"SP": 3, "SU": 6, "FA": 9, "WI": 12}.get(season or "", 0)
        if about:
            year = story.year_for(about, day, spot, shift)
        elif "piece" in filled:
            year = story.year_here()
        anchor = story.anchor(shift)
    period = _calendar(filled, year, month, day, season)
    if period is None:
        return None
    parts = None
    if "day2" in filled and month:
        second = values.of_day(year, month, int(filled["day2"]))
        if second is None or int(filled["day2"]) <= day:
            return None
        parts = period, second
        period = replace(values.joined(*parts), month=month)
    if filled.get("within") == "earlier" and story.published and period.last:
        period = replace(period, last=min(period.last, story.published))
    return Bound(in_daypart(filled, period), anchor, parts=parts)


def _written_year(story: Story, filled: dict[str, Any]) -> int | None:
    if "year" in filled:
        year = int(filled["year"])
    elif "anyyear" in filled:
        year = int(filled["anyyear"])
    elif "yy" in filled:
        year = full_year(int(filled["yy"]), story.published)
    else:
        return None
    return -year if "bc" in filled and year else year or None


def _calendar(
    filled: dict[str, Any], year: int | None, month: int | None, day: int, season: Any
) -> Period | None:
    """The period of the parts of a date."""
    part = part_name(filled)
    if month and day:
        return values.of_day(year, month, day)
    if month:
        return values.of_month(year, month, part)
    if season:
        return values.of_season(year, season, part)
    if "piece" in filled:
        number = int(filled.get("quarter", 0)) or words("ordinal")[filled["ordinal"]]
        limit = 4 if filled["piece"] == "Q" else 2
        return values.of_piece(year, filled["piece"], number) if number <= limit else None
    return values.of_year(year, part)


def slashed(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A date like 18/02/1990: day first unless its numbers or other dates say otherwise."""
    one, two = int(match.words["one"]), int(match.words["two"])
    year = _written_year(story, match.words)
    by_day = values.of_day(year, two, one) if 1 <= two <= 12 and 1 <= one <= 31 else None
    by_month = values.of_day(year, one, two) if 1 <= one <= 12 and 1 <= two <= 31 else None
    if by_day and by_month and one != two and story.day_first is None:
        early, late = sorted((by_day, by_month), key=lambda p: p.first or dt.date.min)
        return Bound(replace(values.joined(early, late), timex=f"{values.year_text(year)}-XX-XX"))
    if by_day and (not by_month or story.day_first is not False):
        story.day_first = True if not by_month else story.day_first
        return Bound(by_day)
    if by_month:
        story.day_first = False if not by_day else story.day_first
        return Bound(by_month)
    return None


def years(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A range of years written as one: 2011–13."""
    filled = match.words
    if "bc" in filled:
        low, high = -int(filled["anyyear"]), -int(filled["anyyear2"])
    else:
        low, second = int(filled["year"]), filled["year2"]
        high = int(second) if len(second) == 4 else low // 100 * 100 + int(second)
    ends = values.of_year(low), values.of_year(high)
    return Bound(values.joined(*ends), parts=ends)


def century(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A numbered century."""
    filled = match.words
    number = int(filled["nth"]) if "nth" in filled else words("ordinal")[filled["ordinal"]]
    if not 1 <= number <= 22:
        return None
    return Bound(values.of_century(number, part_name(filled), before="bc" in filled))


def decade(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A decade; three digits ("the 470s") only in a story before Christ."""
    filled = match.words
    if "decadeyear" in filled:
        year = int(filled["decadeyear"])
        year = -year if "bc" in filled else year
        if 0 < year < 1000:
            if story.last is None or (story.last.period.year or 0) >= 0:
                return None
            year = -year
    else:
        short = filled.get("shortdecade") or words("decade")[filled["decade"]]
        year = full_year(int(short), story.published)
    return Bound(values.of_decade(year, part_name(filled)))


def feast(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A feast, by its year or by the one nearest to publication."""
    filled = match.words
    year = _written_year(story, filled)
    if year is None and "ofyear" in filled:
        year = story.of_year(filled["ofyear"])
    rule = words("feast")[filled["feast"]]
    if year is not None:
        period = feast_in(rule, year)
    else:
        period = _feast_near(story, rule, filled.get("shift"), spot)
    if period is None:
        if rule.startswith("hijri"):
            return Bound(replace(UNKNOWN, precision=Precision.RANGE))
        return None
    return Bound(period, story.anchor(filled.get("shift")) if year is None else None)


def _feast_near(story: Story, rule: str, shift: str | None, spot: Spot) -> Period | None:
    """The feast nearest to publication on the side that the words and the tense ask for."""
    if story.narrative:
        year = story.last.period.year if story.last else None
        return feast_in(rule, year) if year and year > 0 else None
    base = story.published
    if base is None:
        return None
    found = [feast_in(rule, base.year + step) for step in (-1, 0, 1)]
    known = [period for period in found if period and period.first and period.last]
    if shift in ("next", "coming", "upcoming") or (shift is None and spot.ahead()):
        return next((p for p in known if p.last and p.last >= base), None)
    last = shift in ("last", "past", "previous")
    earlier = []
    for period in known:
        day = period.last if last else period.first
        if day is not None and (day < base if last else day <= base):
            earlier.append(period)
    return earlier[-1] if earlier else None


def oldyear(story: Story, match: Match, spot: Spot) -> Bound | None:
    """A year like 479 in a text of years before Christ."""
    return Bound(values.of_year(-int(match.words["year3"]), part_name(match.words)))


def weekday(story: Story, filled: dict[str, Any], spot: Spot) -> Bound | None:
    """A day of the week: the last one before publication, the next where the verb looks ahead."""
    wanted, shift = words("weekday")[filled["weekday"]], filled.get("shift")
    base = story.published
    week = {"last": -7, "this": 0, "next": 7}.get(filled.get("weekof", ""))
    if shift in ("that", "same", "following", "previous", "preceding") or story.narrative:
        base = story.last_day.period.first if story.last_day else None
        if base is not None:
            back = shift in ("previous", "preceding")
            step = (base.weekday() - wanted) % 7 if back else (wanted - base.weekday()) % 7
            return _on(filled, base + (-step if back else step) * DAY, base)
    if base is None:
        unknown = Period(None, None, Precision.DAY, f"XXXX-WXX-{wanted + 1}")
        return Bound(in_daypart(filled, unknown))
    ago = (base.weekday() - wanted) % 7
    if week is not None:
        day = base - base.weekday() * DAY + (wanted + week) * DAY
    elif shift in ("last", "past"):
        day = base - (ago or 7) * DAY
    elif shift in ("next", "coming", "upcoming"):
        day = base + ((7 - ago) % 7 or 7) * DAY
    elif spot.ahead():
        day = base + (7 - ago) % 7 * DAY
    else:
        day = base - ago * DAY
    return _on(filled, day, base)


def _on(filled: dict[str, Any], day: dt.date, anchor: dt.date | None) -> Bound:
    return Bound(in_daypart(filled, values.of_date(day)), anchor)


def feast_in(rule: str, year: int) -> Period | None:
    """The days of a feast that begins in `year`, by the rule of the table."""
    kind, *numbers = rule.split("-") if rule.startswith("hijri") else ("", rule)
    if kind:
        month, day, days = (int(numbers[i]) if len(numbers) > i else 0 for i in range(3))
        found = values.hijri(year, month, day or None, days)
        if found is None:
            return None
        return Period(*found, Precision.RANGE, "", year, found[0].month)
    if rule.startswith("easter"):
        date = values.easter(year) + int(rule.removeprefix("easter")) * DAY
        return values.of_date(date)
    month, day = (int(number) for number in rule.split("-"))
    return values.of_day(year, month, day)
