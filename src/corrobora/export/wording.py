"""Values as short plain words, the same in tables, exports and explanations."""

import datetime as dt
from collections.abc import Iterable

from corrobora.assemble.answers import TollAnswer
from corrobora.link.names import fold
from corrobora.model import Attribution, Claim, Speaker
from corrobora.values import (
    ActorRef,
    AnyValue,
    Category,
    Place,
    Quantity,
    Text,
    Toll,
    When,
)

_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def value_words(value: AnyValue) -> str:
    """A value in words: "12 or more killed", "2015-10-03", "Kunduz, AF"."""
    if isinstance(value, Category):
        return kind_words(value.code)
    if isinstance(value, ActorRef):
        return value.name
    if isinstance(value, Place):
        return place_words(value)
    if isinstance(value, When):
        return time_words(value)
    if isinstance(value, Toll):
        group = f" ({value.group})" if value.group else ""
        return f"{bounds_words(value.low, value.high)} {value.outcome.value}{group}"
    if isinstance(value, Quantity):
        return f"{bounds_words(value.low, value.high)}: {value.what}"
    if isinstance(value, Text):
        return value.text
    raise TypeError(f"no value: {value!r}")


def kind_words(code: str) -> str:
    """A code of the codebook as words."""
    return code.replace("_", " ")


def place_words(place: Place) -> str:
    """A place as the text names it, with the country, and the relation unless the name says it."""
    related = bool(place.relation) and str(place.relation) not in fold(place.name).split()
    name = f"{place.relation} {place.name}" if related else place.name
    return f"{name}, {place.country}" if place.country else name


def time_words(time: When) -> str:
    """A time no finer than it is known: a day, a month, a year, a range, or an open bound."""
    first, last = time.first, time.last
    if first and last:
        return _between(first, last)
    if first:
        return f"from {first.isoformat()}"
    if last:
        return f"until {last.isoformat()}"
    return _MONTHS[time.month - 1] if time.month else "no date"


def _between(first: dt.date, last: dt.date) -> str:
    if first == last:
        return first.isoformat()
    after = last + dt.timedelta(days=1) if last < dt.date.max else last
    if first.day == 1 and after.day == 1:
        if (first.year, first.month) == (last.year, last.month):
            return f"{first:%Y-%m}"
        if first.month == 1 and last.month == 12 and first.year == last.year:
            return f"{first:%Y}"
    return f"{first.isoformat()} to {last.isoformat()}"


def bounds_words(low: int | None, high: int | None) -> str:
    """Bounds of a count: "12", "12–17", "12+", "up to 17", or "unknown"."""
    if low is None and high is None:
        return "unknown"
    if high is None:
        return f"{low}+"
    if low is None or (low == 0 and high > 0):
        return f"up to {high}"
    return str(low) if low == high else f"{low}–{high}"


def toll_words(toll: TollAnswer) -> str:
    """The span of an answer: "12–17", "12+", "12–17+", "0"; "" where nobody says."""
    if toll.low is None or toll.largest is None:
        return ""
    span = f"{toll.low}" if toll.low == toll.largest else f"{toll.low}–{toll.largest}"
    return f"{span}+" if toll.high is None else span


def speaker_words(said: Attribution) -> str:
    """The chain of speakers, nearest first: "police, quoted by AFP"; "" for the own voice."""
    return ", quoted by ".join(speaker.name for speaker in said.speakers)


def voices_words(said: Attribution) -> str:
    """The chain of speakers with what each is: "the army (military, an authority, a party)"."""
    return ", quoted by ".join(_voice(speaker) for speaker in said.speakers)


def _voice(speaker: Speaker) -> str:
    about = [kind_words(speaker.kind.value)]
    about += ["an authority"] if speaker.authority else []
    about += ["a party to it"] if speaker.party else []
    return f"{speaker.name} ({', '.join(about)})"


def responsibility_words(claim: Claim) -> str:
    """Who is said to have done it, and how: "the army (denied)"; "" for other claims."""
    how = claim.answerability
    return f"{value_words(claim.value)} ({how.value})" if how else ""


def numbered(number: int, one: str, many: str) -> str:
    """ "1 report", "3 reports"."""
    return f"{number} {one if number == 1 else many}"


def listed(words: Iterable[str]) -> str:
    """Several values in one cell, each once."""
    return "; ".join(dict.fromkeys(word for word in words if word))
