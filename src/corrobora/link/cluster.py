"""Subjects into clusters, by what people and programs judged the same.

People's decisions hold absolutely: a pair that a person ruled apart is never in one cluster, and a
pair that a person joined is, unless another person's "no" forbids it. People's joins are made
before the machine's, so that no machine join stands in their way.

The machine joins the two groups that agree best on the average of all their pairs, again and again,
until none agree well enough: one pair that looks alike by chance never chains two happenings. It
brings events of one document together only where the document tells one happening several times.
The result does not hang on the order of the input.
"""

import heapq
from collections.abc import Iterable, Mapping

from corrobora.link.rulings import pair_of, rank, standing
from corrobora.link.score import Match, log_odds, main, threshold, tied
from corrobora.model import Same, Verdict

Pair = tuple[str, str]


def cluster(
    documents: Mapping[str, str],
    decisions: Iterable[Same],
    matches: Iterable[Match] = (),
) -> tuple[tuple[str, ...], ...]:
    """A partition of the subjects: sorted clusters of sorted ids.

    `documents` names each subject's document. Decisions on other subjects are passed over.
    `matches` are fresh judgements of the program and stand before its older decisions, yet never
    before a person's; one between events of one document says that it tells one happening several
    times. Of people's contradictory joins the newer is made first.
    """
    ruled = {
        pair: same
        for pair, same in standing(decisions, pair_of).items()
        if same.left in documents and same.right in documents
    }
    people = {pair: same for pair, same in ruled.items() if same.by_person}
    groups = Groups(documents)
    for (left, right), same in people.items():
        if same.verdict is Verdict.NO:
            groups.keep_apart(left, right)
    joins = [same for same in people.values() if same.verdict is Verdict.YES]
    for same in sorted(joins, key=rank, reverse=True):
        groups.join(same.left, same.right)
    between: list[Match] = []
    for match in sorted(matches, key=lambda match: (match.left, match.right)):
        if match.left not in documents or match.right not in documents:
            continue
        if documents[match.left] != documents[match.right]:
            between.append(match)
        elif match.verdict is Verdict.YES and (match.left, match.right) not in people:
            groups.join(match.left, match.right)
    groups.settle()
    # What both reports are mainly about goes first: it is told at length, and what a report only
    # mentions must not take its place.
    _join_by_agreement(groups, _edges({}, people, [one for one in between if main(one)]))
    _join_by_agreement(groups, _edges(ruled, people, between))
    return groups.clusters()


def _edges(
    ruled: Mapping[Pair, Same],
    people: Mapping[Pair, Same],
    matches: Iterable[Match],
) -> dict[Pair, float]:
    """The log-odds of every pair that the program judged and no person has."""
    found = {
        pair: log_odds(same.score if same.score is not None else 0.9)
        for pair, same in ruled.items()
        if pair not in people and same.verdict is Verdict.YES
    }
    for match in matches:
        pair = match.left, match.right
        if pair in people:
            continue
        found.pop(pair, None)
        # Of two events that agree equally well neither is joined by itself.
        found[pair] = log_odds(threshold("ask") if tied(match) else match.score)
    return found


def _join_by_agreement(groups: "Groups", edges: Mapping[Pair, float]) -> None:
    """Join groups by average agreement, the best first."""
    sums: dict[str, dict[str, tuple[float, int]]] = {}
    for (left, right), value in sorted(_between_voices(groups, edges).items()):
        one, other = groups.root(left), groups.root(right)
        if one != other:
            _add(sums, one, other, value, 1)
    unknown, least = log_odds(0.0), log_odds(threshold("same"))

    def agreement(one: str, other: str) -> float:
        total, judged = sums[one][other]
        pairs = groups.voices(one) * groups.voices(other)
        return (total + unknown * (pairs - judged)) / pairs

    heap = [
        (-agreement(one, other), one, other)
        for one, near in sums.items()
        for other in near
        if one < other
    ]
    heapq.heapify(heap)
    while heap:
        against, one, other = heapq.heappop(heap)
        if -against < least:
            break
        # An entry is out of date if a group has grown or gone since.
        if other not in sums.get(one, {}) or agreement(one, other) != -against:
            continue
        if groups.share_document(one, other) or not groups.join(one, other):
            _forget(sums, one, other)
            continue
        root = groups.root(one)
        gone = other if root == one else one
        for third, (total, judged) in sorted(sums.pop(gone, {}).items()):
            del sums[third][gone]
            if third != root:
                _add(sums, root, third, total, judged)
        for third in sums.get(root, {}):
            a, b = sorted((root, third))
            heapq.heappush(heap, (-agreement(a, b), a, b))


def _between_voices(groups: "Groups", edges: Mapping[Pair, float]) -> dict[Pair, float]:
    """The best agreement between each two voices.

    What people joined, and what one report tells twice, is one voice: it agrees with what any of
    its members agrees with, so that a person's join undoes none of the machine's.
    """
    found: dict[Pair, float] = {}
    for (left, right), value in edges.items():
        one, other = sorted((groups.voice(left), groups.voice(right)))
        if one != other:
            found[one, other] = max(value, found.get((one, other), value))
    return found


def _add(
    sums: dict[str, dict[str, tuple[float, int]]], one: str, other: str, value: float, judged: int
) -> None:
    total, known = sums.setdefault(one, {}).get(other, (0.0, 0))
    sums[one][other] = total + value, known + judged
    sums.setdefault(other, {})[one] = sums[one][other]


def _forget(sums: dict[str, dict[str, tuple[float, int]]], one: str, other: str) -> None:
    del sums[one][other]
    del sums[other][one]


class Groups:
    """Disjoint sets that refuse to bring together what must stay apart.

    The root of a group is its smallest member.
    """

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._parent = {subject: subject for subject in documents}
        # A subject that stands alone has no entry in these: most do.
        self._members: dict[str, set[str]] = {}
        self._documents: dict[str, set[str]] = {}
        self._document = documents
        self._apart: dict[str, set[str]] = {}
        self._voice: dict[str, str] = {}
        self._voices: dict[str, int] = {}

    def keep_apart(self, left: str, right: str) -> None:
        """Forbid that the two ever meet. To be called before any join."""
        self._apart.setdefault(left, set()).add(right)
        self._apart.setdefault(right, set()).add(left)

    def share_document(self, left: str, right: str) -> bool:
        """Whether a join would bring two subjects of one document together."""
        one, other = self.root(left), self.root(right)
        return one != other and not self._spanned(one).isdisjoint(self._spanned(other))

    def settle(self) -> None:
        """Make a voice of each group as it stands. To be called before the machine's joins."""
        self._voice = {member: root for root, some in self._members.items() for member in some}
        self._voices = {}

    def voice(self, subject: str) -> str:
        """The member that stood for a subject's group when groups were settled."""
        return self._voice.get(subject, subject)

    def voices(self, subject: str) -> int:
        """How many voices the group of a subject holds."""
        return self._voices.get(self.root(subject), 1)

    def join(self, left: str, right: str) -> bool:
        """Join the groups of the two, unless some pair must stay apart; whether it was done."""
        one, other = sorted((self.root(left), self.root(right)))
        if one == other or not self._apart.get(one, set()).isdisjoint(self._within(other)):
            return False
        voices = self.voices(one) + self.voices(other)
        self._parent[other] = one
        self._members[one] = self._within(one) | self._within(other)
        self._documents[one] = self._spanned(one) | self._spanned(other)
        self._members.pop(other, None)
        self._documents.pop(other, None)
        self._voices.pop(other, None)
        self._voices[one] = voices
        if other in self._apart:
            self._apart.setdefault(one, set()).update(self._apart.pop(other))
        return True

    def clusters(self) -> tuple[tuple[str, ...], ...]:
        """The groups, each sorted, in order of their first members."""
        alone = ((one,) for one, root in self._parent.items() if one == root)
        single = [one for one in alone if one[0] not in self._members]
        return tuple(sorted([*single, *(tuple(sorted(m)) for m in self._members.values())]))

    def _within(self, root: str) -> set[str]:
        return self._members.get(root) or {root}

    def _spanned(self, root: str) -> set[str]:
        return self._documents.get(root) or {self._document[root]}

    def root(self, subject: str) -> str:
        """The member that stands for a subject's group."""
        while self._parent[subject] != subject:
            self._parent[subject] = self._parent[self._parent[subject]]
            subject = self._parent[subject]
        return subject


__all__ = ["cluster"]
