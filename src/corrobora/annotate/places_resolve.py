"""Which bearer of a name a text means: candidates scored by what else the document names.

Evidence, strongest first: a chain ("Manbij, northern Syria"), a word of kind ("province"), the
countries and units of the document's other places, their nearness, nationalities, the address the
report came from. Population speaks softly, and alone it leaves the score low.
"""

import functools
import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from corrobora.annotate.gazetteer import Entry, Gazetteer, Kind, Match
from corrobora.annotate.gazetteer.names import fold
from corrobora.annotate.places_words import words

MOST_CANDIDATES = 30
UNIT_KINDS = frozenset(("country", "admin1", "admin2", "place"))
ROUNDS = 4

# Log-odds, fitted by hand on the visible part of two toponym sets and read for sense.
MATCH = {Match.MAIN: 0.0, Match.OTHER: -1.2, Match.LIKELY: -3.0}
KIND = {
    Kind.COUNTRY: 3.5,
    Kind.REGION: 2.5,
    Kind.ADMIN1: 1.0,
    Kind.PLACE: 0.0,
    Kind.ADMIN2: -1.0,
}
POPULATION = 0.45
OTHER_PEOPLE = 0.7
CAPITAL = 1.5
NAMESAKE = 2.5
SEAT = 1.0
KIND_WORD = 3.0
KIND_WORD_AGAINST = -2.0
COUNTRY_SHARE = 1.3
ADMIN1_SHARE = 0.9
ADMIN2_MASS = 1.0
NEARNESS = 0.9
COUNTRY_LEAST = -1.5
ADMIN1_LEAST = -4.0
SIBLING = 0.8
CONTAINED = 7.0
HINTED = 3.0
BESIDE_UNIT = 1.5
BESIDE_COUNTRY = 1.0
# What a score of pure prior is multiplied by: nothing in the text speaks for the bearer.
UNSUPPORTED = 0.6
# A likely transliteration is trusted half, an unknown name's container nearly as much as it is.
LIKELY_TRUST = 0.5
FALLBACK = 0.9


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


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its probability; `within` marks the container of an unknown name."""

    entry: Entry
    score: float
    within: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """The candidates of each query, best first, scores summing to at most 1.

    `supported` tells whether anything but the gazetteer itself speaks for a query's candidates;
    `countries` holds each country's share of the document's places.
    """

    answers: list[tuple[Scored, ...]]
    supported: list[bool]
    countries: dict[str, float]
    mass: float


@dataclass(slots=True)
class _Sense:
    """All queries of one document with one name and kind: one name, one place."""

    name: str
    queries: list[int]
    candidates: tuple[Entry, ...]
    base: list[float]
    share: list[float]
    weight: float
    supported: bool = False


def distance_km(one: Entry, other: Entry) -> float:
    """The great-circle distance of two entries' points."""
    return distance(one.latitude, one.longitude, other.latitude, other.longitude)


def distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance in km."""
    a, b = math.radians(lat1), math.radians(lat2)
    half = math.radians(lon2 - lon1) / 2
    root = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(half) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(root)))


def bearers(name: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """All that `name` may mean: abbreviation, nationality, name, name without its kind, likely."""
    table = words()
    code = table.abbreviations.get(name)
    if code:
        entry = gazetteer.by_code(code)
        if entry is not None:
            return (entry,)
    folded = fold(name)
    nations = table.demonyms.get(folded)
    if nations:
        entries = [gazetteer.by_code(nation) for nation in nations]
        return tuple(entry for entry in entries if entry is not None)
    region = table.region_people.get(folded)
    if region:
        unit = gazetteer.by_code(region) if region[2:3] == "-" else None
        return (unit,) if unit else gazetteer.lookup(region)
    if folded.startswith("the "):
        folded = folded[4:]
    found = gazetteer.lookup(folded)
    if found:
        return found
    parts = folded.split()
    # "Idlib province", "northern Homs", "the city of Afrin": the name alone is in the gazetteer.
    while len(parts) > 1 and (parts[-1] in table.kinds or parts[0] in table.directions):
        parts = parts[:-1] if parts[-1] in table.kinds else parts[1:]
        found = gazetteer.lookup(" ".join(parts))
        if found:
            return found
    return gazetteer.likely(name)


def contains(outer: Entry, inner: Entry) -> bool:
    """Whether `outer` contains `inner`, as far as the gazetteer knows."""
    if outer.id == inner.id:
        return False
    match outer.kind:
        case Kind.COUNTRY:
            return inner.country == outer.country
        case Kind.ADMIN1:
            return inner.admin1 == outer.id
        case Kind.ADMIN2:
            return inner.admin2 == outer.id
        case Kind.REGION:
            if outer.country and inner.country != outer.country:
                return False
            return distance_km(outer, inner) <= outer.radius_km * 1.2
        case Kind.PLACE:
            # A suburb or a nearby village named by its town ("Jobar, Damascus").
            near = max(20.0, 2 * outer.radius_km)
            return outer.population > 3 * inner.population and distance_km(outer, inner) <= near


def resolve(queries: Sequence[Query], context: Context, gazetteer: Gazetteer) -> Resolution:
    """What each name most likely means, all names of a document weighed together."""
    senses, sense_of = _senses(queries, context, gazetteer)
    for sense in senses:
        sense.share = _softmax(sense.base)
    evidence: list[list[float]] = [[0.0] * len(sense.base) for sense in senses]
    for _ in range(ROUNDS):
        world = _World(senses, context)
        for at, sense in enumerate(senses):
            if sense.candidates:
                evidence[at] = world.support(sense)
                sense.supported = any(evidence[at])
        chained = _chain_support(queries, senses, sense_of)
        for at, sense in enumerate(senses):
            if sense.candidates:
                sense.supported |= any(chained[at])
                rows = zip(sense.base, evidence[at], chained[at], strict=True)
                total = [sum(row) for row in rows]
                sense.share = _softmax(total)
    answers = [_answer(senses[at]) for at in sense_of]
    for at, query in enumerate(queries):
        if not answers[at]:
            # An unknown name is at least in the place that the text says it is in.
            for outer in query.containers:
                answers[at] = tuple(
                    Scored(one.entry, one.score * FALLBACK, within=True) for one in answers[outer]
                )
    world = _World(senses, context)
    mass = sum(world.country.values())
    return Resolution(
        answers=answers,
        supported=[senses[at].supported for at in sense_of],
        countries={code: part / mass for code, part in world.country.items()} if mass else {},
        mass=mass,
    )


def _senses(
    queries: Sequence[Query], context: Context, gazetteer: Gazetteer
) -> tuple[list[_Sense], list[int]]:
    senses: dict[tuple[str, ...], _Sense] = {}
    order: list[int] = []
    keys: dict[tuple[str, ...], int] = {}
    for at, query in enumerate(queries):
        # The same name chained into different containers is different places ("Paris, Texas" and
        # "Paris, France"); an unchained one joins the first.
        outer = "|".join(sorted(fold(queries[c].name) for c in query.containers))
        key: tuple[str, ...] = (fold(query.name), query.kind or "", outer)
        if key not in senses:
            found = bearers(query.name, gazetteer)
            base = [_base(entry, query, fold(query.name)) for entry in found]
            if query.kind not in UNIT_KINDS:
                base = _prefer_seat(found, _prefer_country(found, base))
            ranked = sorted(zip(base, found, strict=True), key=lambda pair: -pair[0])[:150]
            senses[key] = _Sense(
                name=query.name,
                queries=[],
                candidates=tuple(entry for _, entry in ranked),
                base=[score for score, _ in ranked],
                share=[],
                weight=0.0,
            )
            keys[key] = len(keys)
        sense = senses[key]
        sense.queries.append(at)
        sense.weight = min(2.0, sense.weight + query.weight * (1.0 if not sense.weight else 0.3))
        order.append(keys[key])
    listed = list(senses.values())
    squashed = context.home_letters
    for sense in listed:
        letters = fold(sense.name).replace(" ", "")
        if len(letters) >= 5 and letters in squashed:
            sense.weight += 1.0
    return listed, order


def _base(entry: Entry, query: Query, folded: str) -> float:
    score = MATCH[entry.match] + KIND[entry.kind]
    main = entry.match is Match.MAIN
    if entry.kind in (Kind.PLACE, Kind.ADMIN2, Kind.ADMIN1):
        # A city is not often called by its other names, however large it is.
        people = math.log((entry.population + 500) / 1000)
        score += POPULATION * (people if main else OTHER_PEOPLE * people)
    if entry.kind is Kind.ADMIN2 and not main:
        score -= 1.0
    if entry.kind is Kind.ADMIN2 and folded.endswith((" county", " parish", " district")):
        score += 2.0
    if entry.feature == "PPLC" and main:
        score += CAPITAL
    if query.kind in UNIT_KINDS:
        same = entry.kind == query.kind
        # "Region", "district" and "area" are used of units of either level.
        loose = {entry.kind.value, query.kind} <= {"admin1", "admin2"}
        score += KIND_WORD if same else 0.5 if loose else KIND_WORD_AGAINST
    if query.hints:
        score += HINTED if entry.country in query.hints else -HINTED
    return score


def _prefer_country(found: Sequence[Entry], base: list[float]) -> list[float]:
    """A capital or unit that bears its country's name goes behind the country: "Mexico"."""
    countries = {
        entry.country for entry in found if entry.kind is Kind.COUNTRY and entry.match is Match.MAIN
    }
    return [
        score - (NAMESAKE if entry.kind is not Kind.COUNTRY and entry.country in countries else 0)
        for entry, score in zip(found, base, strict=True)
    ]


def _prefer_seat(found: Sequence[Entry], base: list[float]) -> list[float]:
    """A unit that is little more than its seat goes behind it: "Kabul" is the city."""
    seats = {
        entry.admin1: entry.population
        for entry in found
        if entry.kind is Kind.PLACE and entry.match is Match.MAIN
    }
    lowered = []
    for score, entry in zip(base, found, strict=True):
        people = seats.get(entry.id if entry.kind is Kind.ADMIN1 else entry.admin1, 0)
        behind = entry.kind in (Kind.ADMIN1, Kind.ADMIN2) and people > 0.6 * entry.population
        lowered.append(score - (SEAT if behind and people else 0.0))
    return lowered


def _softmax(scores: Sequence[float]) -> list[float]:
    if not scores:
        return []
    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]


_Cell = tuple[int, int]


class _World:
    """Where the document's places lie, by country, unit and square degree."""

    def __init__(self, senses: Sequence[_Sense], context: Context) -> None:
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
            own = _mass(sense)
            self.own[id(sense)] = own
            for whole, part in zip((self.country, self.admin1, self.admin2), own[:3], strict=True):
                for key, mass in part.items():
                    whole[key] += mass
            for cell, mass in own[3].items():
                self.cell[cell] += mass
            for code, mass in _units(sense).items():
                self.units[code] += mass

    def support(self, sense: _Sense) -> list[float]:
        """What the other places say for each candidate of `sense`, as log-odds."""
        own_country, own_admin1, own_admin2, own_cell = self.own[id(sense)]
        own_units = _units(sense)
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


def _units(sense: _Sense) -> dict[str, float]:
    """The mass of a sense on first-level units, by country."""
    found: dict[str, float] = defaultdict(float)
    for entry, share in zip(sense.candidates, sense.share, strict=True):
        if entry.kind is Kind.ADMIN1 and share > 0.01:
            found[entry.country] += share
    return found


_Mass = tuple[dict[str, float], dict[str, float], dict[str, float], dict[_Cell, float]]


def _mass(sense: _Sense) -> _Mass:
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


def _chain_support(
    queries: Sequence[Query], senses: Sequence[_Sense], sense_of: Sequence[int]
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
    senses: Sequence[_Sense],
    sense_of: Sequence[int],
    support: list[float],
    inner: _Sense,
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


def _answer(sense: _Sense) -> tuple[Scored, ...]:
    """The candidates with their scores, lowered where the text lends them no support."""
    pairs = sorted(zip(sense.share, sense.candidates, strict=True), key=lambda pair: -pair[0])
    found = []
    for share, entry in pairs[:MOST_CANDIDATES]:
        trust = LIKELY_TRUST if entry.match is Match.LIKELY else 1.0
        if not sense.supported and entry.kind in (Kind.PLACE, Kind.ADMIN2):
            trust *= UNSUPPORTED
        # Rounded down, so that the sum stays at most 1.
        found.append(Scored(entry, math.floor(share * trust * 10_000) / 10_000))
    return tuple(found)
