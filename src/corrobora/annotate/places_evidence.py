"""What a document's other places say for a bearer of a name: countries, units, nearness, chains."""

import functools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corrobora.annotate.gazetteer import Entry, Kind
from corrobora.annotate.places_bearers import contains

# Log-odds, fitted by hand on the visible part of two toponym sets and read for sense.
COUNTRY_SHARE = 1.3
ADMIN1_SHARE = 0.9
ADMIN2_MASS = 1.0
NEARNESS = 0.9
COUNTRY_LEAST = -1.5
ADMIN1_LEAST = -4.0
SIBLING = 0.8
CONTAINED = 7.0
BESIDE_UNIT = 1.5
BESIDE_COUNTRY = 1.0


# Above this probability a name is not weighed again.
SETTLED = 0.999


@dataclass(slots=True)
class Query:
    """A name to resolve: where it stands and what the words around it say of it.

    `containers` are the indices of queries that should contain it (a chain), `beside` those of
    the same passage, `hints` countries that the words beside it name ("the Syrian town of"),
    `kind` the kind that a word gives it.
    """

    name: str
    kind: str | None = None
    containers: list[int] = field(default_factory=list)
    hints: tuple[str, ...] = ()
    beside: list[int] = field(default_factory=list)
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Context:
    """What else the document offers: nationalities by country, the country of its address, and
    the letters of the address and publisher, in which a home town may stand.
    """

    nationalities: dict[str, float]
    home_country: str | None = None
    home_letters: str = ""


@dataclass(slots=True)
class Sense:
    """All queries of one document with one name and kind: one name, one place."""

    name: str
    queries: list[int]
    candidates: tuple[Entry, ...]
    base: list[float]
    share: list[float]
    weight: float
    supported: bool = False
    mass: "_Mass | None" = None
    units: dict[str, float] = field(default_factory=dict)

    @property
    def settled(self) -> bool:
        """Whether no further evidence is likely to change the answer."""
        return bool(self.share) and max(self.share) > SETTLED

    def take(self, share: list[float]) -> None:
        """Set the candidates' probabilities, and what follows from them."""
        self.share = share
        self.mass, self.units = _mass(self), _units(self)


_Cell = tuple[int, int]


class World:
    """Where the document's places lie, by country, unit and square degree."""

    def __init__(self, senses: Sequence[Sense], context: Context) -> None:
        self.country: dict[str, float] = defaultdict(float)
        self.admin1: dict[str, float] = defaultdict(float)
        self.admin2: dict[str, float] = defaultdict(float)
        self.units: dict[str, float] = defaultdict(float)
        self.cell: dict[_Cell, float] = defaultdict(float)
        self.own: dict[int, _Mass] = {}
        for code, weight in context.nationalities.items():
            self.country[code] += weight
        if context.home_country:
            self.country[context.home_country] += 1.5
        for sense in senses:
            own = sense.mass or _mass(sense)
            self.own[id(sense)] = own
            for whole, part in zip((self.country, self.admin1, self.admin2), own[:3], strict=True):
                for key, mass in part.items():
                    whole[key] += mass
            for cell, mass in own[3].items():
                self.cell[cell] += mass
            for code, mass in sense.units.items():
                self.units[code] += mass

    def support(self, sense: Sense) -> list[float]:
        """What the other places say for each candidate of `sense`, as log-odds."""
        own_country, own_admin1, own_admin2, own_cell = self.own[id(sense)]
        own_units = sense.units
        total = sum(self.country.values()) - sum(own_country.values())
        if total <= 0.05:
            return [0.0] * len(sense.candidates)
        units = sum(self.admin1.values()) - sum(own_admin1.values())
        found = []
        for entry in sense.candidates:
            score = 0.0
            if entry.country:
                mass = self.country.get(entry.country, 0.0) - own_country.get(entry.country, 0.0)
                score += COUNTRY_SHARE * _log_share(mass, total)
            else:
                score += COUNTRY_SHARE * _log_share(0.4 * total, total)
            unit = entry.id if entry.kind is Kind.ADMIN1 else entry.admin1
            if unit is not None and units > 0.05:
                mass = self.admin1.get(unit, 0.0) - own_admin1.get(unit, 0.0)
                score += ADMIN1_SHARE * _log_share(mass, units)
            elif units > 0.05:
                score += ADMIN1_SHARE * _log_share(0.3 * units, units)
            if entry.kind is Kind.COUNTRY:
                # Reports name far countries freely; silence about one says little against it.
                score = max(score, COUNTRY_LEAST)
            elif entry.kind is Kind.ADMIN1:
                # Units of one country are named in rows: "Alabama, Georgia and Ohio".
                siblings = self.units.get(entry.country, 0.0) - own_units.get(entry.country, 0.0)
                score = max(score, ADMIN1_LEAST) + SIBLING * math.log1p(max(0.0, siblings))
            second = entry.id if entry.kind is Kind.ADMIN2 else entry.admin2
            if second is not None:
                mass = self.admin2.get(second, 0.0) - own_admin2.get(second, 0.0)
                score += ADMIN2_MASS * math.log1p(4 * max(0.0, mass))
            if entry.kind in (Kind.PLACE, Kind.ADMIN2):
                near = 0.0
                for cell in _around(entry):
                    near += self.cell.get(cell, 0.0) - own_cell.get(cell, 0.0)
                score += NEARNESS * math.log1p(4 * max(0.0, near))
            found.append(score)
        return found


def _log_share(mass: float, total: float) -> float:
    # With one other place known the floor is high; with many, silence about a country is telling.
    floor = 0.25 / (1 + total)
    return math.log((max(0.0, mass) / total) * (1 - floor) + floor)


def _cell(entry: Entry) -> _Cell:
    return math.floor(entry.latitude), math.floor(entry.longitude)


@functools.lru_cache(maxsize=65536)
def _around_cell(latitude: int, longitude: int) -> tuple[_Cell, ...]:
    return tuple((latitude + i, longitude + j) for i in (-1, 0, 1) for j in (-1, 0, 1))


def _around(entry: Entry) -> tuple[_Cell, ...]:
    return _around_cell(math.floor(entry.latitude), math.floor(entry.longitude))


def _units(sense: Sense) -> dict[str, float]:
    """The mass of a sense on first-level units, by country."""
    found: dict[str, float] = defaultdict(float)
    for entry, share in zip(sense.candidates, sense.share, strict=True):
        if entry.kind is Kind.ADMIN1 and share > 0.01:
            found[entry.country] += share
    return found


_Mass = tuple[dict[str, float], dict[str, float], dict[str, float], dict[_Cell, float]]


def _mass(sense: Sense) -> _Mass:
    country: dict[str, float] = defaultdict(float)
    admin1: dict[str, float] = defaultdict(float)
    admin2: dict[str, float] = defaultdict(float)
    cell: dict[_Cell, float] = defaultdict(float)
    for entry, share in zip(sense.candidates, sense.share, strict=True):
        mass = share * sense.weight
        if mass < 0.002:
            continue
        if entry.country:
            country[entry.country] += mass
        unit = entry.id if entry.kind is Kind.ADMIN1 else entry.admin1
        if unit is not None:
            admin1[unit] += mass
        second = entry.id if entry.kind is Kind.ADMIN2 else entry.admin2
        if second is not None:
            admin2[second] += mass
        if entry.kind in (Kind.PLACE, Kind.ADMIN2):
            cell[_cell(entry)] += mass
    return country, admin1, admin2, cell


def chain_support(
    queries: Sequence[Query], senses: Sequence[Sense], sense_of: Sequence[int]
) -> list[list[float]]:
    """What chains say: for the contained, and for the containers by what they would contain."""
    support = [[0.0] * len(sense.candidates) for sense in senses]
    done: set[tuple[int, int]] = set()
    for at, query in enumerate(queries):
        _beside_support(query, senses, sense_of, support[sense_of[at]], senses[sense_of[at]])
        for outer_at in query.containers:
            pair = (sense_of[at], sense_of[outer_at])
            if pair in done or pair[0] == pair[1]:
                continue
            done.add(pair)
            inner, outer = senses[pair[0]], senses[pair[1]]
            strong = [
                (index, entry, share)
                for index, (entry, share) in enumerate(
                    zip(outer.candidates, outer.share, strict=True)
                )
                if share > 0.01
            ]
            held = [0.0] * len(outer.candidates)
            for index, entry in enumerate(inner.candidates):
                inside = 0.0
                for outer_index, container, share in strong:
                    if contains(container, entry):
                        inside += share
                        held[outer_index] += inner.share[index]
                support[pair[0]][index] += CONTAINED * min(1.0, inside)
            for outer_index, mass in enumerate(held):
                support[pair[1]][outer_index] += 0.5 * CONTAINED * min(1.0, mass)
    return support


def _beside_support(
    query: Query,
    senses: Sequence[Sense],
    sense_of: Sequence[int],
    support: list[float],
    inner: Sense,
) -> None:
    """Add to `support` what a unit named in the same passage says: it may contain the place."""
    units: dict[str, float] = {}
    for other in query.beside:
        outer = senses[sense_of[other]]
        if outer is inner:
            continue
        for entry, share in zip(outer.candidates, outer.share, strict=True):
            if share > 0.2 and entry.kind in (Kind.ADMIN1, Kind.ADMIN2, Kind.COUNTRY):
                key = entry.country if entry.kind is Kind.COUNTRY else entry.id
                units[key] = max(units.get(key, 0.0), share)
    if not units:
        return
    part = 1.0 / len(inner.queries)
    for index, entry in enumerate(inner.candidates):
        if entry.kind in (Kind.COUNTRY, Kind.ADMIN1):
            continue
        best = max(
            BESIDE_UNIT * units.get(entry.admin1 or "", 0.0),
            BESIDE_UNIT * units.get(entry.admin2 or "", 0.0),
            BESIDE_COUNTRY * units.get(entry.country, 0.0),
        )
        support[index] += part * best
