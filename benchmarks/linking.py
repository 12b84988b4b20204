"""How linking grows: made tellings on places and days as wars have them, from 10^4 to 10^6.

    python -m benchmarks.linking [--sizes 10000 100000 1000000] [--add 10]

Prints one JSON object a size: seconds of blocking, judging and clustering, peak memory, the share
of true pairs that blocking keeps, its share of all pairs, and the seconds that adding some reports
to what is linked takes. Every size runs in a process of its own. Ten years; a few cities have most
of the happenings; a happening has one to eight reports, some of which give no day, or only the
province, or another number.
"""

import argparse
import datetime as dt
import functools
import json
import random
import resource
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator

from corrobora.link.block import pairs
from corrobora.link.cluster import cluster
from corrobora.link.linker import Linker
from corrobora.link.places import Spot
from corrobora.link.score import matches
from corrobora.link.telling import Telling
from corrobora.link.wording import Wording
from corrobora.values import Outcome

_START = dt.date(2010, 1, 1)
_DAYS = 3650
_KINDS = ("shelling", "airstrike", "clash", "bombing", "shooting", "abduction", "arrest", "killing")
_PLACES = 20_000


def made(count: int, seed: int = 3) -> Iterator[tuple[Telling, int]]:
    """About `count` tellings, each with the number of its happening."""
    chance = random.Random(seed)
    told, happening = 0, 0
    while told < count:
        happening += 1
        for telling in _happening(chance, happening):
            told += 1
            yield telling, happening


def _happening(chance: random.Random, number: int) -> Iterator[Telling]:
    # Zipf's law: the place of rank r has a share of about 1 / r.
    place = min(_PLACES - 1, int(_PLACES ** chance.random()) - 1)
    day = _START + dt.timedelta(days=chance.randrange(_DAYS))
    kind = chance.choice(_KINDS)
    killed = int(chance.paretovariate(1.2))
    names = frozenset(f"name{chance.randrange(2_000_000)}" for _ in range(3))
    for report in range(min(8, int(chance.paretovariate(1.1)))):
        yield _telling(chance, f"{number}.{report}", (place, day, kind, killed), names)


def _telling(
    chance: random.Random,
    name: str,
    happening: tuple[int, dt.date, str, int],
    names: frozenset[str],
) -> Telling:
    place, day, kind, killed = happening
    later = min(20, int(chance.expovariate(0.7)))
    spot = _spot(place, chance.random() < 0.1)
    known = frozenset(one for one in sorted(names) if chance.random() < 0.6)
    toll = killed if chance.random() < 0.7 else killed + 1
    return Telling(
        subject=f"e_{name}",
        document=f"d_{name}",
        kind=kind if chance.random() < 0.9 else "killing",
        real=True,
        main=True,
        days=() if chance.random() < 0.1 else ((day, day),),
        published=day + dt.timedelta(days=later),
        spots=(spot,),
        tolls=frozenset({(Outcome.KILLED, toll, toll)}),
        wording=Wording(
            passage={}, headline={}, document=(), rare=known, keys=tuple(sorted(known))
        ),
    )


@functools.cache
def _spot(place: int, wide: bool) -> Spot:
    return Spot(
        name=f"area {place // 40}" if wide else f"place {place}",
        country=f"C{place // 2000}",
        id=None if wide else str(place),
        area=str(place // 40),
        latitude=place % 120 - 60.0,
        longitude=place // 120 - 80.0,
        wide=wide,
    )


def measure(size: int, more: int) -> dict[str, float]:
    """One size, in this process."""
    listed = list(made(size))
    tellings = [telling for telling, _ in listed]
    truth = {telling.subject: number for telling, number in listed}
    begun = time.perf_counter()
    proposed = right = 0

    def counted() -> Iterator[tuple[Telling, Telling]]:
        nonlocal proposed, right
        for left, right_ in pairs(tellings):
            proposed += 1
            right += truth[left.subject] == truth[right_.subject]
            yield left, right_

    judged = matches(counted())
    scored = time.perf_counter()
    groups = cluster({one.subject: one.document for one in tellings}, [], judged)
    ended = time.perf_counter()
    sizes = Counter(truth.values())
    true_pairs = sum(n * (n - 1) // 2 for n in sizes.values())
    found = {
        "events": len(tellings),
        "block_and_score_s": round(scored - begun, 1),
        "cluster_s": round(ended - scored, 1),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
        "pairs": proposed,
        "true_pairs_kept": round(right / true_pairs, 5),
        "share_of_all_pairs": proposed / (len(tellings) * (len(tellings) - 1) / 2),
        "clusters": len(groups),
        "b3_f1": round(_b3(groups, truth), 4),
    }
    if size <= 100_000:
        linker = Linker()
        linker.add(tellings[:-more])
        begun = time.perf_counter()
        linker.add(tellings[-more:])
        found["add_s"] = round(time.perf_counter() - begun, 3)
        found["same_as_at_once"] = linker.clusters() == groups
    return found


def _b3(groups: tuple[tuple[str, ...], ...], truth: dict[str, int]) -> float:
    sizes = Counter(truth.values())
    precision = recall = 0.0
    for group in groups:
        shares: defaultdict[int, int] = defaultdict(int)
        for subject in group:
            shares[truth[subject]] += 1
        precision += sum(n * n / len(group) for n in shares.values())
        recall += sum(n * n / sizes[number] for number, n in shares.items())
    precision, recall = precision / len(truth), recall / len(truth)
    return 2 * precision * recall / (precision + recall)


def main() -> int:
    """Each size in a process of its own."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.linking", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--add", type=int, default=10)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(given.one, given.add)))
        return 0
    for size in given.sizes:
        command = [sys.executable, "-m", "benchmarks.linking", "--one", str(size)]
        subprocess.run([*command, "--add", str(given.add)], check=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
