"""A document's own time: the last times spoken of, and the years that they lend.

News binds partial dates to the day of publication; a narrative (an encyclopedia's article, a
history) to the date mentioned before.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from corrobora.annotate.times_grammar import Match, words
from corrobora.annotate.times_values import Period
from corrobora.annotate.tokens import Parsed
from corrobora.values import Precision

DAYS = (Precision.DAY, Precision.DAYPART)
COARSE = (Precision.YEAR, Precision.DECADE, Precision.CENTURY)
# A month this far before the last one spoken of is rather the next year's: "October … February".
_TURN_OF_YEAR = 8
# News: an undated day may lie this far ahead of publication's month and still be the past year's.
_FAR_MONTHS = 2
# A text is a narrative with this many years written out, nearly all before that of publication,
# and few words that count from publication. News features on a war name up to a dozen years.
_NARRATIVE_YEARS = 15
_NARRATIVE_YEARS_ALONE = 6
_NARRATIVE_SHARE = 0.8
_NARRATIVE_TODAY = 0.2
# A paragraph this short is a heading; the years in it date what follows.
HEADING = 90


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a match stands: sentence, paragraph, and whether its verb speaks of the future."""

    sentence: int
    paragraph: int
    ahead: Callable[[], bool]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """A match worked out: its period, the day it was counted from, and what sort of time it is.

    `parts` are the two ends of a range written as one ("12–13 May"), `clock` a time of day that
    may join a date beside it.
    """

    period: Period
    anchor: dt.date | None = None
    duration: bool = False
    repeated: bool = False
    clock: tuple[str, Precision] | None = None
    parts: tuple[Period, Period] | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """The last bound time of the text and where it stood; `dated`: its year stood in the text."""

    period: Period
    sentence: int
    paragraph: int
    dated: bool


@dataclass
class Story:
    """The walk through one document: its anchor, its kind, and the last times spoken of.

    `last` is the last bound time, `last_day` the last bound day, `line` the last one that moved
    the story on (no bare year in passing). `whole` holds the years of days that the text gives in
    full. `day_first` is how the document writes 03/04/2018, None until a date tells.
    """

    published: dt.date | None
    narrative: bool
    whole: dict[tuple[int, int], int] = field(default_factory=dict)
    last: Spoken | None = None
    last_day: Spoken | None = None
    line: Spoken | None = None
    day_first: bool | None = None

    def remember(self, match: Match, spot: Spot, bound: Bound) -> None:
        """Keep a bound time as the last one spoken of."""
        period = bound.period
        if period.year is None:
            return
        dated = match.has("year", "yy", "anyyear", "year3", "ofyear", "shift")
        spoken = Spoken(period, spot.sentence, spot.paragraph, dated)
        self.last = spoken
        if period.precision not in COARSE or spot.heading or self.line is None:
            start = bound.parts[0] if bound.parts and spot.heading else period
            if bound.parts is None or spot.heading or bound.period.month:
                self.line = Spoken(start, spot.sentence, spot.paragraph, dated)
        if period.precision in DAYS and period.first:
            self.last_day = spoken

    def year_for(self, month: int, day: int, spot: Spot, shift: str | None) -> int | None:
        """The year of a date given without one, None where nothing tells it."""
        base = self.published
        if shift in ("that", "same"):
            return self.story_year(month, spot)
        if shift is None and (month, day) in self.whole:
            return self.whole[month, day]
        if self.narrative and shift in (None, "following", "previous", "next", "this"):
            year = self.story_year(month, spot)
            if year is not None:
                return year
        if shift is None and (near := self._near(spot)) is not None:
            old = base is None or (near.period.year or 0) < base.year
            if old and near.period.precision is not Precision.RANGE:
                return self.story_year(month, spot)
        return None if base is None else self._near_publication(base, (month, day), spot, shift)

    def _near_publication(
        self, base: dt.date, there: tuple[int, int], spot: Spot, shift: str | None
    ) -> int:
        here = (base.month, base.day if there[1] else 0)
        if shift in ("last", "past", "previous"):
            return base.year if there < here else base.year - 1
        if shift in ("next", "coming", "upcoming", "following"):
            return base.year if there > here else base.year + 1
        if shift in ("this", "current"):
            return base.year
        if there <= here:
            far = base.month - there[0] >= _FAR_MONTHS
            return base.year + (1 if far and spot.ahead() else 0)
        return base.year if spot.ahead() else base.year - 1

    def _near(self, spot: Spot) -> Spoken | None:
        """The last dated time if it stands in this sentence or the one before, same paragraph."""
        last = self.last
        if last is None or last.paragraph != spot.paragraph or not last.dated:
            return None
        reach = 0 if last.period.precision in COARSE else 1
        return last if spot.sentence - last.sentence <= reach else None

    def story_year(self, month: int, spot: Spot) -> int | None:
        """The year that the story has come to, turned where the month says so."""
        base = self.line
        if self.last is not None and (base is None or self.last.sentence == spot.sentence):
            base = self.last
        if base is None or base.period.year is None:
            return None
        year, then = base.period.year, base.period.month
        if then is not None and month - then <= -_TURN_OF_YEAR:
            year += 1
        elif then is not None and month - then >= 11:
            year -= 1
        return year or None

    def of_year(self, phrase: str) -> int | None:
        """The year of "of that year", "last year", "the following year" after a partial date."""
        story = self.last.period.year if self.last else None
        here = self.published.year if self.published else None
        if "that" in phrase or "same" in phrase:
            return story
        if "the following" in phrase or "the next" in phrase:
            return None if story is None else story + 1
        if "previous" in phrase:
            return None if story is None else story - 1
        base = story if self.narrative and story is not None else here
        if base is None:
            return None
        return base + (-1 if "last" in phrase else 1 if "next" in phrase else 0)

    def anchor(self, shift: str | None) -> dt.date | None:
        """The day that a partial date was bound by."""
        if self.narrative and shift != "last" and self.last is not None:
            return self.last.period.first
        return self.published

    def year_here(self) -> int | None:
        """The year that "the second quarter" belongs to."""
        if self.narrative or self.published is None:
            return self.last.period.year if self.last else None
        return self.published.year

    def day_before(self, spot: Spot, *, back: bool, unit: str) -> dt.date | None:
        """The day of the text's last time to count from, None where it is not fine enough."""
        last = self.last
        if unit == "D" and self.last_day is not None:
            same = self.last_day.paragraph >= spot.paragraph - 1
            last = self.last_day if same or self.narrative else None
        if last is None or last.period.first is None or last.period.last is None:
            return None
        fine = last.period.precision in (*DAYS, Precision.RANGE)
        if unit in ("D", "W", "F") and not fine:
            return None
        if unit == "MO" and last.period.precision in COARSE:
            return None
        if not self.narrative and last.paragraph < spot.paragraph - 1:
            return None
        return last.period.first if back else last.period.last

    def near_story(self, spot: Spot) -> Spoken | None:
        """The last time spoken of in the same paragraph."""
        last = self.last
        return last if last and last.paragraph == spot.paragraph else None


def is_narrative(parsed: Parsed, matches: list[Match], published: dt.date | None) -> bool:
    """Whether the text tells of times long past in their own time, as histories do."""
    years = [int(match.words["year"]) for match in matches if match.words.get("year", "").isdigit()]
    ancient = sum("anyyear" in match.words for match in matches)
    today = sum(
        match.rule.reading in ("deictic", "overnight", "weekend")
        or match.words.get("direction") == "ago"
        or ("weekday" in match.words and "year" not in match.words and "month" not in match.words)
        or (match.rule.reading == "unit" and match.words.get("shift") in ("last", "this", "next"))
        for match in matches
    )
    dated = len(years) + ancient
    if today * 2 <= dated and _has_year_headings(parsed, matches):
        return True
    least = _NARRATIVE_YEARS if today else _NARRATIVE_YEARS_ALONE
    if dated < least or today > _NARRATIVE_TODAY * dated:
        return False
    if published is None:
        return True
    past = ancient + sum(year < published.year for year in years)
    return past >= _NARRATIVE_SHARE * dated


def _has_year_headings(parsed: Parsed, matches: list[Match]) -> bool:
    """Whether a paragraph of the text is a year alone, as in chronicles."""
    blocks = {(block.start, block.end) for block in parsed.paragraphs}
    return any(
        match.has("year") and not match.has("month", "day") and (match.start, match.end) in blocks
        for match in matches
    )


def whole_days(matches: list[Match]) -> dict[tuple[int, int], int]:
    """Month and day -> year of the days that the text gives in full, if it gives one year alone."""
    found: dict[tuple[int, int], set[int]] = {}
    for match in matches:
        if match.has("month") and match.has("day") and match.has("year") and not match.has("bc"):
            key = words("month")[match.words["month"]], int(match.words["day"])
            found.setdefault(key, set()).add(int(match.words["year"]))
    return {key: min(years) for key, years in found.items() if len(years) == 1}
