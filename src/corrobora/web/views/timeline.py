"""When it happened: a bar a month, or a bar a year where there are many months."""

from corrobora.model import Record
from corrobora.web import words

WIDTH, HEIGHT = 960, 120
_FLOOR, _TOP = 92, 14


class Bar(Record, frozen=True, kw_only=True):
    """A bar, and the days that it stands for."""

    x: float
    y: float
    width: float
    height: float
    n: int
    name: str
    after: str
    before: str
    label: str


class Timeline(Record, frozen=True, kw_only=True):
    """The bars of a period."""

    bars: tuple[Bar, ...]
    unit: str


# More months than this would be thinner than a finger.
_MONTHS = 60


def timeline(months: list[tuple[int, int]]) -> Timeline | None:
    """The timeline of incidents by month, None where none has a date."""
    if not months:
        return None
    by_year = months[-1][0] - months[0][0] >= _MONTHS
    counts: dict[int, int] = {}
    for month, n in months:
        key = month // 12 if by_year else month
        counts[key] = counts.get(key, 0) + n
    first, last = min(counts), max(counts)
    step = WIDTH / (last - first + 1)
    step = min(step, 60)
    most = max(counts.values())
    every = max(1, round(46 / step))
    bars = []
    for key, n in sorted(counts.items()):
        height = round(n / most * (_FLOOR - _TOP - 14), 1)
        year, month = (key, 0) if by_year else divmod(key, 12)
        begin = f"{year:04}-{month + 1:02}-01"
        end = f"{year:04}-12-31" if by_year else _last_day(year, month + 1)
        name = f"{year}" if by_year else f"{words.MONTHS[month]} {year}"
        shown = (key - first) % every == 0
        label = (f"{year}" if by_year else f"{words.MONTHS[month][:3]} {year}") if shown else ""
        bars.append(
            Bar(
                x=round((key - first) * step, 1),
                y=round(_FLOOR - height, 1),
                width=round(max(step - 3, 1.5), 1),
                height=height,
                n=n,
                name=name,
                after=begin,
                before=end,
                label=label,
            )
        )
    return Timeline(bars=tuple(bars), unit="year" if by_year else "month")


def _last_day(year: int, month: int) -> str:
    import calendar

    return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]:02}"
