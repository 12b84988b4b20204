"""Linking that grows: new tellings meet those there already, and only what they touch is redone.

Adding tellings in any number of steps and in any order gives the clusters that linking all at once
gives. A block that becomes a crowd proposes fewer pairs than before; those are taken back.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from corrobora.link.block import Block, blocks, within
from corrobora.link.cluster import cluster
from corrobora.link.score import Match, judge, rivalled, slim, threshold
from corrobora.link.telling import Telling, limit
from corrobora.model import Same

Pair = tuple[str, str]


class Linker:
    """The tellings linked so far, and their clusters."""

    def __init__(self, decisions: Iterable[Same] = ()) -> None:
        self._decisions: defaultdict[str, list[Same]] = defaultdict(list)
        self._tellings: dict[str, Telling] = {}
        self._members: defaultdict[Block, list[str]] = defaultdict(list)
        self._judged: dict[Pair, Match] = {}
        self._near: defaultdict[str, set[str]] = defaultdict(set)
        self._cluster: dict[str, tuple[str, ...]] = {}
        for same in decisions:
            self._keep(same)

    def add(self, tellings: Iterable[Telling]) -> frozenset[str]:
        """Link more tellings; the subjects whose clusters may have changed."""
        fresh: dict[Block, list[str]] = {}
        touched: set[str] = set()
        for telling in sorted(tellings, key=lambda telling: telling.subject):
            if telling.subject in self._tellings:
                continue
            self._tellings[telling.subject] = telling
            touched.add(telling.subject)
            for block in dict.fromkeys(blocks(telling)):
                fresh.setdefault(block, []).append(telling.subject)
        lost: set[Pair] = set()
        for block, subjects in fresh.items():
            before = self._members[block]
            was = set() if self._only_grows(block, subjects) else set(self._pairs(block, before))
            self._members[block] = sorted([*before, *subjects])
            news = set(subjects)
            for pair in self._pairs(block, self._members[block]):
                was.discard(pair)
                if (pair[0] in news or pair[1] in news) and pair not in self._judged:
                    self._judge(pair, touched)
            lost |= was
        for pair in sorted(lost):
            if pair in self._judged and not self._proposed(pair):
                self._forget(pair, touched)
        return self._redo(touched)

    def decide(self, same: Same) -> frozenset[str]:
        """Take a decision in; the subjects whose clusters may have changed."""
        self._keep(same)
        return self._redo({same.left, same.right} & self._tellings.keys())

    def clusters(self) -> tuple[tuple[str, ...], ...]:
        """The clusters of all tellings, as `cluster` gives them."""
        return tuple(sorted(set(self._cluster.values())))

    def matches(self) -> list[Match]:
        """The judgements of all pairs worth keeping."""
        return rivalled(self._judged.values(), self._documents(self._tellings))

    def _keep(self, same: Same) -> None:
        self._decisions[same.left].append(same)
        self._near[same.left].add(same.right)
        self._near[same.right].add(same.left)

    def _only_grows(self, block: Block, more: list[str]) -> bool:
        """Whether a block with `more` members proposes all pairs that it did before."""
        return block[0] != "day" and len(self._members[block]) + len(more) <= limit("crowd")

    def _pairs(self, block: Block, members: Iterable[str]) -> Iterator[Pair]:
        for left, right in within(block[0], [self._tellings[one] for one in members]):
            yield left.subject, right.subject

    def _proposed(self, pair: Pair) -> bool:
        """Whether some block still proposes a pair."""
        left, right = (self._tellings[subject] for subject in pair)
        shared = set(blocks(left)) & set(blocks(right))
        return any(pair in set(self._pairs(block, self._members[block])) for block in shared)

    def _judge(self, pair: Pair, touched: set[str]) -> None:
        match = judge(self._tellings[pair[0]], self._tellings[pair[1]])
        if match.score >= threshold("floor"):
            self._judged[pair] = slim(match)
            self._near[pair[0]].add(pair[1])
            self._near[pair[1]].add(pair[0])
            touched.update(pair)

    def _forget(self, pair: Pair, touched: set[str]) -> None:
        del self._judged[pair]
        touched.update(pair)
        if not any(same.right == pair[1] for same in self._decisions[pair[0]]):
            self._near[pair[0]].discard(pair[1])
            self._near[pair[1]].discard(pair[0])

    def _redo(self, touched: set[str]) -> frozenset[str]:
        """Cluster anew what hangs together with `touched`."""
        done: set[str] = set()
        for subject in sorted(touched):
            if subject not in done:
                part = self._part(subject)
                done |= part
                self._cluster_part(part)
        return frozenset(done)

    def _part(self, subject: str) -> set[str]:
        found, open_ends = {subject}, [subject]
        while open_ends:
            more = {one for one in self._near[open_ends.pop()] if one in self._tellings} - found
            found |= more
            open_ends += more
        return found

    def _cluster_part(self, part: set[str]) -> None:
        documents = self._documents(part)
        pairs = {(a, b) for a in part for b in self._near[a] if a < b and (a, b) in self._judged}
        judged = rivalled([self._judged[pair] for pair in sorted(pairs)], documents)
        decisions = [same for one in sorted(part) for same in self._decisions.get(one, ())]
        for group in cluster(documents, decisions, judged):
            for subject in group:
                self._cluster[subject] = group

    def _documents(self, subjects: Iterable[str]) -> dict[str, str]:
        return {one: self._tellings[one].document for one in sorted(subjects)}


__all__ = ["Linker"]
