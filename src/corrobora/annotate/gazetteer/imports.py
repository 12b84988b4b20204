"""A user's places beside the built gazetteer: GeoNames dumps, KATOTTG, tables of one's own.

All three end in one file of the same form, which every look-up reads too. A line that cannot be
used is refused with file, line and reason; the others are kept.
"""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corrobora.annotate.gazetteer.build import SCHEMA, Progress, Writer
from corrobora.annotate.gazetteer.entry import Entry, Kind
from corrobora.annotate.gazetteer.import_forms import Row, rows
from corrobora.annotate.gazetteer.lookup import USER_FILE, Gazetteer, cache_folder
from corrobora.errors import GazetteerError, InputError
from corrobora.ids import sha256
from corrobora.model import Refusal

# Numbers of imported entries start far from those of GeoNames and of the built file.
FIRST_NUMBER = 10_000_000_000


@dataclass(frozen=True)
class Imported:
    """How many places were entered, the lines refused, and the file that now holds them."""

    added: int
    refused: tuple[Refusal, ...]
    path: Path


def import_places(
    path: Path,
    gazetteer: Gazetteer,
    *,
    form: str | None = None,
    cache: Path | None = None,
    progress: Progress | None = None,
) -> Imported:
    """Enter the places of `path` in the user's file; its earlier places stay.

    `form` is "geonames", "katottg" or "csv"; None means that the file's first line tells. Open
    gazetteers go on with what they had. Raises InputError for a file in none of the forms.
    """
    folder = cache or cache_folder()
    target = folder / USER_FILE
    folder.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".places-", suffix=".part", dir=folder)
    os.close(handle)
    try:
        if target.exists():
            shutil.copyfile(target, name)
        with closing(sqlite3.connect(name, isolation_level=None)) as base:
            if not target.exists():
                base.executescript(SCHEMA)
            base.execute("BEGIN")
            added, refused = _enter(base, rows(path, form), gazetteer, progress)
            base.execute("COMMIT")
        os.replace(name, target)
    except (sqlite3.Error, OSError) as error:
        raise GazetteerError(f"{path} cannot be imported: {error}") from error
    finally:
        Path(name).unlink(missing_ok=True)
    return Imported(added, tuple(refused), target)


def _enter(
    base: sqlite3.Connection,
    found: Iterator[Row | Refusal],
    gazetteer: Gazetteer,
    progress: Progress | None,
) -> tuple[int, list[Refusal]]:
    writer = Writer(base)
    [(highest,)] = base.execute("SELECT coalesce(max(number), 0) FROM entry")
    number = max(FIRST_NUMBER, highest)
    known: dict[str, int] = dict(base.execute("SELECT id, number FROM entry").fetchall())
    added, refused = 0, []
    for row in found:
        if isinstance(row, Refusal):
            refused.append(row)
            continue
        units = [_unit(gazetteer, code, row.country) for code in (row.admin1, row.admin2)]
        point = row.point or _borrowed(units)
        if point is None:
            refused.append(
                Refusal(reason=f"{row.name}: no coordinates and no known unit", source=row.source)
            )
            continue
        inside = []
        for unit in units:
            if unit is not None and unit.id not in known:
                number += 1
                known[unit.id] = number
                writer.entry(number, _copied(unit))
            inside.append(known[unit.id] if unit else None)
        ident = row.id or f"user:{sha256(f'{row.name}|{row.country}|{point}'.encode())[:16]}"
        if ident not in known:
            number += 1
            known[ident] = number
        radius = row.radius_km if row.point else max(u.radius_km for u in units if u)
        head = (ident, row.name, row.kind, row.country, *point, row.population, radius)
        writer.entry(known[ident], (*head, row.feature, *inside))
        writer.names(known[ident], row.country, [row.name, *row.main], row.other)
        added += 1
        if progress and added % 1000 == 0:
            progress(f"{added} places", 0.0)
    return added, refused


def _unit(gazetteer: Gazetteer, given: str, country: str) -> Entry | None:
    """The unit that a code ("UA.05", "UA-05") or a name in that country stands for."""
    if not given:
        return None
    coded = gazetteer.by_code(given)
    if coded is not None:
        return coded
    named = [entry for entry in gazetteer.lookup(given) if entry.country == country]
    units = [entry for entry in named if entry.kind in (Kind.ADMIN1, Kind.ADMIN2)]
    return units[0] if units else None


def _borrowed(units: Iterable[Entry | None]) -> tuple[float, float] | None:
    """The point of the smallest known unit."""
    point = None
    for unit in units:
        if unit is not None:
            point = unit.latitude, unit.longitude
    return point


def _copied(unit: Entry) -> tuple[object, ...]:
    """A unit's row, so that the user's file is complete in itself."""
    head = (unit.id, unit.name, unit.kind.value, unit.country, unit.latitude, unit.longitude)
    return (*head, unit.population, unit.radius_km, unit.feature, None, None)


__all__ = ["Imported", "InputError", "import_places"]
