"""Instruments and physical targets of an incident as MUC-4 fills."""

from dataclasses import dataclass

from corrobora.model import Claim, Role
from corrobora.values import ActorKind, ActorRef
from evaluation.muc4_incidents import Incident, Message
from evaluation.muc4_people import counted, description_of, full_phrase
from evaluation.muc4_words import (
    TABLES,
    instrument_type,
    known,
    listed,
    nation,
    object_type,
    tidy,
    words,
)


def instruments(message: Message, one: Incident) -> list[tuple[str, str]]:
    """Instruments with their types; "-" stands for one that no words name."""
    found: dict[str, str] = {}
    for claim in one.of(Role.MEANS, Role.WHAT):
        phrase = _device(message, claim)
        kind = instrument_type(phrase) if phrase else None
        if phrase and kind and not known(found, phrase):
            found[phrase] = kind
    named = {p: k for p, k in found.items() if not set(words(p)) & listed("no_device")}
    if named:
        return list(named.items())
    for claim in one.of(Role.WHAT):
        kind = instrument_type(message.quote(claim))
        if kind is None and isinstance(claim.rule, str):
            kind = next(
                (t for k, t in TABLES["instrument_of"].items() if f":{k}:" in claim.rule), None
            )
        if kind:
            return [("-", kind)]
    return []


def _device(message: Message, claim: Claim) -> str | None:
    """The words of an instrument: the head with the modifiers that make it another type."""
    span = claim.spans[0]
    phrase = tidy(message.quote(claim))
    if claim.role is Role.WHAT:
        if instrument_type(phrase) is None:
            return None
        kept = [w for w in phrase.split() if w.lower() in _DEVICE_WORDS]
        return " ".join(kept) or None
    before = message.text[max(0, span.start - 30) : span.start].split()
    previous = before[-1].upper() if before else ""
    if previous.lower() in _MODIFIERS:
        phrase = f"{previous} {phrase}"
    elif instrument_type(phrase) is None:
        return None
    return phrase


_DEVICE_WORDS = frozenset(
    "car bomb bombs car-bomb grenade grenades mine mines landmine dynamite rocket rockets mortar "
    "explosive explosives missile truck".split()
)
_MODIFIERS = frozenset("car truck dynamite explosive explosives machine hand fragmentation".split())


@dataclass
class Thing:
    """A physical target with its type, number and what befell it."""

    name: str
    type: str
    number: str
    effect: str | None = None
    nation: str | None = None


def things(message: Message, one: Incident) -> list[Thing]:
    """The physical targets of an incident."""
    found: dict[str, Thing] = {}
    for claim in one.of(Role.WHOM):
        value = claim.value
        if not isinstance(value, ActorRef):
            continue
        rule = (claim.rule or "").partition(":")[2]
        if value.kind is not ActorKind.OBJECT and rule not in ("body-noun", "organisation"):
            continue
        phrase = full_phrase(message, claim)
        name = description_of(phrase) if phrase else ""
        kind = object_type(name) if name else None
        if kind is None or phrase is None:
            continue
        if not known(found, name):
            found[name] = Thing(name, kind, counted(phrase), _effect(message, one), nation(phrase))
    return list(found.values())


def _effect(message: Message, one: Incident) -> str | None:
    """What befell a physical target, by the words of the incident."""
    said = " ".join(message.quote(claim).lower() for claim in one.of(Role.WHAT))
    if any(word in said for word in ("destr", "blew up", "blow up", "blown up", "level")):
        return "DESTROYED"
    if one.type == "ARSON" or "damag" in said or "dynamit" in said:
        return "SOME DAMAGE"
    return None
