"""MUC-4 templates as records: slots, their forms, and the fills of a template.

A template has 23 slots. A slot holds fills; a fill holds choices, any of which is right.
"""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Form(StrEnum):
    """How the fills of a slot are compared."""

    SET = "set"
    STRING = "string"
    NUMBER = "number"
    DATE = "date"
    LOCATION = "location"


@dataclass(frozen=True)
class Slot:
    """One question of the template; `about` are the slots whose fills its fills refer to.

    `content` marks the slots by which two templates can be seen to tell of one incident.
    """

    name: str
    form: Form = Form.SET
    about: tuple[str, ...] = ()
    content: bool = False


_PEOPLE = ("hum_name", "hum_description")

SLOTS = (
    Slot("incident_date", Form.DATE),
    Slot("incident_location", Form.LOCATION),
    Slot("incident_type"),
    Slot("stage"),
    Slot("instrument_id", Form.STRING),
    Slot("instrument_type", about=("instrument_id",)),
    Slot("perp_category"),
    Slot("perp_individual", Form.STRING, content=True),
    Slot("perp_organization", Form.STRING, content=True),
    Slot("perp_org_confidence", about=("perp_organization",)),
    Slot("phys_id", Form.STRING, content=True),
    Slot("phys_type", about=("phys_id",), content=True),
    Slot("phys_number", Form.NUMBER, ("phys_id",)),
    Slot("phys_nation", about=("phys_id",)),
    Slot("phys_effect", about=("phys_id",)),
    Slot("phys_total", Form.NUMBER),
    Slot("hum_name", Form.STRING, content=True),
    Slot("hum_description", Form.STRING, ("hum_name",), content=True),
    Slot("hum_type", about=_PEOPLE, content=True),
    Slot("hum_number", Form.NUMBER, _PEOPLE),
    Slot("hum_nation", about=_PEOPLE),
    Slot("hum_effect", about=_PEOPLE),
    Slot("hum_total", Form.NUMBER),
)

Days = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True)
class Area:
    """One level of a location; `end` is the other place where an incident lies between two."""

    names: frozenset[str]
    kinds: frozenset[str]
    end: "Area | None" = None


@dataclass(frozen=True)
class Choice:
    """One way to fill a slot; `refs` are the fillers of another slot that it belongs to."""

    value: str
    refs: tuple[str, ...] = ()
    days: Days | None = None
    areas: tuple[Area, ...] = ()


@dataclass(frozen=True)
class Fill:
    """Choices that are equally right; an `optional` fill may as well be left out."""

    choices: tuple[Choice, ...]
    optional: bool = False


@dataclass(frozen=True)
class Template:
    """One incident: its fills by slot; an `optional` template may as well be left out."""

    slots: Mapping[str, tuple[Fill, ...]] = field(default_factory=dict)
    optional: bool = False

    def fills(self, slot: str) -> tuple[Fill, ...]:
        """The fills of a slot, none where it is empty."""
        return self.slots.get(slot, ())


def template(record: Mapping[str, Any]) -> Template:
    """A template from its JSON form, long or short (a fill may be a plain string)."""
    given = record.get("slots", {})
    slots = {slot.name: _fills(given.get(slot.name) or (), slot.form) for slot in SLOTS}
    return Template({k: v for k, v in slots.items() if v}, bool(record.get("optional")))


def _fills(given: Iterable[Any], form: Form) -> tuple[Fill, ...]:
    found = []
    for one in given:
        fill = {"value": one} if isinstance(one, str) else one
        choices = (_choice(c, form) for c in fill.get("any_of") or (fill,))
        kept = tuple(c for c in choices if c.value)
        if kept:
            found.append(Fill(kept, bool(fill.get("optional"))))
    return tuple(found)


def _choice(given: Any, form: Form) -> Choice:
    record = {"value": given} if isinstance(given, str) else given
    value = " ".join(str(record["value"]).split()).upper()
    refs = record.get("ref") or ()
    return Choice(
        value,
        (refs.upper(),) if isinstance(refs, str) else tuple(ref.upper() for ref in refs),
        _days(record, value) if form is Form.DATE else None,
        _areas(record, value) if form is Form.LOCATION else (),
    )


_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")
_WORDED = re.compile(r"(?:(\d{1,2})\s+)?([A-Z]{3})[A-Z]*\s+(?:19)?(\d\d)")


def _days(record: Mapping[str, Any], value: str) -> Days:
    """First and last day; a bound that is open or cannot be read is None."""
    if "from" in record or "to" in record:
        return day(record.get("from") or ""), day(record.get("to") or "", last=True)
    dash = r"(?:^|\s+)-(?:\s+|$)" if _ISO.search(value) else r"\s*-\s*"
    ends = re.split(dash, value)
    return day(ends[0]), day(ends[-1], last=True)


def day(text: str, *, last: bool = False) -> dt.date | None:
    """The day that `text` names, the first or the last where it names a month; None if neither."""
    numbers = _numbers(text.strip().upper())
    if numbers is None:
        return None
    year, month, number = numbers
    try:
        if number:
            return dt.date(year, month, number)
        if not last:
            return dt.date(year, month, 1)
        return dt.date(year + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)
    except ValueError:
        return None


def _numbers(text: str) -> tuple[int, int, int] | None:
    """Year, month and day (0 where only a month is named)."""
    if iso := _ISO.fullmatch(text):
        return int(iso[1]), int(iso[2]), int(iso[3] or 0)
    worded = _WORDED.fullmatch(text)
    if worded is None or worded[2] not in _MONTHS:
        return None
    return 1900 + int(worded[3]), _MONTHS.index(worded[2]) + 1, int(worded[1] or 0)


_LEVEL = re.compile(r"(.*?)\s*\(([^()]*)\)")


def _areas(record: Mapping[str, Any], value: str) -> tuple[Area, ...]:
    given = record.get("places")
    if given is not None:
        return tuple(_area(place) for place in given)
    levels = []
    for part in value.split(":"):
        match = _LEVEL.fullmatch(part.strip())
        name, kinds = (match[1], match[2].split("/")) if match else (part.strip(), [])
        levels.append(Area(frozenset([name]), frozenset(kind.strip() for kind in kinds)))
    return tuple(levels)


def _area(place: Mapping[str, Any]) -> Area:
    end = _area(place["to"]) if "to" in place else None
    return Area(frozenset(place["name"]), frozenset(place.get("type") or ()), end)
