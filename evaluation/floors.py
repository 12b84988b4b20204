"""The scores once reached (floors.json), and how new scores stand to them.

A floor is the score that was measured when it was set, to four places. A score fails when it is
worse than its floor by more than the margin, which is there for differences between machines and
library versions, not for losses.
"""

import hashlib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import msgspec

PLACES = 4


class Benchmark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One data set as an adapter reads it.

    `paths` are the files and folders that decide the scores, relative to the folder of the data;
    the first is given to the adapter. `sha256` is theirs together. `floors` are scores of which
    more is better, `ceilings` those of which less is, by their dotted key in the adapter's result;
    None is not measured yet. `quick` benchmarks run with every test run.
    """

    adapter: str
    paths: tuple[str, ...]
    sha256: str | None = None
    quick: bool = False
    floors: dict[str, float | None]
    ceilings: dict[str, float | None] = {}


class Floors(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All benchmarks by name, the slowest first, and the margin of every score."""

    margin: float
    benchmarks: dict[str, Benchmark]


class Standing(StrEnum):
    """How a score stands to its floor."""

    HELD = "held"
    FALLEN = "FALLEN"
    RAISED = "raised"
    NEW = "new"


class Judged(msgspec.Struct, frozen=True):
    """One score beside its floor; `floor` None is not measured yet."""

    key: str
    score: float
    floor: float | None
    standing: Standing


def load(path: Path) -> Floors:
    """The floors in a file. Raises msgspec.ValidationError."""
    return msgspec.json.decode(path.read_bytes(), type=Floors)


def save(floors: Floors, path: Path) -> None:
    """Write the floors, a key a line, so that a raised score is one line of a diff."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=1) + b"\n")


def locate(benchmark: Benchmark, data: Path) -> list[Path] | None:
    """Where the benchmark's paths stand under the folder of the data, or None if one is missing.

    The folder may hold `data` and `gold`, or be the `data` folder itself with `gold` beside it.
    """
    for folder in (data, data.parent):
        found = [folder / path for path in benchmark.paths]
        if all(path.exists() for path in found):
            return found
    return None


def fingerprint(paths: list[Path]) -> str:
    """The SHA-256 of the files and of all files in the folders, with their names."""
    total = hashlib.sha256()
    for path in paths:
        files = sorted(one for one in path.rglob("*") if one.is_file()) if path.is_dir() else [path]
        for file in files:
            name = file.relative_to(path.parent).as_posix()
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            total.update(f"{name}\0{content}\n".encode())
    return total.hexdigest()


def number(result: Mapping[str, Any], key: str) -> float:
    """The score under a dotted key ("event.f1"). Raises KeyError."""
    value: Any = result
    for part in key.split("."):
        value = value[part]
    return round(float(value), PLACES)


def judge(benchmark: Benchmark, result: Mapping[str, Any], margin: float) -> Iterator[Judged]:
    """Every floor and ceiling of the benchmark beside the score of this run."""
    for limits, sign in ((benchmark.floors, 1), (benchmark.ceilings, -1)):
        for key, floor in limits.items():
            score = number(result, key)
            if floor is None:
                standing = Standing.NEW
            else:
                better = round(sign * (score - floor), PLACES)
                fallen, raised = better < -margin, better > margin
                standing = Standing.FALLEN if fallen else Standing.HELD
                standing = Standing.RAISED if raised else standing
            yield Judged(key, score, floor, standing)


def moved(benchmark: Benchmark, result: Mapping[str, Any], *, down: bool) -> Benchmark:
    """The benchmark with the scores of this run as its floors; worse ones only if `down`."""

    def limits(old: Mapping[str, float | None], sign: int) -> dict[str, float | None]:
        new: dict[str, float | None] = {}
        for key, floor in old.items():
            score = number(result, key)
            worse = floor is not None and sign * (score - floor) < 0
            new[key] = floor if worse and not down else score
        return new

    return msgspec.structs.replace(
        benchmark, floors=limits(benchmark.floors, 1), ceilings=limits(benchmark.ceilings, -1)
    )
