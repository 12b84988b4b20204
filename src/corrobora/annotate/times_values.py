"""Calendar arithmetic: periods with first and last day, precision and TIMEX2 value.

Years before Christ are negative numbers; the calendar's dates do not reach them, so such a
period has a TIMEX2 value and no days.
"""

import calendar
import datetime as dt
from dataclasses import dataclass, replace

from corrobora.values import Precision

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days; None is an open or unknown bound. `timex` is the TIMEX2 value.

    `year` and `month` are what is known even where the days are not.
    """

    first: dt.date | None
    last: dt.date | None
    precision: Precision
    timex: str
    year: int | None = None
    month: int | None = None


UNKNOWN = Period(None, None, Precision.UNKNOWN, "")


def month_end(year: int, month: int) -> dt.date:
    """The last day of a month."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def shifted(day: dt.date, months: int) -> dt.date:
    """`day` moved by months, to the month's last day where the day does not exist."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    year = min(max(year, 1), 9999)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def moved(day: dt.date, unit: str, count: int) -> dt.date:
    """`day` moved by `count` units, given by TIMEX2 code."""
    try:
        if unit in ("D", "WE"):
            return day + count * DAY
        if unit == "W":
            return day + 7 * count * DAY
        if unit == "F":
            return day + 14 * count * DAY
    except OverflowError:
        return day
    months = {"MO": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit, 0)
    return shifted(day, months * count)


def year_text(year: int | None) -> str:
    """A year as TIMEX2 writes it: 1939, BC0493, XXXX."""
    if year is None:
        return "XXXX"
    return f"{year:04d}" if year > 0 else f"BC{-year:04d}"


def _in_calendar(year: int | None) -> bool:
    return year is not None and 1 <= year <= 9999


def of_year(year: int | None, part: str | None = None) -> Period:
    """A year, or its early, middle or late part.

    Human coders read early as January to April, the middle as May to August, late as October to
    December.
    """
    text = year_text(year)
    if year is None or not _in_calendar(year):
        return Period(None, None, Precision.YEAR, text, year)
    low, high = {"START": (1, 4), "MID": (5, 8), "END": (10, 12)}.get(part or "", (1, 12))
    return Period(dt.date(year, low, 1), month_end(year, high), Precision.YEAR, text, year)


def of_month(year: int | None, month: int, part: str | None = None) -> Period:
    """A month, or a third of it: early is 1 to 10, mid 11 to 20, late 21 to the end."""
    text = f"{year_text(year)}-{month:02d}"
    if year is None or not _in_calendar(year):
        return Period(None, None, Precision.MONTH, text, year, month)
    end = month_end(year, month)
    low, high = {"START": (1, 10), "MID": (11, 20), "END": (21, end.day)}.get(
        part or "", (1, end.day)
    )
    first, last = dt.date(year, month, low), dt.date(year, month, high)
    return Period(first, last, Precision.MONTH, text, year, month)


def of_day(year: int | None, month: int, day: int) -> Period | None:
    """A day, None where there is no such day."""
    text = f"{year_text(year)}-{month:02d}-{day:02d}"
    if year is None or not _in_calendar(year):
        if day > calendar.monthrange(2000, month)[1]:
            return None
        return Period(None, None, Precision.DAY, text, year, month)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return Period(date, date, Precision.DAY, text, year, month)


def of_date(date: dt.date) -> Period:
    """One day."""
    return Period(date, date, Precision.DAY, date.isoformat(), date.year, date.month)


def of_season(year: int | None, code: str, part: str | None = None) -> Period:
    """A meteorological season or one of its months; the winter of 1914 ends in February 1915."""
    text = f"{year_text(year)}-{code}"
    if year is None or not 1 <= year <= 9998:
        return Period(None, None, Precision.SEASON, text, year)
    start = dt.date(year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code], 1)
    low, high = {"START": (0, 1), "MID": (1, 2), "END": (2, 3)}.get(part or "", (0, 3))
    first, last = shifted(start, low), shifted(start, high) - DAY
    return Period(first, last, Precision.SEASON, text, year)


def of_piece(year: int | None, piece: str, number: int) -> Period:
    """A quarter ("Q") or half ("H") of a year."""
    text = f"{year_text(year)}-{piece}{number}"
    if year is None or not _in_calendar(year):
        return Period(None, None, Precision.QUARTER, text, year)
    months = 3 if piece == "Q" else 6
    high = min(number * months, 12)
    first, last = dt.date(year, high - months + 1, 1), month_end(year, high)
    precision = Precision.QUARTER if piece == "Q" else Precision.RANGE
    return Period(first, last, precision, text, year)


def of_week(day: dt.date) -> Period:
    """The week, Monday to Sunday, that holds `day`."""
    first = day - day.weekday() * DAY
    year, week, _ = day.isocalendar()
    return Period(first, first + 6 * DAY, Precision.WEEK, f"{year:04d}-W{week:02d}", day.year)


def of_weekend(day: dt.date) -> Period:
    """The Saturday and Sunday of the week that holds `day`."""
    week = of_week(day)
    assert week.first is not None
    first = week.first + 5 * DAY
    return Period(first, first + DAY, Precision.RANGE, week.timex + "-WE", day.year)


def of_decade(year: int, part: str | None = None) -> Period:
    """The decade that holds `year`, or a third of it: 0 to 3, 4 to 6, 7 to 9."""
    if year <= 0:
        return Period(None, None, Precision.DECADE, f"BC{-year // 10:03d}", year)
    base = year // 10 * 10
    low, high = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}.get(part or "", (0, 9))
    first = dt.date(max(base + low, 1), 1, 1)
    return Period(first, month_end(base + high, 12), Precision.DECADE, f"{base // 10:03d}", base)


def of_century(number: int, part: str | None = None, *, before: bool = False) -> Period:
    """The numbered century, or a third of it; the first is the years 1 to 100."""
    if before:
        return Period(None, None, Precision.CENTURY, f"BC{number - 1:02d}", -number * 100)
    base = (number - 1) * 100
    low, high = {"START": (1, 33), "MID": (34, 66), "END": (67, 100)}.get(part or "", (1, 100))
    return Period(
        dt.date(base + low, 1, 1),
        month_end(base + high, 12),
        Precision.CENTURY,
        f"{number - 1:02d}",
        base + 1,
    )


def of_unit(day: dt.date, unit: str) -> Period:
    """The calendar unit (TIMEX2 code) that holds `day`."""
    if unit in ("W", "F"):
        return of_week(day)
    if unit == "WE":
        return of_weekend(day)
    if unit == "MO":
        return of_month(day.year, day.month)
    if unit == "Q":
        return of_piece(day.year, "Q", (day.month + 2) // 3)
    if unit == "Y":
        return of_year(day.year)
    if unit == "DE":
        return of_decade(day.year)
    if unit == "CE":
        return of_century((day.year - 1) // 100 + 1)
    return of_date(day)


def joined(low: Period, high: Period) -> Period:
    """The range from one period to another; the days are unknown where an end is."""
    timex = f"{low.timex}/{high.timex}"
    first, last = low.first, high.last
    if first and last and first > last:
        first = last = None
    return Period(first, last, Precision.RANGE, timex, high.year, None)


def with_clock(period: Period, clock: str, precision: Precision) -> Period:
    """A day with a time of day: the days stay, the TIMEX2 value gains "T…"."""
    base = period.timex if "T" not in period.timex else period.timex.split("T")[0]
    base = base if base.count("-") == 2 else f"{base}-XX" if base.count("-") == 1 else base
    return replace(period, timex=f"{base}T{clock}", precision=precision)


def easter(year: int) -> dt.date:
    """Western Easter Sunday by the Gregorian computus."""
    golden, century = year % 19, year // 100
    correction = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = correction - correction // 28 * (1 - 29 // (correction + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return dt.date(year, month, offset + 28 - 31 * (month // 4))


def hijri(year: int, month: int, day: int | None, days: int) -> tuple[dt.date, dt.date] | None:
    """The days of an Islamic month, or `days` days from `day`, that begin in a Gregorian year.

    Umm al-Qura calendar; a sighting of the moon may differ by a day. None outside its tables.
    """
    from hijridate import Gregorian, Hijri

    try:
        start = Gregorian(year, 1, 1).to_hijri().year
        for lunar in (start, start + 1):
            begin = Hijri(lunar, month, day or 1)
            first = dt.date.fromisoformat(begin.to_gregorian().isoformat())
            if first.year == year:
                length = days if day else begin.month_length()
                return first, first + (length - 1) * DAY
    except (OverflowError, ValueError):
        return None
    return None
