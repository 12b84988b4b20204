"""Under which name a person or group is listed.

Whoever is written alike is listed once, whatever the case, marks and articles. Beyond that people
decide: names that somebody joined are listed as one, and of a name that several bear those whom
somebody parted stand apart. Names of two parts that the program itself holds for one person's, for
they have a part in one happening or tell of the same age, are one until a person parts them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corrobora.assemble.deciding import undoes
from corrobora.assemble.incidents import Assembled
from corrobora.assemble.people import Person, people
from corrobora.link.names import fold
from corrobora.link.rulings import pair_of, rank, standing
from corrobora.link.variants import parts
from corrobora.model import Actor, Role, Same, Verdict
from corrobora.values import Text

Pair = tuple[str, str]

# How a description of people begins that is no name: "a Taliban leader", "22 people", "those".
_DESCRIBED = re.compile(
    r"(?:an?|some|several|many|few|more|most|other|others|another|all|both|each|every|no|"
    r"those|these|this|that|their|his|her|its|our|my|who|dozens|scores|hundreds|thousands|one|two|"
    r"three|four|five|six|seven|eight|nine|ten|eleven|twelve|at least|up to|about|nearly|almost|"
    r"around|over)\b|[\W_]*\d",
    re.IGNORECASE,
)

# What stands small within a name.
_BETWEEN = frozenset(
    "of the and for in al el ul bin ibn ben abu de da do dos di von van der".split()
)


class Persons:
    """Spellings and the names under which they are listed; `parted` are actors that stand apart."""

    def __init__(self, heads: Mapping[str, str], parted: Mapping[str, str]) -> None:
        self.heads = heads
        self.parted = parted

    def own(self, name: str, actor: str | None = None) -> str:
        """The spelling, folded; of an actor that was parted from others of the name one's own."""
        return self.parted.get(actor or "") or fold(name)

    def key(self, own: str) -> str:
        """The name under which a spelling is listed."""
        return self.heads.get(own, own)

    def listed(self, name: str, actor: str | None = None) -> str:
        """The name under which an actor that goes by `name` is listed."""
        return self.key(self.own(name, actor))


def persons(named: Mapping[str, str], rulings: Iterable[Same], joined: Iterable[Pair]) -> Persons:
    """Who is listed under which name.

    `named` are the folded names of the actors that people ruled on, `rulings` what they ruled,
    `joined` the pairs of names that the program holds for one person's.
    """
    ruled = {p: s for p, s in standing(rulings, pair_of).items() if set(p) <= named.keys()}
    # Undoing a first ruling leaves the pair to nobody, as it was before.
    own = (one for one in ruled.values() if one.verdict is not Verdict.UNSURE or not undoes(one))
    said = sorted(own, key=rank, reverse=True)
    yes = [(one.left, one.right) for one in said if one.verdict is Verdict.YES]
    no = [(one.left, one.right) for one in said if one.verdict is not Verdict.YES]
    parted = dict(_parted(named, yes, no))

    def key(actor: str) -> str:
        return parted.get(actor) or named[actor]

    sets = _Sets((key(left), key(right)) for left, right in no)
    for left, right in yes:
        sets.join(key(left), key(right))
    for one, other in sorted(joined):
        sets.join(one, other)
    return Persons(sets.heads(), parted)


def proper(name: str) -> bool:
    """Whether it is a name, and not a description: "Ilya Tarn", "the Kurds", not "22 people"."""
    plain = re.sub(r"^(?:the|The)\s+", "", name.strip())
    if _DESCRIBED.match(plain):
        return False
    # Where letters have no case, nothing tells the two apart.
    return plain.casefold() == plain.upper() or any(c.isupper() for c in plain)


def all_name(name: str) -> bool:
    """Whether every word of it is part of a name: "Ilya bin Tarn", not "Orman police sources"."""
    return proper(name) and all(_named(word) for word in name.split())


def actor_rows(found: Assembled, documents: set[str]) -> list[dict[str, str]]:
    """The named actors of the documents, as the store takes them."""
    return [
        {
            "subject": actor.subject.id,
            "document_id": actor.subject.anchor.document_id,
            "name": name,
            "key": fold(name),
        }
        for actor in found.views.actors
        if actor.subject.anchor.document_id in documents and (name := name_of(actor))
    ]


def joined_pairs(found: Assembled, documents: set[str]) -> Iterator[Pair]:
    """Pairs of actors of different full names that are one person to the program."""
    for person in people(found):
        yield from _chain(person, documents)


def name_of(actor: Actor) -> str:
    """The fullest name that a report gives an actor, "" where it gives none."""
    names = [c.value.text for c in actor.of(Role.NAME) if isinstance(c.value, Text)]
    return max(names, key=lambda name: (len(name.split()), len(name)), default="")


def _named(word: str) -> bool:
    letters = word.strip("\"'“”‘’(),.")
    cased = letters.upper() != letters.lower()
    return not cased or any(c.isupper() for c in letters) or letters in _BETWEEN


def _chain(person: Person, documents: set[str]) -> Iterator[Pair]:
    first, *others = person.actors
    for other in others:
        ours, theirs = name_of(first), name_of(other)
        touched = {first.subject.anchor.document_id, other.subject.anchor.document_id} & documents
        if touched and fold(ours) != fold(theirs) and min(map(len, map(parts, (ours, theirs)))) > 1:
            left, right = sorted((first.subject.id, other.subject.id))
            yield left, right


def _parted(
    named: Mapping[str, str], yes: Sequence[Pair], no: Sequence[Pair]
) -> Iterator[tuple[str, str]]:
    """The actors that stand apart from most of their name, each with the name it stands under."""
    within = [pair for pair in no if named[pair[0]] == named[pair[1]]]
    for name in sorted({named[left] for left, _ in within}):
        apart = {frozenset(pair) for pair in within if named[pair[0]] == name}
        sides = _Sets(())
        for actor in sorted(one for one in named if named[one] == name):
            sides.join(actor, actor)
        for left, right in yes:
            if named[left] == named[right] == name:
                sides.join(left, right)
        bodies: list[list[str]] = []
        for side in sorted(sides.groups(), key=lambda group: (-len(group), group)):
            body = next((b for b in bodies if not _any_apart(b, side, apart)), None)
            if body is None:
                bodies.append(list(side))
            else:
                body += side
        for body in bodies[1:]:
            key = f"{name} {min(body)[2:8]}"
            yield from ((actor, key) for actor in body)


def _any_apart(one: Iterable[str], other: Sequence[str], apart: set[frozenset[str]]) -> bool:
    return any(frozenset((a, b)) in apart for a in one for b in other)


class _Sets:
    """Disjoint sets; two are not joined where a pair between them is to stay apart."""

    def __init__(self, apart: Iterable[Pair]) -> None:
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._home: dict[str, list[str]] = {}

    def join(self, one: str, other: str) -> None:
        ours = self._home.setdefault(one, [one])
        theirs = self._home.setdefault(other, [other])
        if ours is theirs or any(self._apart[a] & set(theirs) for a in ours if a in self._apart):
            return
        ours += theirs
        for name in theirs:
            self._home[name] = ours

    def groups(self) -> list[list[str]]:
        return [sorted(group) for group in {id(g): g for g in self._home.values()}.values()]

    def heads(self) -> dict[str, str]:
        """For each of several names that are one the fullest of them."""
        found: dict[str, str] = {}
        for group in self.groups():
            head = min(group, key=lambda name: (-len(parts(name)), -len(name), name))
            found |= {name: head for name in group if len(group) > 1}
        return found


__all__ = ["Persons", "actor_rows", "all_name", "joined_pairs", "name_of", "persons", "proper"]
