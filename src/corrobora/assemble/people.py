"""People and groups across reports, and the list of named victims with their sources."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from corrobora.assemble.incidents import Assembled
from corrobora.ids import content_id
from corrobora.link.cluster import cluster
from corrobora.link.persons import Bearer, person_matches
from corrobora.model import Actor, Claim, Record, Role, Same
from corrobora.values import ActorRef, Outcome, Stance, Text, Toll

_NAMED = re.compile(r"[A-ZÀ-Þ]\w+$|[A-ZÀ-Þ]\w+['’.-]")


class Person(Record, frozen=True, kw_only=True):
    """A view: the actors of several reports judged to be one person or one group."""

    actors: tuple[Actor, ...]

    @cached_property
    def id(self) -> str:
        """The content id of the smallest actor: stable while that actor belongs to it."""
        return content_id("p", min(actor.subject.id for actor in self.actors))

    @property
    def name(self) -> str:
        """The fullest name that any report gives, the first of equally full ones."""
        names = [text for actor in self.actors for text in _texts(actor, Role.NAME)]
        return max(names, key=lambda name: len(name.split()), default="")

    def of(self, role: Role) -> tuple[Claim, ...]:
        """The claims of all reports that answer `role`."""
        return tuple(claim for actor in self.actors for claim in actor.of(role))

    def told(self, role: Role) -> tuple[str, ...]:
        """The different answers to a role, in the words of the reports."""
        listed = (text for actor in self.actors for text in _texts(actor, role))
        return tuple(dict.fromkeys(listed))


class Victim(Record, frozen=True, kw_only=True):
    """A named person, what befell him, and where that is said.

    `claims` are the tolls and mentions as a victim that name the person; `outcomes` is empty where
    the reports say only that something was done to him.
    """

    person: Person
    incident: str
    outcomes: tuple[Outcome, ...]
    claims: tuple[Claim, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The reports that name him as a victim."""
        return tuple(sorted({claim.document_id for claim in self.claims}))


def people(assembled: Assembled) -> tuple[Person, ...]:
    """The named persons and groups that the actors come to, under people's decisions, by name."""
    named = {actor.subject.id: actor for actor in assembled.views.actors if _named(actor)}
    listed = bearers(assembled)
    documents = {one.subject: one.document for one in listed}
    decisions = [one for one in assembled.decisions if isinstance(one, Same)]
    groups = cluster(documents, decisions, person_matches(listed))
    found = [Person(actors=tuple(named[one] for one in group)) for group in groups]
    return tuple(sorted(found, key=lambda person: (person.name, person.id)))


def bearers(assembled: Assembled) -> list[Bearer]:
    """What linking compares of the named actors, by their ids."""
    parts = _incidents_of_actors(assembled)
    named = {actor.subject.id: actor for actor in assembled.views.actors if _named(actor)}
    return [_bearer(actor, parts[subject]) for subject, actor in sorted(named.items())]


def victims(assembled: Assembled) -> tuple[Victim, ...]:
    """The named victims of every incident, incident by incident, by name."""
    by_actor = {actor.subject.id: person for person in people(assembled) for actor in person.actors}
    found: list[Victim] = []
    for incident in assembled.incidents:
        claims: defaultdict[str, list[Claim]] = defaultdict(list)
        persons: dict[str, Person] = {}
        for claim in incident.of(Role.WHOM):
            person = _person_of(claim, by_actor)
            if person is not None and claim.stance is not Stance.DENIED:
                persons[person.id] = person
                claims[person.id].append(claim)
        for event in incident.events:
            for claim in event.of(Role.TOLL):
                if claim.stance is Stance.DENIED or not isinstance(claim.value, Toll):
                    continue
                for one in event.of(Role.WHOM):
                    person = _person_of(one, by_actor)
                    if person is not None and _counts(claim, one):
                        persons[person.id] = person
                        claims[person.id].append(claim)
        for ident in sorted(persons, key=lambda ident: (persons[ident].name, ident)):
            listed = tuple(dict.fromkeys(claims[ident]))
            outcomes = (c.value.outcome for c in listed if isinstance(c.value, Toll))
            found.append(
                Victim(
                    person=persons[ident],
                    incident=incident.id,
                    outcomes=tuple(dict.fromkeys(outcomes)),
                    claims=listed,
                )
            )
    return tuple(found)


def _counts(toll: Claim, victim: Claim) -> bool:
    """Whether a toll of one counts the very person named: their words are the same."""
    value = toll.value
    one = isinstance(value, Toll) and (value.low, value.high) == (1, 1)
    return one and any(a.overlaps(b) for a in toll.spans for b in victim.spans)


def _person_of(claim: Claim, by_actor: Mapping[str, Person]) -> Person | None:
    value = claim.value
    return by_actor.get(value.actor or "") if isinstance(value, ActorRef) else None


def _incidents_of_actors(assembled: Assembled) -> defaultdict[str, frozenset[str]]:
    found: defaultdict[str, frozenset[str]] = defaultdict(frozenset)
    for incident in assembled.incidents:
        for role in (Role.WHO, Role.WHOM, Role.RESPONSIBILITY):
            for claim in incident.of(role):
                if isinstance(claim.value, ActorRef) and claim.value.actor:
                    found[claim.value.actor] |= {incident.id}
    return found


def _named(actor: Actor) -> bool:
    """Whether an actor goes by a proper name: "Ilya Tarn", not "the soldier"."""
    names = list(_texts(actor, Role.NAME))
    return any(_NAMED.search(name.split()[-1]) for name in names if name.split())


def _bearer(actor: Actor, incidents: frozenset[str]) -> Bearer:
    name = max(_texts(actor, Role.NAME), key=lambda name: len(name.split()))
    return Bearer(
        subject=actor.subject.id,
        document=actor.subject.anchor.document_id,
        name=name,
        age=_age(actor),
        sex=next(iter(_texts(actor, Role.SEX)), None),
        origin=next(iter((*_texts(actor, Role.ORIGIN), *_texts(actor, Role.RESIDENCE))), None),
        position=next(iter(_texts(actor, Role.POSITION)), None),
        incidents=incidents,
    )


def _age(actor: Actor) -> int | None:
    for text in _texts(actor, Role.AGE):
        digits = re.search(r"\d{1,3}", text)
        if digits:
            return int(digits.group())
    return None


def _texts(actor: Actor, role: Role) -> Iterable[str]:
    return [claim.value.text for claim in actor.of(role) if isinstance(claim.value, Text)]


__all__ = ["Person", "Victim", "bearers", "people", "victims"]
