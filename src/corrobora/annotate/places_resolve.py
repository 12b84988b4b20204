"""Which bearer of a name a text means: candidates scored by what else the document names.

Evidence, strongest first: a chain ("Manbij, northern Syria"), a word of kind ("province"), the
countries and units of the document's other places, their nearness, nationalities, the address the
report came from. Population speaks softly, and alone it leaves the score low.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.annotate.gazetteer import Entry, Gazetteer, Kind, Match
from corrobora.annotate.gazetteer.names import fold
from corrobora.annotate.places_bearers import bearers
from corrobora.annotate.places_evidence import Context, Query, Sense, World, chain_support

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
SEAT = 1.5
KIND_WORD = 3.0
KIND_WORD_AGAINST = -2.0
HINTED = 3.0
# What a score of pure prior is multiplied by: nothing in the text speaks for the bearer.
UNSUPPORTED = 0.6
# A likely transliteration is trusted half, an unknown name's container nearly as much as it is.
LIKELY_TRUST = 0.5
FALLBACK = 0.9


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


def resolve(queries: Sequence[Query], context: Context, gazetteer: Gazetteer) -> Resolution:
    """What each name most likely means, all names of a document weighed together."""
    senses, sense_of = _senses(queries, context, gazetteer)
    for sense in senses:
        sense.take(_softmax(sense.base))
    evidence: list[list[float]] = [[0.0] * len(sense.base) for sense in senses]
    for turn in range(ROUNDS):
        world = World(senses, context)
        open_ones = [
            at
            for at, sense in enumerate(senses)
            if sense.candidates and not (turn and sense.settled)
        ]
        for at in open_ones:
            sense = senses[at]
            evidence[at] = world.support(sense)
            sense.supported = any(evidence[at])
        chained = chain_support(queries, senses, sense_of)
        for at in open_ones:
            sense = senses[at]
            sense.supported |= any(chained[at])
            rows = zip(sense.base, evidence[at], chained[at], strict=True)
            sense.take(_softmax([sum(row) for row in rows]))
    answers = [_answer(senses[at]) for at in sense_of]
    for at, query in enumerate(queries):
        if not answers[at]:
            # An unknown name is at least in the place that the text says it is in.
            for outer in query.containers[:1]:
                answers[at] = tuple(
                    Scored(one.entry, one.score * FALLBACK, within=True) for one in answers[outer]
                )
    world = World(senses, context)
    mass = sum(world.country.values())
    return Resolution(
        answers=answers,
        supported=[senses[at].supported for at in sense_of],
        countries={code: part / mass for code, part in world.country.items()} if mass else {},
        mass=mass,
    )


def _senses(
    queries: Sequence[Query], context: Context, gazetteer: Gazetteer
) -> tuple[list[Sense], list[int]]:
    senses: dict[tuple[str, ...], Sense] = {}
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
            senses[key] = Sense(
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
        (entry.admin1, entry.match): entry.population for entry in found if entry.kind is Kind.PLACE
    }
    lowered = []
    for score, entry in zip(base, found, strict=True):
        unit = entry.id if entry.kind is Kind.ADMIN1 else entry.admin1
        people = seats.get((unit, entry.match), 0)
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


def _answer(sense: Sense) -> tuple[Scored, ...]:
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
