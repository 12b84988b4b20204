"""`python -m evaluation NAME PATH`: one JSON object with the keys of the benchmark NAME.

An adapter is a module of this package named after its benchmark, with one function
`evaluate(path, options) -> dict`. `records` and `seconds` are added here where it gave none.
"""

import argparse
import importlib
import importlib.util
import json
import sys
import time
from pathlib import Path

from evaluation.options import Options

ADAPTERS = (
    "gold",
    "muc4",
    "isaf",
    "gva",
    "geo",
    "time",
    "polnear",
    "uw_factuality",
    "wikievents",
    "india_police",
    "gvc",
    "re3d",
    "plover_gsr",
    "calibration",
)
# `time` is the name of a standard module, so its adapter's module is called after its set's form.
MODULES = {"time": "wikiwars"}


def main(arguments: list[str] | None = None) -> int:
    """Run one adapter and print its scores; 1 where there is no such data."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=__doc__)
    parser.add_argument("name", choices=ADAPTERS)
    parser.add_argument("path", type=Path)
    parser.add_argument("--reader", choices=("rules", "learned", "both"), default="both")
    parser.add_argument("--docs", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args(arguments)
    if not given.path.exists():
        print(f"no data at {given.path}", file=sys.stderr)
        return 1
    module = f"evaluation.{MODULES.get(given.name, given.name)}"
    if importlib.util.find_spec(module) is None:
        print(f"there is no adapter for {given.name} yet", file=sys.stderr)
        return 1
    adapter = importlib.import_module(module)
    begun = time.perf_counter()
    scores = adapter.evaluate(given.path, Options(given.reader, given.docs, given.errors))
    scores.setdefault("seconds", round(time.perf_counter() - begun, 2))
    print(json.dumps(scores, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
