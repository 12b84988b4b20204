"""Charts as numbers for templates to draw: no script, no style, every mark with its claim."""

import datetime as dt
from collections.abc import Mapping

from corrobora.assemble.answers import TollAnswer
from corrobora.link.names import fold
from corrobora.model import Document, Record
from corrobora.web import words
from corrobora.web.views.incident import superseded
from corrobora.web.views.spans import anchor

WIDTH, HEIGHT = 720, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 80, 16, 34


class Point(Record, frozen=True, kw_only=True):
    """A statement: where its low bound lies, and its high bound where it has one."""

    x: float
    y: float
    top: float | None
    open: bool
    number: str
    speaker: str
    date: str
    report: str
    at: str
    past: bool


class History(Record, frozen=True, kw_only=True):
    """What was said of a toll, by date of report and speaker."""

    outcome: str
    points: tuple[Point, ...]
    undated: int
    ticks: tuple[tuple[float, str], ...]
    days: tuple[tuple[float, str], ...]
    lines: tuple[str, ...]
    best: float | None
    best_words: str


def history(
    toll: TollAnswer, documents: Mapping[str, Document], letters: Mapping[str, str]
) -> History | None:
    """The history of a toll, None where no statement has a date."""
    dated = []
    for one in toll.statements:
        document = documents.get(one.document_id)
        if document is not None and document.published is not None:
            dated.append((document.published, one))
    if not dated:
        return None
    dated.sort(key=lambda pair: (pair[0], pair[1].claims[0].spans[0].start))
    top = max(max(one.high or 0, one.low or 0) for _, one in dated) or 1
    first, last = dated[0][0], dated[-1][0]

    def x(day: dt.date) -> float:
        share = (day - first).days / max(1, (last - first).days)
        return round(_LEFT + 12 + share * (WIDTH - _LEFT - _RIGHT - 24), 1)

    def y(number: int) -> float:
        return round(HEIGHT - _BOTTOM - number / (top * 1.1) * (HEIGHT - _TOP - _BOTTOM), 1)

    past = superseded(toll, documents)
    points = []
    by_speaker: dict[str, list[tuple[float, float]]] = {}
    for at, (day, one) in enumerate(dated):
        low = one.low or 0
        across = x(day) + 7 * sum(1 for before, _ in dated[:at] if before == day)
        by_speaker.setdefault(fold(one.speaker), []).append((across, y(low)))
        points.append(
            Point(
                x=across,
                y=y(low),
                top=y(one.high) if one.high is not None and one.high != low else None,
                open=one.high is None,
                number=words.bounds(one.low, one.high),
                speaker=one.speaker or "the report’s own voice",
                date=words.day(day),
                report=letters.get(one.document_id, ""),
                at=anchor(letters.get(one.document_id, ""), one.claims[0]),
                past=one.claims[0].id in past,
            )
        )
    lines = [
        " ".join(f"{px},{py}" for px, py in path)
        for speaker, path in by_speaker.items()
        if speaker and len(path) > 1
    ]
    return History(
        outcome=toll.outcome.value,
        points=tuple(points),
        undated=len(toll.statements) - len(dated),
        ticks=tuple((y(tick), f"{tick:,}") for tick in _ticks(top)),
        days=tuple((x(day), words.day(day)) for day in _few(sorted({day for day, _ in dated}))),
        lines=tuple(lines),
        best=y(toll.best) if toll.best is not None else None,
        best_words="" if toll.best is None else f"{toll.best:,}",
    )


def _ticks(top: int) -> list[int]:
    step = 1
    while top / step > 5:
        step *= 5 if str(step)[0] == "1" else 2
    return list(range(0, top + 1, step))


def _few(days: list[dt.date]) -> list[dt.date]:
    return days if len(days) < 4 else [days[0], days[-1]]
