"""Which reports were copied from each other: whole, cut, or with some words changed.

A report's runs of four words are hashed; one in eight of the hashes serves to find reports that may
share text, and the share of the shorter report's runs that stand in the longer one decides.
"""

import functools
import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from corrobora.codebook.table import table

_RUN = 4
_SAMPLE = 8
_WORD = re.compile(r"\w+")


@functools.lru_cache(maxsize=1024)
def runs(text: str) -> frozenset[int]:
    """The hashes of all runs of four words of a text."""
    words = _WORD.findall(text.casefold())
    last = max(1, len(words) - _RUN + 1)
    return frozenset(
        zlib.crc32(" ".join(words[at : at + _RUN]).encode()) for at in range(last) if words
    )


def shared(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the shorter text's runs that the longer one has."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def copies(texts: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """The pairs of texts, by their names, that share so much that one was made from the other."""
    all_runs = {name: runs(text) for name, text in sorted(texts.items())}
    least, fewest = _limit("copied_share"), _limit("copied_runs")
    for one, other in _candidates(all_runs):
        a, b = all_runs[one], all_runs[other]
        share = shared(a, b)
        if share >= least and min(len(a), len(b)) >= fewest:
            yield one, other, share


def _candidates(all_runs: Mapping[str, frozenset[int]]) -> Iterable[tuple[str, str]]:
    """Pairs that share a sampled run; short texts are looked up by all of theirs."""
    holding: defaultdict[int, list[str]] = defaultdict(list)
    for name, found in all_runs.items():
        short = len(found) < _SAMPLE * _SAMPLE
        for run in found:
            if short or run % _SAMPLE == 0:
                holding[run].append(name)
    counts: Counter[tuple[str, str]] = Counter()
    for names in holding.values():
        # A run that many have is an agency's or a publisher's standing phrase.
        if len(names) <= _limit("standing_phrase"):
            counts.update(combinations(sorted(names), 2))
    return sorted(counts)


def _limit(name: str) -> float:
    return float(table("linking")["limits"][name])
