"""The program's events of one message as MUC-4 incidents: which are relevant, which are one."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corrobora.annotate.text import paragraphs, readable
from corrobora.model import Claim, Document, Role, SubjectKind
from corrobora.values import ActorKind, ActorRef, Category, Place, Stage, Stance, Toll, When
from evaluation.muc4_model import day
from evaluation.muc4_words import TABLES, holds, listed, terms, tidy, words

# How long ago an incident may be and still be told: two months are news, and up to about a year
# what is told is mostly told for something new about it (part 1, 1.0, point 6).
_NEWS = dt.timedelta(days=400)

# So many people are the sum of many incidents: "the war has killed 70,000" (part 1, 1.0, point 7).
_SUMMARY = 200

# Targets among these alone make an incident an act of war, no terrorism.
_FIGHTERS = frozenset(
    [ActorKind.REBEL, ActorKind.TERRORIST, ActorKind.MILITIA, ActorKind.FIGHTER, ActorKind.CRIMINAL]
)
_FORCES = frozenset([ActorKind.MILITARY, ActorKind.STATE_FORCE, ActorKind.COALITION])

_DATELINE = re.compile(r"\b(\d{1,2}) ([A-Z]{3})[A-Z]* (?:19)?(\d\d)\b")


class Message:
    """A message with its claims by subject, its date, and its text in natural case."""

    def __init__(self, document: Document, claims: Sequence[Claim]) -> None:
        self.document = document
        self.text = document.text
        self.natural = self._natural()
        self.actors: dict[str, list[Claim]] = {}
        self.events: dict[str, list[Claim]] = {}
        for claim in claims:
            kind = claim.subject.kind
            if kind is not SubjectKind.FIGURE:
                into = self.events if kind is SubjectKind.EVENT else self.actors
                into.setdefault(claim.subject.id, []).append(claim)

    def _natural(self) -> str:
        pieces, at = [], 0
        for paragraph in paragraphs(self.document):
            pieces.append(self.text[at : paragraph.start])
            pieces.append(readable(self.text, paragraph))
            at = paragraph.end
        return "".join([*pieces, self.text[at:]])

    @property
    def dateline(self) -> dt.date | None:
        """The day in the message's first lines."""
        match = _DATELINE.search(self.text, 0, 300)
        return day(" ".join(match.groups())) if match else None

    def quote(self, claim: Claim) -> str:
        """The words that bear a claim, on one line."""
        return " ".join(self.document.quote(claim.spans[0]).split())

    def named(self, claim: Claim) -> bool:
        """Whether the words of a claim end in a proper name, going by natural case."""
        span = claim.spans[0]
        last = re.findall(r"[^\W\d_][\w'-]*", self.natural[span.start : span.end])
        return bool(last) and last[-1][0].isupper()

    def proper(self, name: str) -> bool:
        """Whether a name of the message, given in capitals, has a capital in natural case."""
        at = " ".join(self.text.split()).upper().find(name)
        natural = " ".join(self.natural.split())[at : at + len(name)]
        return at >= 0 and any(word[:1].isupper() for word in natural.split())


@dataclass
class Incident:
    """One incident: its type and stage, and the claims of all its tellings."""

    type: str
    stage: str
    claims: list[Claim] = field(default_factory=list)

    def of(self, *roles: Role) -> list[Claim]:
        """The claims that answer one of the roles, in text order."""
        found = (claim for claim in self.claims if claim.role in roles)
        return sorted(found, key=lambda claim: claim.spans[0])

    @property
    def start(self) -> int:
        """Where the message first tells of it."""
        return min(claim.spans[0].start for claim in self.of(Role.WHAT))


def incidents(message: Message) -> list[Incident]:
    """The incidents of a message that are to be reported, one for each happening."""
    found: list[Incident] = []
    for claims in message.events.values():
        one = _incident(message, claims)
        if one is not None and _relevant(message, one):
            found.append(one)
    return _joined(message, sorted(found, key=lambda one: one.start))


def _incident(message: Message, claims: list[Claim]) -> Incident | None:
    told = [claim for claim in claims if claim.role is Role.WHAT]
    kind = next((c.value.code for c in told if isinstance(c.value, Category)), "")
    if kind not in TABLES["types"] or all(claim.stance is Stance.DENIED for claim in told):
        return None
    best = next((claim for claim in told if claim.stance is not Stance.DENIED), told[0])
    stage = TABLES["stages"].get(best.stage.value)
    if stage is None:
        return None
    return Incident(_type(message, kind, told, claims), stage, list(claims))


def _type(message: Message, kind: str, told: Iterable[Claim], claims: Iterable[Claim]) -> str:
    """The incident type: by a telling word, else by the kind of event."""
    found = str(TABLES["types"][kind])
    quotes = [message.quote(claim).lower() for claim in told]
    for word, type_of in TABLES["trigger_types"].items():
        if any(quote.startswith(word) or f" {word}" in quote for quote in quotes):
            found = str(type_of)
            break
    if found == "BOMBING" and kind == "airstrike":
        # Bombs of nobody's or of a state's are dropped; those of armed groups are planted.
        doing = (_kind(claim) for claim in claims if claim.role is Role.WHO)
        return found if any(kind_of in _FIGHTERS for kind_of in doing) else "ATTACK"
    if found == "BOMBING":
        phrases = " ".join(
            message.quote(c) for c in claims if c.role in (Role.WHAT, Role.MEANS, Role.WHO)
        )
        if listed("aircraft") & set(words(phrases)):
            return "ATTACK"
    return found


def _relevant(message: Message, one: Incident) -> bool:
    """Whether an incident belongs in the database (part 1, 1.0)."""
    return _recent(message, one) and _in_region(one) and _targets_noncombatants(message, one)


def _recent(message: Message, one: Incident) -> bool:
    dated = [c.value.last for c in one.of(Role.WHEN) if isinstance(c.value, When) and c.value.last]
    if not dated or message.dateline is None:
        return True
    return max(dated) >= message.dateline - _NEWS


def _in_region(one: Incident) -> bool:
    """Whether an incident lies in a country of the task, as far as any country is told."""
    places = [claim.value for claim in one.of(Role.WHERE) if isinstance(claim.value, Place)]
    if any(place.country in TABLES["countries"] for place in places):
        return True
    return not any(is_country(place) for place in places)


def combatant(message: Message, claim: Claim) -> bool:
    """Whether a target is a fighter, a soldier, a military thing, or a mere number of dead."""
    if listed("harm") & set(words(message.quote(claim))):
        return True
    return opponent(message, claim) or soldier(message, claim)


def opponent(message: Message, claim: Claim) -> bool:
    """Whether a target is of an armed group or a criminal: never a human target."""
    phrase = message.quote(claim)
    kind = _kind(claim)
    return kind in _FIGHTERS or bool(listed("no_targets") & set(words(phrase)))


def soldier(message: Message, claim: Claim) -> bool:
    """Whether a target is of the military."""
    phrase = message.quote(claim)
    if holds(phrase, "former") or holds(phrase, "retired"):
        return False
    if any(holds(phrase, term) for term in terms("military_objects")):
        return True
    return _kind(claim) in _FORCES


def _kind(claim: Claim) -> ActorKind | None:
    value = claim.value
    if isinstance(value, ActorRef):
        return value.kind
    return value.group_kind if isinstance(value, Toll) else None


def _targets_noncombatants(message: Message, one: Incident) -> bool:
    targets = one.of(Role.WHOM, Role.TOLL)
    if not targets:
        # A bomb that goes off says enough by itself; a clash or an attack on nobody does not.
        return one.type not in ("ATTACK", "KIDNAPPING") and bool(one.of(Role.WHERE, Role.MEANS))
    counted = [c.value.low for c in targets if isinstance(c.value, Toll) and c.value.low]
    if counted and min(counted) >= _SUMMARY:
        return False
    return any(not combatant(message, claim) for claim in targets)


def _joined(message: Message, found: Sequence[Incident]) -> list[Incident]:
    """Incidents that no difference of type, place, day or stage keeps apart (part 1, 5.0)."""
    kept: list[Incident] = []
    for one in found:
        same = next((known for known in kept if _one(known, one)), None)
        if same is None:
            kept.append(one)
        else:
            same.claims += one.claims
    return _by_victim(message, kept)


def _by_victim(message: Message, found: Sequence[Incident]) -> list[Incident]:
    """A killing told as an attack belongs to the kidnapping or bombing of the same named person."""
    kept: list[Incident] = []
    for one in found:
        same = next((known for known in kept if _same_victim(known, one)), None)
        if same is None:
            kept.append(one)
        else:
            same.type = one.type if same.type == "ATTACK" else same.type
            same.claims += one.claims
    return kept


def _same_victim(a: Incident, b: Incident) -> bool:
    general = a.type != b.type and "ATTACK" in (a.type, b.type) and a.stage == b.stage
    return general and bool(_victims(a) & _victims(b))


def _victims(one: Incident) -> set[str]:
    return {
        claim.value.actor
        for claim in one.of(Role.WHOM)
        if isinstance(claim.value, ActorRef) and claim.value.actor is not None
        if (claim.rule or "").endswith("person-name")
    }


def _one(a: Incident, b: Incident) -> bool:
    return a.type == b.type and a.stage == b.stage and not (_apart(a, b) or _other_days(a, b))


def _apart(a: Incident, b: Incident) -> bool:
    """Whether two incidents are told to lie in different towns."""
    left, right = towns(a), towns(b)
    return bool(left and right) and not left & right


def towns(one: Incident) -> set[str]:
    """The names of the places below a province that an incident lies in."""
    return {
        tidy(claim.value.name)
        for claim in one.of(Role.WHERE)
        if isinstance(claim.value, Place) and not wide(claim.value)
    }


def wide(place: Place) -> bool:
    """Whether a place is a country or a province, as far as is known."""
    feature = place.candidates[0].feature if place.candidates else None
    return (feature or "").startswith(("PCL", "ADM1"))


def is_country(place: Place) -> bool:
    """Whether a place is a country, as far as is known."""
    return bool(place.candidates) and (place.candidates[0].feature or "").startswith("PCL")


def _other_days(a: Incident, b: Incident) -> bool:
    left, right = span_of(a), span_of(b)
    if left is None or right is None:
        return False
    return left[1] < right[0] or right[1] < left[0]


def span_of(one: Incident) -> tuple[dt.date, dt.date] | None:
    """The first and the last day of an incident, where its first dated telling gives both."""
    for claim in one.of(Role.WHEN):
        value = claim.value
        if isinstance(value, When) and value.first and value.last:
            return value.first, value.last
    return None


__all__ = ["Incident", "Message", "Stage", "incidents", "opponent", "soldier", "span_of", "wide"]
