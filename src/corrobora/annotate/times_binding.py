"""From a match of the grammar to what it means in its document: one reader a kind of expression."""

from collections.abc import Callable

from corrobora.annotate import times_dates, times_near, times_relative
from corrobora.annotate.times_grammar import Match
from corrobora.annotate.times_story import Bound, Spot, Story

READERS: dict[str, Callable[[Story, Match, Spot], Bound | None]] = {
    "date": times_dates.date,
    "slashed": times_dates.slashed,
    "years": times_dates.years,
    "century": times_dates.century,
    "decade": times_dates.decade,
    "feast": times_dates.feast,
    "oldyear": times_dates.oldyear,
    "deictic": times_near.deictic,
    "overnight": times_near.overnight,
    "dayparts": times_near.dayparts,
    "clock": times_near.clock,
    "weekend": times_near.weekend,
    "away": times_relative.away,
    "window": times_relative.window,
    "unit": times_relative.unit_of,
    "then": times_relative.then,
    "period": times_relative.period,
    "repeated": times_relative.repeated,
    "length": times_relative.length,
    "vague": times_relative.vague,
}


def read(story: Story, match: Match, spot: Spot) -> Bound | None:
    """The match worked out at its place in the text, None where it is no time after all."""
    bound = READERS[match.rule.reading](story, match, spot)
    if bound is not None and not bound.duration and not bound.repeated:
        story.remember(match, spot, bound)
    return bound
