"""Pairs of events judged: the same, different, or a question for a person, with the reasons."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from corrobora.codebook.table import table
from corrobora.link.compare import REQUIRED, SUPPORTING, Evidence
from corrobora.link.telling import Telling
from corrobora.model import Record, Same, Verdict

ORIGIN = "link@1"

# The share of a score that only supporting evidence can add.
_SUPPORT_SHARE = 0.1


class Match(Record, frozen=True, kw_only=True):
    """How a pair of events was judged by the program; `left` < `right` are subject ids."""

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
    left, right = sorted((left, right), key=lambda telling: telling.subject)
    required = [comparator(left, right) for comparator in REQUIRED]
    support = [found for c in SUPPORTING if (found := c(left, right)) is not None]
    evidence = [found for found in required if found is not None] + support
    score = 1.0
    for found in required:
        # What one of the two leaves open is no agreement.
        score *= found.score if found is not None else 0.0
    score *= 1 - _SUPPORT_SHARE + _SUPPORT_SHARE * _share(support)
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
    """The judgements of all pairs, by subject ids.

    Where two events of one document agree as well with one event of another, neither is joined:
    a tie is a doubt. Where one agrees better, the other is not joined.
    """
    judged = {}
    rivals: defaultdict[tuple[str, str], list[Match]] = defaultdict(list)
    for left, right in pairs:
        match = judge(left, right)
        judged[match.left, match.right] = match
        if match.verdict is Verdict.YES:
            rivals[left.subject, right.document].append(match)
            rivals[right.subject, left.document].append(match)
    for rivalling in rivals.values():
        best = max(match.score for match in rivalling)
        leaders = [match for match in rivalling if match.score == best]
        for match in rivalling:
            if len(leaders) > 1 or match.score < best:
                judged[match.left, match.right] = _doubted(match)
    return [judged[key] for key in sorted(judged)]


def _doubted(match: Match) -> Match:
    reason = "another event of the same report agrees as well or better"
    rival = Evidence(question="rival", score=0.0, reason=reason)
    return Match(
        left=match.left,
        right=match.right,
        score=match.score,
        verdict=Verdict.UNSURE,
        evidence=(*match.evidence, rival),
    )


def _share(support: list[Evidence]) -> float:
    weights = table("linking")["support"]
    total = sum(weights[found.question] for found in support)
    won = sum(weights[found.question] * found.score for found in support)
    return float(won / total) if total else 0.0


def _verdict(score: float) -> Verdict:
    threshold = table("linking")["threshold"]
    if score >= threshold["same"]:
        return Verdict.YES
    return Verdict.UNSURE if score >= threshold["ask"] else Verdict.NO
