"""Pairs of tellings judged: the same, different, or a question for a person, with the reasons."""

import datetime as dt
import functools
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import structs

from corrobora.codebook.table import table
from corrobora.link.compare import COMPARATORS, Evidence, weights
from corrobora.link.telling import Telling
from corrobora.model import Record, Same, Verdict

ORIGIN = "link@2"


class Match(Record, frozen=True, kw_only=True):
    """How a pair of events was judged by the program; `left` < `right` are subject ids.

    `score` is the probability that they tell of one happening.
    """

    left: str
    right: str
    score: float
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()

    def decision(self, at: dt.datetime) -> Same:
        """The judgement as a decision of the program, to be stored."""
        return Same(
            by=ORIGIN,
            at=at,
            reason="; ".join(found.reason for found in self.evidence),
            left=self.left,
            right=self.right,
            verdict=self.verdict,
            score=self.score,
        )


def judge(left: Telling, right: Telling) -> Match:
    """The program's judgement of one pair, whatever their order."""
    if left.subject > right.subject:
        left, right = right, left
    evidence = [found for one in COMPARATORS if (found := one(left, right)) is not None]
    score = probability(base() + sum(found.points for found in evidence))
    if not (left.comparable and right.comparable) or left.document == right.document:
        score = 0.0
    return Match(
        left=left.subject,
        right=right.subject,
        score=round(score, 4),
        verdict=_verdict(score),
        evidence=tuple(evidence),
    )


def matches(pairs: Iterable[tuple[Telling, Telling]]) -> list[Match]:
    """The judgements worth keeping of all pairs, by subject ids, with rivals doubted."""
    found = []
    documents: dict[str, str] = {}
    for left, right in pairs:
        if not _within_reach(left, right):
            continue
        match = judge(left, right)
        if match.score >= threshold("floor"):
            found.append(slim(match))
            documents[left.subject], documents[right.subject] = left.document, right.document
    return rivalled(found, documents)


def _within_reach(left: Telling, right: Telling) -> bool:
    """Whether a pair may reach the floor: most plainly cannot, once a few questions are asked."""
    if not (left.comparable and right.comparable) or left.document == right.document:
        return False
    points, least = base(), _least()
    for compare, more in zip(COMPARATORS, _most_beyond(), strict=True):
        found = compare(left, right)
        points += found.points if found is not None else 0.0
        if points + more < least:
            return False
    return True


@functools.cache
def _most_beyond() -> tuple[float, ...]:
    """For each comparator the most that all that are asked after it can weigh together."""
    most = []
    for compare in COMPARATORS:
        given = weights(compare.__name__)
        best = max(value for grade, value in given.items() if grade != "told")
        most.append(max(0.0, best + given.get("told", 0.0)))
    return tuple(math.fsum(most[at + 1 :]) for at in range(len(most)))


@functools.cache
def _least() -> float:
    """The log-odds below which a judgement is not kept; a little less, for what is rounded."""
    floor = threshold("floor") - 0.0001
    return math.log(floor / (1 - floor))


def slim(match: Match) -> Match:
    """The judgement; of one that is plainly no join only what clustering asks for."""
    if match.verdict is not Verdict.NO:
        return match
    kept = tuple(found for found in match.evidence if found.question == "focus")
    return structs.replace(match, evidence=kept)


def rivalled(judged: Iterable[Match], documents: Mapping[str, str]) -> list[Match]:
    """The judgements, by subject ids, those doubted that have a rival.

    Where two events of one document agree exactly as well with one event of another, neither is
    joined: a tie is a doubt. `documents` names each subject's document.
    """
    kept = {(match.left, match.right): match for match in judged}
    rivals: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
    for match in kept.values():
        if match.verdict is Verdict.YES:
            rivals[match.left, documents[match.right]].append(match)
            rivals[match.right, documents[match.left]].append(match)
    # A tie outweighs a mere better rival on the other side.
    doubts: dict[tuple[str, str], bool] = {}
    for rivalling in rivals.values():
        best = max(match.score for match in rivalling)
        leaders = sum(match.score == best for match in rivalling)
        for match in rivalling:
            if leaders > 1 or match.score < best:
                pair = match.left, match.right
                doubts[pair] = doubts.get(pair, False) or match.score == best
    for pair, equal in doubts.items():
        kept[pair] = _doubted(kept[pair], equal)
    return [kept[pair] for pair in sorted(kept)]


def probability(points: float) -> float:
    """Log-odds as a probability."""
    return 1 / (1 + math.exp(-max(-40.0, min(40.0, points))))


def log_odds(score: float) -> float:
    """A probability as log-odds, none further out than a pair that was never compared."""
    floor = threshold("floor")
    held = min(1 - floor / 10, max(floor, score))
    return math.log(held / (1 - held))


@functools.cache
def threshold(name: str) -> float:
    """A threshold of data/linking.toml."""
    return float(table("linking")["threshold"][name])


@functools.cache
def base() -> float:
    """The log-odds of a pair of which nothing is known."""
    return float(table("linking")["weights"]["base"])


def main(match: Match) -> bool:
    """Whether both reports are mainly about what was compared."""
    return all(found.question != "focus" for found in match.evidence)


def tied(match: Match) -> bool:
    """Whether another event of the same report agrees exactly as well."""
    return any(found.grade == "tie" for found in match.evidence)


def _doubted(match: Match, equal: bool) -> Match:
    reason = f"another event of the same report agrees {'as well' if equal else 'better'}"
    grade = "tie" if equal else "rival"
    rival = Evidence(question="rival", grade=grade, points=0.0, reason=reason)
    return structs.replace(match, verdict=Verdict.UNSURE, evidence=(*match.evidence, rival))


def _verdict(score: float) -> Verdict:
    if score >= threshold("same"):
        return Verdict.YES
    return Verdict.UNSURE if score >= threshold("ask") else Verdict.NO


__all__ = [
    "ORIGIN",
    "Match",
    "base",
    "judge",
    "log_odds",
    "main",
    "matches",
    "probability",
    "rivalled",
    "slim",
    "threshold",
    "tied",
]
