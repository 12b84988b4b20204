"""The program's claims of one message as MUC-4 templates, in the JSON form of the data."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from corrobora.model import Claim, Document, Role
from corrobora.values import Outcome, Place, Toll, When
from evaluation.muc4_fills import doers, instruments, people, things
from evaluation.muc4_incidents import Incident, Message, incidents, wide
from evaluation.muc4_words import TABLES, country_name, listed, nation, tidy

_CROSS_OUT = frozenset(["ARSON", "KIDNAPPING"])

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
        if _says_enough(one, slots):
            found.append({"slots": {name: fills for name, fills in slots.items() if fills}})
    return found


def _says_enough(one: Incident, slots: Slots) -> bool:
    """Whether the nature of the target is known, or, of a bombing, that of the device."""
    targets = any(slots.get(name) for name in ("hum_name", "hum_description", "phys_id"))
    return targets or (one.type == "BOMBING" and bool(slots.get("instrument_id")))


def _day(date: dt.date) -> str:
    return date.strftime("%d %b %y").upper()


def _date(message: Message, one: Incident) -> list[str]:
    """The day or days told; else on or before the day of the message (part 1, slot 2)."""
    for claim in one.of(Role.WHEN):
        value = claim.value
        if isinstance(value, When) and value.first and value.last:
            if value.first == value.last:
                return [_day(value.first)]
            return [f"{_day(value.first)} - {_day(value.last)}"]
    return [f"- {_day(message.dateline)}"] if message.dateline else []


def _location(message: Message, one: Incident) -> str:
    """The country, and below it what the message names: province and town."""
    places = [c.value for c in one.of(Role.WHERE) if isinstance(c.value, Place)]
    country = next((name for p in places if (name := country_name(p.country))), None)
    if country is None:
        country = _country(message)
    near = [p for p in places if country_name(p.country) in (country, None)]
    province = next((p for p in near if wide(p) and not _is_country(p)), None)
    town = next((p for p in near if not wide(p)), None)
    levels = [country]
    if town is not None and province is None:
        named = _named_province(message, town)
        if named is not None:
            levels.append(named)
    elif province is not None:
        levels.append(_level(message, province.name))
    if town is not None:
        levels.append(_level(message, town.name))
    return ": ".join(levels)


def _is_country(place: Place) -> bool:
    return bool(place.candidates) and (place.candidates[0].feature or "").startswith("PCL")


def _named_province(message: Message, town: Place) -> str | None:
    """The province of a town where the message calls it by name and kind."""
    admin = town.candidates[0].admin1 if town.candidates else None
    if admin is None:
        return None
    match = re.search(rf"\b{re.escape(admin.upper())}\s+(DEPARTMENT|PROVINCE)", message.text)
    return f"{admin.upper()} ({match[1]})" if match else None


def _level(message: Message, name: str) -> str:
    """A place's name, with its kind where the words beside it say so."""
    plain = tidy(name)
    kinds = "|".join(sorted(listed("place_kinds")))
    pattern = rf"\b{re.escape(plain)}\s+({kinds})\b".replace(r"\ ", r"\s+")
    match = re.search(pattern, message.text)
    return f"{plain} ({match[1]})" if match else plain


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
