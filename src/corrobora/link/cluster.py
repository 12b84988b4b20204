"""Subjects into clusters, by what people and programs judged the same.

People's decisions hold absolutely: a pair that a person ruled apart is never in one cluster, and a
pair that a person joined is, unless another person's "no" forbids it. People's joins are made
before the machine's, so that no machine join stands in their way; and a machine never brings two
events of one document together. The result does not hang on the order of the input.
"""

from collections.abc import Iterable, Mapping

from corrobora.link.rulings import pair_of, rank, standing
from corrobora.link.score import Match
from corrobora.model import Same, Verdict


def cluster(
    documents: Mapping[str, str], decisions: Iterable[Same], matches: Iterable[Match] = ()
) -> tuple[tuple[str, ...], ...]:
    """A partition of the subjects: sorted clusters of sorted ids.

    `documents` names each subject's document. Decisions on other subjects are passed over.
    `matches` are fresh judgements of the program and stand before its older decisions, yet never
    before a person's. Of people's contradictory joins the newer is made first.
    """
    ruled = {
        pair: same
        for pair, same in standing(decisions, pair_of).items()
        if same.left in documents and same.right in documents
    }
    people = {pair: same for pair, same in ruled.items() if same.by_person}
    groups = _Groups(documents)
    for (left, right), same in people.items():
        if same.verdict is Verdict.NO:
            groups.keep_apart(left, right)
    joins = [same for same in people.values() if same.verdict is Verdict.YES]
    for same in sorted(joins, key=rank, reverse=True):
        groups.join(same.left, same.right)
    machine = {
        pair: same.score or 0.0
        for pair, same in ruled.items()
        if pair not in people and same.verdict is Verdict.YES
    }
    for match in matches:
        pair = match.left, match.right
        known = match.left in documents and match.right in documents
        if pair in people or not known:
            continue
        machine.pop(pair, None)
        if match.verdict is Verdict.YES:
            machine[pair] = match.score
    for (left, right), _ in sorted(machine.items(), key=lambda item: (-item[1], item[0])):
        if not groups.share_document(left, right):
            groups.join(left, right)
    return groups.clusters()


class _Groups:
    """Disjoint sets that refuse to bring together what must stay apart."""

    def __init__(self, documents: Mapping[str, str]) -> None:
        self._parent = {subject: subject for subject in documents}
        self._members = {subject: {subject} for subject in documents}
        self._documents = {subject: {document} for subject, document in documents.items()}
        self._apart: dict[str, set[str]] = {subject: set() for subject in documents}

    def keep_apart(self, left: str, right: str) -> None:
        """Forbid that the two ever meet. To be called before any join."""
        self._apart[left].add(right)
        self._apart[right].add(left)

    def share_document(self, left: str, right: str) -> bool:
        """Whether a join would bring two subjects of one document together."""
        one, other = self._root(left), self._root(right)
        return one != other and not self._documents[one].isdisjoint(self._documents[other])

    def join(self, left: str, right: str) -> None:
        """Join the groups of the two, unless a pair in them must stay apart."""
        one, other = self._root(left), self._root(right)
        if one == other or not self._apart[one].isdisjoint(self._members[other]):
            return
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        self._parent[other] = one
        self._members[one] |= self._members.pop(other)
        self._documents[one] |= self._documents.pop(other)
        self._apart[one] |= self._apart.pop(other)

    def clusters(self) -> tuple[tuple[str, ...], ...]:
        """The groups, each sorted, in order of their first members."""
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))

    def _root(self, subject: str) -> str:
        while self._parent[subject] != subject:
            self._parent[subject] = self._parent[self._parent[subject]]
            subject = self._parent[subject]
        return subject
