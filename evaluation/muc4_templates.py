"""The program's claims of one message as MUC-4 templates, in the JSON form of the data."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from corrobora.model import Claim, Document, Role
from corrobora.values import Outcome, Place, Toll, When
from evaluation.muc4_doers import doers
from evaluation.muc4_fills import instruments, things
from evaluation.muc4_incidents import Incident, Message, incidents, is_country, wide
from evaluation.muc4_people import people
from evaluation.muc4_words import TABLES, country_name, listed, nation, plain_letters, tidy

_CROSS_OUT = frozenset(["ARSON", "KIDNAPPING"])

# A stretch of time longer than this that reaches up to the message dates nothing.
_STRETCH = dt.timedelta(days=10)

# How far from a town, in characters, its province may be named to stand with it.
_BESIDE = 60

# Words that name a part of a place, which the closed list of locations leaves out.
_PARTS = frozenset(
    "DOWNTOWN CENTRAL NORTHERN SOUTHERN EASTERN WESTERN NORTHEASTERN NORTHWESTERN SOUTHEASTERN "
    "SOUTHWESTERN NORTH SOUTH EAST WEST GREATER COAST".split()
)

Slots = dict[str, list[Any]]


def templates(document: Document, claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """The templates of a message, in the short form that evaluation/muc4_model.py reads."""
    message = Message(document, claims)
    found = []
    for one in incidents(message):
        slots: Slots = {
            "incident_date": _date(message, one),
            "incident_location": [_location(message, one)],
            "incident_type": [one.type],
            "stage": [one.stage],
        }
        _add_doers(slots, message, one)
        if one.type not in _CROSS_OUT:
            _add_instruments(slots, message, one)
        if one.type != "KIDNAPPING":
            _add_things(slots, message, one)
        _add_people(slots, message, one)
        if _says_enough(one, slots) and _specific(message, one, slots):
            found.append({"slots": {name: fills for name, fills in slots.items() if fills}})
    return found


def _says_enough(one: Incident, slots: Slots) -> bool:
    """Whether the nature of the target is known, or, of a bombing, that of the device."""
    targets = any(slots.get(name) for name in ("hum_name", "hum_description", "phys_id"))
    return targets or (one.type == "BOMBING" and bool(slots.get("instrument_id")))


# How early a message tells of what it is about, in characters, and how many signs an incident
# needs to be told for itself, not in a summary (part 1, 1.0, point 7).
_EARLY = 700
_SIGNS = 1


def _specific(message: Message, one: Incident, slots: Slots) -> bool:
    """Whether an incident is told as one happening: by day, place, doer, name, or early."""
    signs = (
        bool(one.of(Role.WHEN)),
        any(isinstance(c.value, Place) and not is_country(c.value) for c in one.of(Role.WHERE)),
        bool(slots.get("perp_individual") or slots.get("perp_organization")),
        bool(slots.get("hum_name")),
        len(one.of(Role.WHAT)) > 1,
        one.start < _EARLY,
    )
    return sum(signs) >= _SIGNS


def _day(date: dt.date) -> str:
    return date.strftime("%d %b %y").upper()


def _date(message: Message, one: Incident) -> list[str]:
    """The day or days told; else on or before the day of the message (part 1, slot 2).

    The first telling to the day counts before any that is vaguer, and a stretch of more than
    `_STRETCH` days says no more than the default does.
    """
    spans = [
        (claim.value.first, claim.value.last)
        for claim in one.of(Role.WHEN)
        if isinstance(claim.value, When) and claim.value.first and claim.value.last
    ]
    default = [f"- {_day(message.dateline)}"] if message.dateline else []
    if not spans:
        return default
    first, last = next((s for s in spans if s[0] == s[1]), spans[0])
    if first == last:
        return [_day(first)]
    if message.dateline and first <= message.dateline <= last and last - first > _STRETCH:
        return default
    return [f"{_day(first)} - {_day(last)}"]


def _location(message: Message, one: Incident) -> str:
    """The country, and below it what the message names: province and town."""
    main = _country(message)
    told = [claim for claim in one.of(Role.WHERE) if _placed(claim)]
    places = [
        (claim, claim.value)
        for claim in told
        if isinstance(claim.value, Place) and not is_country(claim.value)
    ]
    countries = [c.value for c in told if isinstance(c.value, Place)]
    country = next((n for p in countries if (n := _country_of(p, main))), main)
    near = [(c, p) for c, p in places if _country_of(p, main) in (country, None)]
    levels = [country]
    town = next(((c, p) for c, p in near if not wide(p)), None)
    province = _province(message, town, near)
    if province is not None:
        levels.append(province)
    if town is not None:
        named = _level(message, town[1].name)
        if named is not None and named not in levels:
            levels.append(named)
    return ": ".join(levels)


# Where a message was sent from is not where its news happened, and "the building" is no place of
# the closed list.
_NO_LOCATION = ("where:dateline", "place.noun")


def _placed(claim: Claim) -> bool:
    """Whether a place is one of the closed list, told of the incident and not of the message."""
    return not set((claim.rule or "").split("; ")) & set(_NO_LOCATION)


def _country_of(place: Place, main: str) -> str | None:
    """The country of a place: the message's own where the name is borne there as well."""
    if any(country_name(candidate.country) == main for candidate in place.candidates):
        return main
    return country_name(place.country)


def _province(
    message: Message,
    town: tuple[Claim, Place] | None,
    near: Sequence[tuple[Claim, Place]],
) -> str | None:
    """The province: where it is all that is told, or named right beside the town."""
    if town is None:
        return next((_level(message, p.name) for _, p in near if wide(p)), None)
    span = town[0].spans[0]
    around = message.text[max(0, span.start - _BESIDE) : span.end + _BESIDE]
    for candidate in town[1].candidates[:3]:
        admin = plain_letters(candidate.admin1 or "").upper()
        match = (
            re.search(rf"\b{re.escape(admin)}\s+(DEPARTMENT|PROVINCE)", around) if admin else None
        )
        if match:
            return f"{admin} ({match[1]})"
    return None


def _level(message: Message, name: str) -> str | None:
    """A place's name, with its kind where the words beside it say so."""
    tokens = tidy(name).split()
    while tokens and tokens[0] in _PARTS:
        tokens = tokens[1:]
    kind = tokens.pop() if len(tokens) > 1 and tokens[-1].lower() in listed("place_kinds") else None
    plain = " ".join(tokens)
    if not plain or plain in TABLES["countries"].values():
        return None
    if kind is None:
        kinds = "|".join(sorted(listed("place_kinds"))).upper()
        pattern = rf"\b{re.escape(plain)}\s+({kinds})\b".replace(r"\ ", r"\s+")
        match = re.search(pattern, message.text)
        kind = match[1] if match else None
    return f"{plain} ({kind})" if kind else plain


def _country(message: Message) -> str:
    """The country that a message is most about, the one that heads it where none is named."""
    counts: Counter[str] = Counter()
    text = " ".join(message.text.split())
    for name in TABLES["countries"].values():
        counts[name] += len(re.findall(rf"\b{name}\b", text))
    for word in re.findall(r"\b[A-Z]+N\b", text):
        told = nation(word)
        if told is not None and told in TABLES["countries"].values():
            counts[told] += 1
    head = text.lstrip()[:60]
    for capital, country in TABLES["capitals"].items():
        if head.startswith(capital):
            counts[country] += 3
    most = counts.most_common(1)
    return most[0][0] if most and most[0][1] else "EL SALVADOR"


def _add_doers(slots: Slots, message: Message, one: Incident) -> None:
    found = doers(message, one)
    slots["perp_category"] = ["STATE-SPONSORED VIOLENCE" if found.state else "TERRORIST ACT"]
    slots["perp_individual"] = list(found.individuals)
    slots["perp_organization"] = list(found.organizations)
    slots["perp_org_confidence"] = [
        {"value": sure, "ref": name} for name, sure in found.organizations.items()
    ]


def _add_instruments(slots: Slots, message: Message, one: Incident) -> None:
    found = instruments(message, one)
    slots["instrument_id"] = [name for name, _ in found if name != "-"]
    slots["instrument_type"] = [{"value": kind, "ref": name} for name, kind in found]


def _add_things(slots: Slots, message: Message, one: Incident) -> None:
    found = things(message, one)
    slots["phys_id"] = [thing.name for thing in found]
    slots["phys_type"] = [{"value": thing.type, "ref": thing.name} for thing in found]
    slots["phys_number"] = [{"value": thing.number, "ref": thing.name} for thing in found]
    slots["phys_effect"] = [
        {"value": thing.effect, "ref": thing.name} for thing in found if thing.effect
    ]
    slots["phys_nation"] = [
        {"value": thing.nation, "ref": thing.name}
        for thing in found
        if thing.nation and thing.nation != _where(slots)
    ]


def _where(slots: Slots) -> str:
    return str(slots["incident_location"][0]).split(":")[0]


def _add_people(slots: Slots, message: Message, one: Incident) -> None:
    found = people(message, one)
    slots["hum_name"] = [target.name for target in found if target.name]
    slots["hum_description"] = [
        {"value": description, "ref": target.name} if target.name else description
        for target in found
        for description in target.descriptions
    ]
    slots["hum_type"] = [{"value": target.type, "ref": target.tag} for target in found]
    slots["hum_number"] = [{"value": target.number, "ref": target.tag} for target in found]
    slots["hum_effect"] = [
        {"value": effect, "ref": target.tag} for target in found for effect in target.effects
    ]
    slots["hum_nation"] = [
        {"value": target.nation, "ref": target.tag}
        for target in found
        if target.nation and target.nation != _where(slots)
    ]
    if not found and _unharmed(one):
        slots["hum_effect"] = [{"value": "NO INJURY OR DEATH", "ref": "-"}]


def _unharmed(one: Incident) -> bool:
    """Whether the message says that nobody was hurt."""
    return any(
        isinstance(c.value, Toll) and c.value.high == 0 and c.value.outcome is Outcome.KILLED
        for c in one.of(Role.TOLL)
    )
