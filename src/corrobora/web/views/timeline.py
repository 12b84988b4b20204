"""When it happened: a bar a month, or a bar a year where there are many months.

A few incidents far before all others stand in one bar of their own, so that they do not press the
others flat; what has no date stands in a hatched one. Every bar leads to what it counts.
"""

import calendar
from collections.abc import Mapping

from msgspec import structs

from corrobora.model import Record
from corrobora.web import words

WIDTH, HEIGHT = 960, 120
_FLOOR, _TOP = 92, 14

# More months than this would be thinner than a finger.
_MONTHS = 60
# The share of incidents that may stand in the bar of what was earlier.
_EARLIER = 0.05
# The room of the bars at either end.
_END = 84


class Bar(Record, frozen=True, kw_only=True):
    """A bar, and the days that it stands for; `hatched` stands for what has no date."""

    x: float
    y: float
    width: float
    height: float
    n: int
    name: str
    after: str = ""
    before: str = ""
    label: str = ""
    hatched: bool = False


class Timeline(Record, frozen=True, kw_only=True):
    """The bars of a period."""

    bars: tuple[Bar, ...]
    unit: str


def timeline(months: list[tuple[int, int]], undated: int = 0) -> Timeline | None:
    """The timeline of incidents by month, None where none has a date."""
    if not months:
        return None
    kept, earlier = _parted(months)
    by_year = kept[-1][0] - kept[0][0] >= _MONTHS
    counts: dict[int, int] = {}
    for month, n in kept:
        key = month // 12 if by_year else month
        counts[key] = counts.get(key, 0) + n
    most = max(counts.values())
    left = _END if earlier else 0
    right = WIDTH - (_END if undated else 0)
    bars = _dated(counts, by_year, (left, right))
    if earlier:
        year = kept[0][0] // 12
        name, until = f"before {year}", f"{year - 1:04}-12-31"
        bar = _bar((0, _END - 20), earlier, most, name=name)
        bars.insert(0, structs.replace(bar, before=until, label=name))
    if undated:
        bar = _bar((right + 12, _END - 14), undated, most, name="no date")
        bars.append(structs.replace(bar, label="no date", hatched=True))
    return Timeline(bars=tuple(bars), unit="year" if by_year else "month")


def _parted(months: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], int]:
    """The months to be drawn each in its place, and how many incidents are in years before.

    Few incidents are set apart, and only where the rest then fills half the room or less.
    """
    total = sum(n for _, n in months)
    before = best = 0
    for at, (month, n) in enumerate(months[:-1]):
        before += n
        if before > max(1, total * _EARLIER):
            break
        span, rest = (months[-1][0] - months[begin][0] for begin in (best, at + 1))
        ends_a_year = months[at + 1][0] // 12 > month // 12
        if ends_a_year and span > 2 * _MONTHS and rest <= span / 2:
            best = at + 1
    return months[best:], sum(n for _, n in months[:best])


def _dated(counts: Mapping[int, int], by_year: bool, room: tuple[float, float]) -> list[Bar]:
    first, last = min(counts), max(counts)
    step = min((room[1] - room[0]) / (last - first + 1), 60)
    most = max(counts.values())
    every = max(1, round(56 / step))
    bars = []
    for key, n in sorted(counts.items()):
        year, month = (key, 0) if by_year else divmod(key, 12)
        begin = f"{year:04}-{month + 1:02}-01"
        end = f"{year:04}-12-31" if by_year else _last_day(year, month + 1)
        x = room[0] + (key - first) * step
        name = f"{year}" if by_year else f"{words.MONTHS[month]} {year}"
        short = f"{year}" if by_year else f"{words.MONTHS[month][:3]} {year}"
        # A label at the very edge would be cut off.
        shown = (key - first) % every == 0 and x <= WIDTH - 48
        bar = _bar((x, max(step - 3, 1.5)), n, most, name=name)
        label = short if shown else ""
        bars.append(structs.replace(bar, after=begin, before=end, label=label))
    return bars


def _bar(place: tuple[float, float], n: int, most: int, *, name: str) -> Bar:
    height = round(min(1.0, n / most) * (_FLOOR - _TOP - 14), 1)
    return Bar(
        x=round(place[0], 1),
        y=round(_FLOOR - height, 1),
        width=round(place[1], 1),
        height=height,
        n=n,
        name=name,
    )


def _last_day(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
