"""The day of publication: dates as people and pages write them, and the choice among them."""

import datetime as dt
import re
from collections.abc import Iterable

from corrobora.errors import InputError
from corrobora.model import DateCandidate

GIVEN = "given by the user"

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:[T ,]+\d{1,2}[:.h]\d{2}.{0,40})?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}})([-/.]?)([0-9]{{2}})\2([0-9]{{2}}){_TIME}", re.DOTALL)
_DAY_FIRST = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? )?([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]([A-Za-z]{{3,9}})\.?,?[ -]"
    rf"([0-9]{{4}}){_TIME}",
    re.DOTALL,
)
_MONTH_FIRST = re.compile(
    rf"(?:[A-Za-z]{{3,9}},? )?([A-Za-z]{{3,9}})\.? ([0-9]{{1,2}})(?:st|nd|rd|th)?,? ([0-9]{{4}})"
    rf"{_TIME}",
    re.DOTALL,
)
_NUMBERS = re.compile(r"[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{2,4}")
_LONGEST = 100


def day_of(written: str) -> dt.date:
    """The day that `written` names, as it stands there whatever the time zone.

    Raises InputError for what names no day, and for numbers whose order could be either.
    """
    words = " ".join(written.split())
    shown = words if len(words) <= 40 else words[:37] + "…"
    if len(words) <= _LONGEST:
        if match := _YEAR_FIRST.fullmatch(words):
            return _day(shown, int(match[1]), int(match[3]), int(match[4]))
        if match := _DAY_FIRST.fullmatch(words):
            return _day(shown, int(match[3]), _MONTHS.get(match[2].lower(), 0), int(match[1]))
        if match := _MONTH_FIRST.fullmatch(words):
            return _day(shown, int(match[3]), _MONTHS.get(match[1].lower(), 0), int(match[2]))
        if _NUMBERS.fullmatch(words):
            raise InputError(
                f"the date of publication “{shown}” could be read in two ways; "
                "write it as year-month-day"
            )
    raise _no_date(shown)


def _day(shown: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError as error:
        raise _no_date(shown) from error


def _no_date(shown: str) -> InputError:
    return InputError(f"the date of publication “{shown}” is no date; write it as year-month-day")


def chosen(
    given: dt.date | None, offered: Iterable[DateCandidate]
) -> tuple[dt.date | None, str | None]:
    """The date of publication and its grounds: the user's, else the first offered, else none."""
    if given is not None:
        return given, GIVEN
    best = next(iter(offered), None)
    return (best.date, best.grounds) if best else (None, None)
