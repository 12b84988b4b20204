"""`python -m evaluation.gate [DATA]`: no benchmark's score has fallen below its floor.

DATA is a folder that holds `data` and `gold` (or is that `data`); where it is not named, that of
the variable CORROBORA_BENCHMARKS, else a folder `shared` beside the checkout. A benchmark whose
data is not there is skipped, saying so. Exit status: 0; 1 where a score fell, data changed or a
benchmark failed to run; 2 for usage.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from evaluation.floors import (
    Benchmark,
    Floors,
    Standing,
    fingerprint,
    judge,
    load,
    locate,
    moved,
    save,
)

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
VARIABLE = "CORROBORA_BENCHMARKS"
# Two, because that is what a small machine has; each holds the parser (about 400 MB).
PROCESSES = 2
NO_DATA = "no benchmark data: floors not checked"


class BrokenRunError(Exception):
    """An adapter that ended with an error."""


@dataclass(frozen=True)
class Wanted:
    """What a run of the gate is to do; `names` None are all benchmarks."""

    data: Path | None
    quick: bool = False
    names: frozenset[str] | None = None
    update: bool = False
    allow_regression: bool = False

    def takes(self, name: str, benchmark: Benchmark) -> bool:
        """Whether the benchmark is asked for."""
        return (benchmark.quick or not self.quick) and (self.names is None or name in self.names)


def default_data(environment: Mapping[str, str]) -> Path | None:
    """The folder of the data where none is named, or None if there is none."""
    if VARIABLE in environment:
        return Path(environment[VARIABLE])
    beside = HERE.parent.parent / "shared"
    return beside if beside.is_dir() else None


def run(benchmark: Benchmark, paths: list[Path]) -> dict[str, Any]:
    """The adapter's result, from a process of its own. Raises BrokenRunError."""
    command = [sys.executable, "-m", "evaluation", benchmark.adapter, str(paths[0])]
    # One thread each: the processes would otherwise take the cores from one another.
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    ended = subprocess.run(
        command, cwd=HERE.parent, env=environment, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        told = ended.stderr.strip().splitlines()
        raise BrokenRunError(told[-1] if told else f"exit status {ended.returncode}")
    result: dict[str, Any] = json.loads(ended.stdout)
    return result


def gate(wanted: Wanted, floors_file: Path = FLOORS) -> int:
    """Run the benchmarks that are wanted and there, print their standing; the exit status."""
    floors = load(floors_file)
    found: dict[str, list[Path]] = {}
    status = 0
    for name, benchmark in floors.benchmarks.items():
        if not wanted.takes(name, benchmark):
            continue
        paths = locate(benchmark, wanted.data) if wanted.data else None
        if paths is None:
            print(f"{name}: skipped, no {benchmark.paths[0]}")
        elif _changed(benchmark, paths) and not (wanted.update and wanted.allow_regression):
            status = 1
            print(f"{name}: the data is not what the floors were measured on (sha256 differs)")
        else:
            found[name] = paths
    if not found:
        print(NO_DATA)
        return status
    with ThreadPoolExecutor(PROCESSES) as pool:
        runs = {
            name: pool.submit(run, floors.benchmarks[name], paths) for name, paths in found.items()
        }
        for name, running in runs.items():
            try:
                result = running.result()
            except BrokenRunError as error:
                status = 1
                print(f"{name}: failed to run: {error}")
                continue
            status |= _tell(name, floors, result)
            if wanted.update:
                down = wanted.allow_regression
                new = moved(floors.benchmarks[name], result, down=down)
                new = msgspec.structs.replace(new, sha256=fingerprint(found[name]))
                floors.benchmarks[name] = new
    if not wanted.update:
        return status
    save(floors, floors_file)
    print(f"floors written to {floors_file.name}")
    return 0 if wanted.allow_regression else status


def _changed(benchmark: Benchmark, paths: list[Path]) -> bool:
    return benchmark.sha256 is not None and benchmark.sha256 != fingerprint(paths)


def _tell(name: str, floors: Floors, result: Mapping[str, Any]) -> int:
    """Print how the scores of a benchmark stand; 1 if one has fallen."""
    judged = list(judge(floors.benchmarks[name], result, floors.margin))
    print(f"{name}: {result['records']} records, {result['seconds']:.0f} s")
    for one in judged:
        floor = "none" if one.floor is None else f"{one.floor:.4f}"
        note = "" if one.standing is Standing.HELD else f"  {one.standing}"
        if one.standing is Standing.RAISED:
            note += " (write it down: --update)"
        print(f"  {one.key:<30} {one.score:.4f}  floor {floor}{note}", flush=True)
    return int(any(one.standing is Standing.FALLEN for one in judged))


def main(arguments: list[str] | None = None) -> int:
    """Take the command's words; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", metavar="DATA")
    parser.add_argument("--quick", action="store_true", help="only the quick benchmarks")
    parser.add_argument("--only", action="append", metavar="NAME", help="only this benchmark")
    parser.add_argument("--update", action="store_true", help="write down what was reached")
    parser.add_argument(
        "--allow-regression", action="store_true", help="with --update: lower scores as well"
    )
    given = parser.parse_args(arguments)
    if given.allow_regression and not given.update:
        parser.error("--allow-regression goes with --update")
    known = load(FLOORS).benchmarks
    if unknown := [name for name in given.only or () if name not in known]:
        parser.error(f"no benchmark {unknown[0]!r}; there are {', '.join(known)}")
    if given.data is not None and not given.data.is_dir():
        parser.error(f"{given.data}: is no folder")
    return gate(
        Wanted(
            data=given.data or default_data(os.environ),
            quick=given.quick,
            names=frozenset(given.only) if given.only else None,
            update=given.update,
            allow_regression=given.allow_regression,
        )
    )


if __name__ == "__main__":
    sys.exit(main())
