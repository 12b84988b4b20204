"""How long coding takes against the bare parse of the same reports, and how much memory.

    python -m benchmarks.reading [REPORTS] [--copies N] [--rounds N]

REPORTS is a folder of .txt files or a JSON Lines file with the field `text`; the bundled
demonstration reports where none is given. Each side runs in a process of its own, in turn, and the
medians are compared: the bare parse, the annotation, the reading by rules, and the reading by rules
and encoder ("coding"). Prints one JSON object: seconds, words a second, ratios, peak memory in MB.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

SIDES = ("bare", "annotate", "rules", "coding")


def texts(path: Path | None) -> Iterator[str]:
    """The texts of the reports."""
    if path is None:
        for file in sorted(Path(str(files("corrobora").joinpath("data", "demo"))).glob("*.txt")):
            yield file.read_text(encoding="utf-8")
    elif path.is_dir():
        for file in sorted(path.glob("*.txt")):
            yield file.read_text(encoding="utf-8")
    else:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def measure(side: str, reports: list[str]) -> dict[str, float]:
    """Seconds, without loading, and the peak memory of this process."""
    if side == "bare":
        from corrobora.annotate.parse import bare_parser

        parser = bare_parser()
        parser("Loading is not measured.")
        begun = time.perf_counter()
        for _ in parser.pipe(reports, batch_size=64):
            pass
    else:
        from corrobora.annotate.annotation import annotate
        from corrobora.annotate.gazetteer import Gazetteer
        from corrobora.annotate.parse import parse, parse_one
        from corrobora.extract.reader import read, read_both
        from corrobora.model import Document

        code = read if side == "rules" else read_both

        gazetteer = Gazetteer.open()
        list(
            code([Document(text="Loading is not measured: two men were shot in Kyiv.")], gazetteer)
        )
        annotate(parse_one(Document(text="Nor this.")), gazetteer)
        documents = [Document(text=f"{text}\n\n{i}") for i, text in enumerate(reports)]
        begun = time.perf_counter()
        if side == "annotate":
            for parsed in parse(documents):
                annotate(parsed, gazetteer)
        else:
            for _ in code(documents, gazetteer):
                pass
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak_mb": peak}


def main() -> int:
    """Run the sides in turn and print the comparison."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reading", description=__doc__)
    parser.add_argument("reports", nargs="?", type=Path)
    parser.add_argument("--copies", type=int, default=1, help="read the reports so many times over")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--side", choices=SIDES, help=argparse.SUPPRESS)
    given = parser.parse_args()
    reports = list(texts(given.reports)) * given.copies
    if given.side:
        print(json.dumps(measure(given.side, reports)))
        return 0
    found: dict[str, list[dict[str, float]]] = {side: [] for side in SIDES}
    command = [sys.executable, "-m", "benchmarks.reading", "--copies", str(given.copies)]
    command += [str(given.reports)] if given.reports else []
    for _ in range(given.rounds):
        for side in SIDES:
            run = subprocess.run([*command, "--side", side], capture_output=True, check=True)
            found[side].append(json.loads(run.stdout))
    words = sum(len(text.split()) for text in reports)
    result: dict[str, object] = {"reports": len(reports), "words": words}
    seconds = {side: statistics.median(r["seconds"] for r in runs) for side, runs in found.items()}
    for side in SIDES:
        result[side] = {
            "seconds": round(seconds[side], 3),
            "words_a_second": round(words / seconds[side]),
            "peak_mb": round(max(r["peak_mb"] for r in found[side])),
        }
    result["annotate_ratio"] = round(seconds["annotate"] / seconds["bare"], 3)
    result["rules_ratio"] = round(seconds["rules"] / seconds["bare"], 3)
    result["coding_ratio"] = round(seconds["coding"] / seconds["bare"], 3)
    # Reports a second against those of the bare pipeline: more than 1 is faster than the parse.
    result["speed"] = round(seconds["bare"] / seconds["coding"], 3)
    print(json.dumps(result, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
