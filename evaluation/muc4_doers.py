"""Doers of an incident as MUC-4 fills: individuals, and organizations with the trust in them."""

import re
from dataclasses import dataclass, field
from functools import cache

from corrobora.codebook.table import table
from corrobora.model import Answerability, Claim, Role
from corrobora.values import ActorKind, ActorRef, Stance
from evaluation.muc4_incidents import Incident, Message
from evaluation.muc4_people import full_phrase, without_titles
from evaluation.muc4_words import TABLES, holds, known, listed, terms, tidy, words

_STATE = frozenset(
    [ActorKind.STATE_FORCE, ActorKind.MILITARY, ActorKind.POLICE, ActorKind.GOVERNMENT]
)
_FOES = frozenset([ActorKind.REBEL, ActorKind.TERRORIST, ActorKind.CRIMINAL])
# How far from an incident, in characters, a group is named in its context.
_NEAR = 400
_BRACKETS = re.compile(r"\s*[\[(][^\])]*[\])]?")


@dataclass
class Doers:
    """Individuals; and organizations with the confidence in them."""

    individuals: list[str] = field(default_factory=list)
    organizations: dict[str, str] = field(default_factory=dict)
    state: bool = False
    foes: bool = False


def doers(message: Message, one: Incident) -> Doers:
    """Who did it: people in `individuals`, bodies in `organizations`."""
    found = Doers()
    first: Claim | None = None
    for claim in one.of(Role.WHO):
        phrase = full_phrase(message, claim)
        if not isinstance(claim.value, ActorRef) or claim.value.kind is ActorKind.OBJECT:
            continue
        if phrase is None:
            continue
        first = first or claim
        organization, individual = _split(message, claim, phrase)
        if organization and not known(found.organizations, organization):
            found.organizations[organization] = _confidence(claim, organization)
        if individual and not known(found.individuals, individual):
            found.individuals.append(individual)
        state = claim.value.kind in _STATE or any(holds(phrase, t) for t in terms("state_doers"))
        found.state = found.state or (state and claim.value.kind not in _FOES)
        rebels = claim.value.kind in _FOES or bool(listed("rebels") & set(words(phrase)))
        found.foes = found.foes or rebels
    _add_answering(message, one, found)
    _add_group(message, one, found, first)
    return found


def _add_answering(message: Message, one: Incident, found: Doers) -> None:
    """Those who own up to the incident or are accused of it (part 2, slot 11).

    Owning up outweighs how else a body is told of; an accusation counts where nothing else is told.
    """
    for claim in one.of(Role.RESPONSIBILITY):
        phrase = full_phrase(message, claim)
        how = claim.answerability
        if not isinstance(claim.value, ActorRef) or phrase is None:
            continue
        if how not in (Answerability.CLAIMED, Answerability.ACCUSED):
            continue
        organization, individual = _split(message, claim, phrase)
        if individual and not known(found.individuals, individual):
            found.individuals.append(individual)
        if organization is None:
            continue
        same = next((name for name in found.organizations if known([name], organization)), None)
        if how is Answerability.CLAIMED:
            found.organizations[same or organization] = "CLAIMED OR ADMITTED"
        elif same is None:
            speakers = claim.attribution.speakers
            authority = bool(speakers) and speakers[0].kind.value in listed("authorities")
            by = " BY AUTHORITIES" if authority else ""
            found.organizations[organization] = f"SUSPECTED OR ACCUSED{by}"


def _add_group(message: Message, one: Incident, found: Doers, first: Claim | None) -> None:
    """The one armed group that a message names, as the doers' own or as a possible doer.

    Rebels without a name are of that group; where no doer is told, the group counts as possible if
    it is named nearby, for it is mentioned in the context of the incident (part 1, slot 11).
    """
    if found.organizations or not (found.foes or first is None):
        return
    near = message.text if first else message.text[max(0, one.start - _NEAR) : one.start + _NEAR]
    groups = groups_named(near)
    if len(groups) == 1:
        sure = _confidence(first, groups[0]) if first else "POSSIBLE"
        found.organizations[groups[0]] = sure


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    """The names of each armed group of the region that the program knows."""
    found = []
    for section in table("actors").values():
        for actor in section.get("actors", {}).values():
            kind = actor.get("kind", section.get("kind"))
            if kind in listed("group_kinds") and actor.get("country") in TABLES["countries"]:
                found.append(
                    (actor["name"].upper(), *(a.upper() for a in actor.get("aliases", ())))
                )
    return tuple(found)


def groups_named(text: str) -> list[str]:
    """The known armed groups that a text names, each by the longest of its names there."""
    plain = " ".join(text.split())
    found = []
    for names in _groups():
        there = [n for n in names if len(n) > 2 and re.search(rf"\b{re.escape(n)}\b", plain)]
        if there:
            found.append(max(there, key=len))
    return found


def _split(message: Message, claim: Claim, phrase: str) -> tuple[str | None, str | None]:
    """The organization and the individuals that a doer's phrase names."""
    name = tidy(_BRACKETS.sub("", phrase)).strip("[]()")
    rule = (claim.rule or "").partition(":")[2]
    if rule == "person-name":
        return None, without_titles(message, claim, name)
    people = set(words(name.partition(" OF ")[0])) & listed("members")
    groups = groups_named(name)
    if groups:
        return groups[0], name if people or name.split()[-1].lower() in listed("rebels") else None
    body = _state_body(name)
    if body is not None:
        return body, None if body == name else name
    _, _, owner = name.partition(" OF ")
    if people and owner:
        return (tidy(owner) if _body(message, owner) else None), name
    if not people and _body(message, name):
        return name, None
    return None, name


def _state_body(name: str) -> str | None:
    """The body of the state that a phrase names, with what stands before it: "NATIONAL POLICE"."""
    tokens = name.split()
    for term in sorted(terms("national_bodies"), key=len, reverse=True):
        wanted = term.upper().split()
        for at in range(len(tokens) - len(wanted) + 1):
            if tokens[at : at + len(wanted)] == wanted:
                first = at
                while first and tokens[first - 1].lower() in TABLES["nationalities"]:
                    first -= 1
                return " ".join(tokens[first : at + len(wanted)])
    return None


def _body(message: Message, name: str) -> bool:
    """Whether a name is that of a body: one of the state's, or a proper name of a body's kind."""
    if any(holds(name, term) for term in terms("state_bodies")):
        return True
    tokens = words(name)
    return bool(tokens) and bool(set(tokens) & listed("bodies")) and message.proper(name)


def _confidence(claim: Claim, organization: str) -> str:
    """How sure the message is of an organization (part 2, slot 11)."""
    speakers = claim.attribution.speakers
    if speakers and known([tidy(speakers[0].name)], organization):
        return "CLAIMED OR ADMITTED"
    if speakers and speakers[0].kind.value in listed("authorities"):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    unsure = claim.stance in (Stance.POSSIBLE, Stance.PROBABLE)
    return "SUSPECTED OR ACCUSED" if unsure else "REPORTED AS FACT"
