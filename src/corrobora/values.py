"""What a claim can say: categories, actors, places, times, tolls, quantities, words.

Every value keeps the text's own precision: a bound that the text leaves open is None, and nothing
is rounded to a point.
"""

import datetime as dt
import math
from enum import StrEnum

import msgspec

from corrobora.errors import RecordError

# The mean radius of the earth.
_EARTH_KM = 6371.0


class Stance(StrEnum):
    """How firmly the text says it. It is the text's certainty, never the program's."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    DENIED = "denied"


class Stage(StrEnum):
    """How far the act had come, as the text tells it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    ATTEMPTED = "attempted"
    PLANNED = "planned"
    THREATENED = "threatened"


class Outcome(StrEnum):
    """What befell the people that a toll counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    RELEASED = "released"


class ActorKind(StrEnum):
    """What an actor is; the last six are for those acted on."""

    STATE_FORCE = "state_force"
    REBEL = "rebel"
    MILITIA = "militia"
    TERRORIST = "terrorist"
    POLICE = "police"
    GOVERNMENT = "government"
    CIVILIAN = "civilian"
    CRIMINAL = "criminal"
    COALITION = "coalition"
    UNKNOWN = "unknown"
    MILITARY = "military"
    JOURNALIST = "journalist"
    AID_WORKER = "aid_worker"
    PRISONER = "prisoner"
    CHILD = "child"
    FIGHTER = "fighter"
    OBJECT = "object"


class Precision(StrEnum):
    """The unit in which the text gives a time."""

    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    RANGE = "range"
    UNKNOWN = "unknown"


class Value(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="type"
):
    """Any value of a claim; the subclasses are told apart by the field `type`."""


class Category(Value, frozen=True, kw_only=True, tag="category"):
    """A code of the codebook, such as the kind of an event or the type of an actor."""

    code: str


class ActorRef(Value, frozen=True, kw_only=True, tag="actor"):
    """An actor of the same document: the name at its fullest, and the actor's subject if known."""

    name: str
    kind: ActorKind = ActorKind.UNKNOWN
    actor: str | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RecordError("an actor has no name")


class PlaceCandidate(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One bearer of a place's name in the gazetteer; `score` is in 0..1, the best first."""

    id: str
    name: str
    country: str
    latitude: float
    longitude: float
    score: float
    admin1: str | None = None
    admin2: str | None = None
    feature: str | None = None

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise RecordError(f"no place on earth: {self.latitude}, {self.longitude}")
        if not 0 <= self.score <= 1:
            raise RecordError(f"a candidate's score is in 0..1, not {self.score}")


class Place(Value, frozen=True, kw_only=True, tag="place"):
    """A named place with its gazetteer candidates, best first; none found is an empty tuple.

    `relation` is "near", "outside", "between" … where the text puts the event not in the place
    itself. `country` is ISO 3166 alpha-2 where the text or the candidates leave no doubt.
    `radius_km` says how far off the best candidate's point may be.
    """

    name: str
    relation: str | None = None
    country: str | None = None
    candidates: tuple[PlaceCandidate, ...] = ()
    precision: int | None = None
    radius_km: float | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RecordError("a place has no name")


class When(Value, frozen=True, kw_only=True, tag="when"):
    """The days that the words allow, `first` and `last` inclusive; an open bound is None.

    `month` is 1..12 where the month is known and the year is not. `anchor` is the day that a
    relative time was counted from; None means that the words needed none.
    """

    first: dt.date | None = None
    last: dt.date | None = None
    month: int | None = None
    precision: Precision = Precision.UNKNOWN
    anchor: dt.date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise RecordError(f"a time ends before it begins: {self.first} … {self.last}")
        if self.month is not None and not 1 <= self.month <= 12:
            raise RecordError(f"a month is in 1..12, not {self.month}")


def _check_bounds(low: int | None, high: int | None) -> None:
    if low is not None and low < 0:
        raise RecordError(f"a count is never negative: {low}")
    if low is not None and high is not None and low > high:
        raise RecordError(f"a count's low bound {low} is above its high bound {high}")


class Toll(Value, frozen=True, kw_only=True, tag="toll"):
    """How many people of a group met an outcome in one event; `high` None is "or more"."""

    outcome: Outcome
    low: int | None
    high: int | None
    group: str | None = None
    group_kind: ActorKind | None = None

    def __post_init__(self) -> None:
        _check_bounds(self.low, self.high)


class Quantity(Value, frozen=True, kw_only=True, tag="quantity"):
    """A number about people that belongs to no one event; `what` says whom or what it counts."""

    low: int | None
    high: int | None
    what: str

    def __post_init__(self) -> None:
        _check_bounds(self.low, self.high)


class Text(Value, frozen=True, kw_only=True, tag="text"):
    """The words themselves, where no finer value fits: a weapon, a rank, an age as written."""

    text: str


def distance_km(latitude: float, longitude: float, to: tuple[float, float]) -> float:
    """The distance of a point from another, `to`, along the surface of the earth (haversine)."""
    a, b = math.radians(latitude), math.radians(to[0])
    across = math.radians(to[1] - longitude) / 2
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(across) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


AnyValue = Category | ActorRef | Place | When | Toll | Quantity | Text
