"""Any combination of filters over the incidents: who fits, and what every filter would count."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

import numpy as np
from msgspec import structs

from corrobora.assemble.policies import POLICIES
from corrobora.model import Record
from corrobora.store import desk_names, desk_query
from corrobora.web import words
from corrobora.web.index.columns import (
    BITS,
    INDEPENDENCE,
    NONE,
    STATUSES,
    Columns,
    Ints,
    Mask,
    counted_bits,
    counted_codes,
)
from corrobora.web.index.follow import Index
from corrobora.web.index.named import PEOPLE, SOURCES

T = TypeVar("T")

FACETS = {
    "kind": "Kind",
    "harm": "Harm",
    "victim": "Victim group",
    "actor": "Kind of actor",
    "doer": "Actor",
    "country": "Country",
    "place": "Place",
    "status": "Status",
    "speaker": "Speaker",
    "origins": "Independent origins",
    "disputed": "Agreement",
}
DISPUTED = ["contradicted", "not contradicted"]
SORTS = {
    "-date": "date, newest first",
    "date": "date, oldest first",
    "-killed": "killed, most first",
    "-reports": "reports, most first",
    "-contradictions": "contradictions, most first",
}
ROWS = 50


class Query(Record, frozen=True, kw_only=True):
    """What the address asks for; `box` is west, south, east, north.

    `dated` and `mapped` False ask for what has no date, or no place on the map, and nothing else;
    `began` for what began in the period, not for all that may have happened then.
    """

    q: str = ""
    facets: Mapping[str, tuple[str, ...]] = {}
    after: dt.date | None = None
    before: dt.date | None = None
    undated: bool = True
    dated: bool = True
    began: bool = False
    mapped: bool = True
    name: str = ""
    box: tuple[float, float, float, float] | None = None
    sort: str = "-date"
    policy: str = "median"
    page: int = 1


class Found(Record, frozen=True, kw_only=True):
    """What fits a query, whatever its page and order."""

    total: int
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    killed: tuple[int, int, int, bool]
    mapped: int
    undated: int


class Cluster(Record, frozen=True, kw_only=True):
    """Incidents near each other on the map; `id` where it is one."""

    longitude: float
    latitude: float
    n: int
    box: tuple[float, float, float, float]
    number: int
    dashed: bool = False


def parse(given: Mapping[str, Any], all_of: Mapping[str, list[str]], policy: str) -> Query:
    """The query in an address; what cannot be read is left out."""
    facets = {
        name: tuple(dict.fromkeys(values))[:20]
        for name in FACETS
        if (values := all_of.get(name, []))
    }
    sort = given.get("sort", "")
    asked = given.get("policy", "")
    return Query(
        q=str(given.get("q", ""))[:200],
        facets=facets,
        after=_day(given.get("after")),
        before=_day(given.get("before")),
        undated=given.get("undated", "1") != "0",
        dated=given.get("undated") != "only",
        began=given.get("began") == "1",
        mapped=given.get("mapped", "1") != "0",
        name=str(given.get("name", ""))[:200],
        box=_box(given.get("box")),
        sort=sort if sort in SORTS else "-date",
        policy=asked if asked in POLICIES else policy,
        page=_page(given.get("page")),
    )


def masks(index: Index, query: Query) -> tuple[Mask, dict[str, Mask]]:
    """What fits everything but the facets, and what fits each facet that is chosen."""
    columns = index.columns
    base: Mask = columns["alive"].copy()
    if query.q.strip():
        base &= columns.mask(desk_query.search_incidents(index.file, query.q))
    if query.name:
        roles = PEOPLE + SOURCES
        base &= columns.mask(desk_names.named(index.file, query.name, roles))
    if query.after or query.before or not query.undated:
        base &= _within(columns, query)
    if not query.dated:
        base &= columns["first"] == NONE
    if not query.mapped:
        base &= np.isnan(columns["latitude"])
    if query.box:
        west, south, east, north = query.box
        base &= (columns["longitude"] >= west) & (columns["longitude"] <= east)
        base &= (columns["latitude"] >= south) & (columns["latitude"] <= north)
    return base, {name: _facet(columns, name, chosen) for name, chosen in query.facets.items()}


def fitting(index: Index, query: Query) -> Mask:
    """Which slots fit the whole query."""
    fits, chosen = masks(index, query)
    for one in chosen.values():
        fits = fits & one
    return fits


def find(index: Index, query: Query) -> tuple[Found, Mask]:
    """What fits a query, with the counts of every facet, and which slots fit.

    A facet's counts are of what fits everything else, so that they say what a choice would give.
    """
    columns = index.columns
    base, chosen = masks(index, query)
    counts = {}
    for name in FACETS:
        others = base
        for other, one in chosen.items():
            if other != name:
                others = others & one
        counts[name] = tuple(_counted(columns, name, others))
    fits = base
    for one in chosen.values():
        fits = fits & one
    told = fits & (columns["killed_low"] != NONE)
    shown = Found(
        total=int(np.count_nonzero(fits)),
        counts=counts,
        killed=(
            int(columns["killed_low"][told].sum()),
            int(columns[f"best_{query.policy}"][told].sum()),
            int(columns["killed_largest"][told].sum()),
            bool((columns["killed_high"][told] == NONE).any()),
        ),
        mapped=int(np.count_nonzero(fits & ~np.isnan(columns["latitude"]))),
        undated=int(np.count_nonzero(fits & (columns["first"] == NONE))),
    )
    return shown, fits


def label(columns: Columns, facet: str, value: str) -> str:
    """A value of a facet in words."""
    if facet == "country":
        return words.country(value)
    if facet in ("place", "doer"):
        return (columns.places if facet == "place" else columns.doers).shown(value)
    return "the report’s own voice" if value == "own_voice" else words.plain(value)


def numbers(columns: Columns, fits: Mask, query: Query) -> list[int]:
    """The numbers of the incidents on the query's page, in its order."""
    slots = _sorted(columns, np.flatnonzero(fits), query)
    begin = (query.page - 1) * ROWS
    shown: list[int] = columns["number"][slots[begin : begin + ROWS]].tolist()
    return shown


def all_numbers(columns: Columns, fits: Mask, query: Query) -> list[int]:
    """The numbers of all incidents that fit, in the query's order."""
    slots = np.flatnonzero(fits)
    last = len(slots) // ROWS + 1
    ordered: list[int] = columns["number"][
        _sorted(columns, slots, structs.replace(query, page=last))
    ].tolist()
    return ordered


def clusters(columns: Columns, fits: Mask, box: tuple[float, ...], cells: int) -> list[Cluster]:
    """The incidents that fit, gathered by a grid of `cells` across the box; the largest first."""
    west, south, east, north = box
    longitude, latitude = columns["longitude"], columns["latitude"]
    inside = fits & (longitude >= west) & (longitude <= east)
    inside &= (latitude >= south) & (latitude <= north)
    slots = np.flatnonzero(inside)
    if not len(slots):
        return []
    size = max((east - west) / cells, 1e-6)
    x = ((longitude[slots] - west) / size).astype(np.int64)
    y = ((latitude[slots] - south) / size).astype(np.int64)
    # Few cells and many incidents: counting is quicker than sorting.
    cell = x * (int(y.max()) + 1) + y
    taken = np.bincount(cell)
    used = np.flatnonzero(taken)
    place = np.zeros(len(taken), dtype=np.int64)
    place[used] = np.arange(len(used))
    group, counts = place[cell], taken[used]
    first = np.zeros(len(used), dtype=np.int64)
    first[group[::-1]] = np.arange(len(slots))[::-1]
    lon, lat, wide = longitude[slots], latitude[slots], columns["radius"][slots] > 40
    across = np.bincount(group, weights=lon) / counts
    up = np.bincount(group, weights=lat) / counts
    vague = np.bincount(group, weights=wide.astype(np.float64)) * 2 > counts
    low = [np.full(len(counts), np.inf) for _ in range(2)]
    top = [np.full(len(counts), -np.inf) for _ in range(2)]
    for at, values in enumerate((lon, lat)):
        np.minimum.at(low[at], group, values)
        np.maximum.at(top[at], group, values)
    order = np.argsort(-counts)[:400]
    return [
        Cluster(
            longitude=round(float(across[at]), 4),
            latitude=round(float(up[at]), 4),
            n=int(counts[at]),
            box=(float(low[0][at]), float(low[1][at]), float(top[0][at]), float(top[1][at])),
            number=int(columns["number"][slots[first[at]]]),
            dashed=bool(vague[at]),
        )
        for at in order
    ]


def extent(columns: Columns, fits: Mask) -> tuple[float, float, float, float] | None:
    """West, south, east, north of nearly all that fits, None where nothing has a place."""
    placed = fits & ~np.isnan(columns["latitude"])
    if not placed.any():
        return None
    slots = np.flatnonzero(placed)
    # Some thousands show the edges as well as all do.
    some = slots[:: len(slots) // 4000 + 1]
    west, east = np.quantile(columns["longitude"][some], [0.01, 0.99])
    south, north = np.quantile(columns["latitude"][some], [0.01, 0.99])
    return float(west), float(south), float(east), float(north)


def by_month(columns: Columns, fits: Mask) -> list[tuple[int, int]]:
    """Months (year times 12 plus month, from 0) and how many incidents began in each."""
    first = columns["first"][fits & (columns["first"] != NONE)]
    if not len(first):
        return []
    days = (first - dt.date(1970, 1, 1).toordinal()).astype("datetime64[D]")
    months = days.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    begin = int(months.min())
    counts = np.bincount(months - begin)
    return [(begin + int(at), int(counts[at])) for at in np.flatnonzero(counts)]


def _facet(columns: Columns, name: str, chosen: tuple[str, ...]) -> Mask:
    """Which slots have one of the chosen values."""
    if name in BITS:
        known = BITS[name]
        bits = sum(1 << known.index(one) for one in set(chosen) if one in known)
        bearing: Mask = (columns[name] & bits) != 0
        return bearing
    if name == "origins":
        levels = np.minimum(columns["origins"], 3)
        return np.isin(levels, [at + 1 for at, one in enumerate(INDEPENDENCE) if one in chosen])
    if name == "disputed":
        disputed = columns["contradictions"] > 0
        return (disputed & (DISPUTED[0] in chosen)) | (~disputed & (DISPUTED[1] in chosen))
    if name == "place":
        at_place: Mask = np.isin(columns["place"], columns.places.codes(chosen))
        return at_place
    if name == "doer":
        slots, doers = columns.doing
        found = np.zeros(columns.size, dtype=np.bool_)
        found[slots[np.isin(doers, columns.doers.codes(chosen))]] = True
        return found
    codes = {"kind": columns.kinds, "country": columns.countries}.get(name)
    codes = codes if codes is not None else {one: at for at, one in enumerate(STATUSES)}
    having: Mask = np.isin(columns[name], [codes[one] for one in chosen if one in codes])
    return having


def _counted(columns: Columns, name: str, fits: Mask) -> list[tuple[str, int]]:
    if name in BITS:
        return counted_bits(columns[name][fits], BITS[name])
    if name == "origins":
        levels = np.minimum(np.maximum(columns["origins"][fits], 1), 3) - 1
        return counted_codes(levels, {one: at for at, one in enumerate(INDEPENDENCE)})
    if name == "disputed":
        codes: Ints = (columns["contradictions"][fits] == 0).astype(np.int64)
        return counted_codes(codes, {one: at for at, one in enumerate(DISPUTED)})
    if name == "place":
        return columns.places.counted(columns["place"][fits])
    if name == "doer":
        slots, doers = columns.doing
        return columns.doers.counted(doers[fits[slots]])
    codes_of = {"kind": columns.kinds, "country": columns.countries}.get(name)
    names = codes_of if codes_of is not None else {one: at for at, one in enumerate(STATUSES)}
    return counted_codes(columns[name][fits], names)


def _within(columns: Columns, query: Query) -> Mask:
    """Which incidents may have happened in the period; undated ones only if they are kept."""
    first, last = columns["first"], columns["last"]
    if query.began:
        last = first
    begin = np.where(first == NONE, last, first)
    end = np.where(last == NONE, first, last)
    dated: Mask = begin != NONE
    inside = dated.copy()
    if query.after:
        inside &= end >= query.after.toordinal()
    if query.before:
        inside &= begin <= query.before.toordinal()
    return inside | ~dated if query.undated and not query.began else inside


def _sorted(columns: Columns, slots: Ints, query: Query) -> Ints:
    """The slots in order, as far as the page reaches; what has no date or number comes last."""
    if query.sort == "-killed":
        keys = -columns[f"best_{query.policy}"][slots]
    elif query.sort in ("-reports", "-contradictions"):
        keys = -columns[query.sort.removeprefix("-")][slots]
    else:
        days = columns["first"][slots]
        missing = np.int64(10_000_000)
        keys = np.where(days == NONE, missing, days if query.sort == "date" else -days)
    reach = query.page * ROWS
    if reach < len(slots):
        # Ties at the edge of the page are cut the same way every time: by slot.
        keys = keys * np.int64(10_000_000) + slots
        nearest = np.argpartition(keys, reach)[:reach]
        return slots[nearest[np.argsort(keys[nearest], kind="stable")]]
    return slots[np.argsort(keys, kind="stable")]


def _day(text: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None


def _box(text: Any) -> tuple[float, float, float, float] | None:
    try:
        west, south, east, north = (float(part) for part in str(text).split(","))
    except ValueError:
        return None
    sound = -361 <= west < east <= 361 and -91 <= south < north <= 91
    return (west, south, east, north) if sound else None


def _page(text: Any) -> int:
    return min(max(int(text), 1), 20_000) if str(text).isdecimal() and len(str(text)) < 7 else 1
