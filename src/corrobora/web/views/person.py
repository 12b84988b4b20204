"""What reports say of one name: the words, who says them, and names that may be the same."""

from collections.abc import Iterable, Mapping, Sequence

from corrobora.link.variants import covered, parts
from corrobora.model import Claim, Document, Record, Role, Same, Span, Subject, SubjectKind, Verdict
from corrobora.record import decode
from corrobora.store import desk_names, desk_query, query
from corrobora.store.accounts import User
from corrobora.store.desk_names import Mentioned, Total
from corrobora.values import ActorRef, Text
from corrobora.web import words
from corrobora.web.desk import Desk
from corrobora.web.index.named import PEOPLE
from corrobora.web.index.persons import Persons, all_name
from corrobora.web.index.rows import Row
from corrobora.web.views.document import by_words
from corrobora.web.views.excerpt import Excerpt, excerpt

ROLES = {
    "who": "Named as doer",
    "whom": "Named as harmed or acted on",
    "victim": "Named victim",
    "responsibility": "Held responsible, or claiming to be",
    "speaker": "Quoted",
    "publisher": "Publisher",
    "agency": "Credited by reports",
    "origin": "Counted as one origin",
}
# Roles in the order in which a name that stands equally often in several is listed.
_ORDER = tuple(ROLES)
# Names alike are looked for among so many that share a part, and so many are shown.
_TRIED, _ALIKE = 200, 12
# So many details of a person are shown, and so many letters on either side of words.
_ABOUT, _AROUND = 30, 90


class Said(Record, frozen=True, kw_only=True):
    """A claim in which the name stands: the words around it, and who says so."""

    claim: Claim
    by: str
    voices: tuple[words.Voice, ...]
    answering: str
    around: Excerpt

    @property
    def address(self) -> str:
        """Where the words stand in their report."""
        return f"/documents/{self.claim.document_id}?event={self.claim.subject.id}#{self.claim.id}"


def mostly(totals: Mapping[str, Total], roles: Sequence[str]) -> str:
    """The role of these in which a name stands most often."""
    standing = [role for role in _ORDER if role in roles and role in totals]
    return max(standing, key=lambda role: totals[role].n)


class Told(Record, frozen=True, kw_only=True):
    """What reports say of a name: by role and incident, and of the person himself."""

    said: Mapping[tuple[str, str], Sequence[Said]]
    about: Sequence[Said]


def told(desk: Desk, key: str, incidents: Iterable[str]) -> Told:
    """What the reports of these incidents say of the name, one claim a report and speaker."""
    file = desk.index.file
    wanted = list(incidents)
    home = desk_query.incidents_of(file, desk_query.subjects_of(file, wanted))
    reports = set(desk_query.reports_of(file, wanted))
    claims = list(query.claims_in_force(desk.workspace, reports))
    listed_as = desk.index.persons
    named = [
        (role, one)
        for one in claims
        if one.subject.id in home
        for role in _roles(one, key, listed_as)
    ]
    own = _of_the_person(claims, key, listed_as)
    needed = {one.document_id for _, one in named} | {one.document_id for one in own}
    known = {one.id: one for one in query.documents(desk.workspace, needed)}
    said: dict[tuple[str, str], list[Said]] = {}
    for role, claim in named:
        listed = said.setdefault((role, home[claim.subject.id]), [])
        by = by_words(claim)
        if not any((one.claim.document_id, one.by) == (claim.document_id, by) for one in listed):
            listed.append(_said(claim, known))
    return Told(said=said, about=[_said(one, known) for one in own])


def _said(claim: Claim, known: Mapping[str, Document]) -> Said:
    around = excerpt(known[claim.document_id], [claim], _AROUND)
    return Said(
        claim=claim,
        by=by_words(claim),
        voices=words.voices(claim),
        answering=words.answering(claim),
        around=around,
    )


def _of_the_person(claims: Sequence[Claim], key: str, listed: Persons) -> list[Claim]:
    """What is told of the person himself, age, rank, origin and the like, each value once."""
    named = {
        claim.subject.id
        for claim in claims
        if claim.subject.kind is SubjectKind.ACTOR
        and claim.role is Role.NAME
        and isinstance(claim.value, Text)
        and listed.listed(claim.value.text, claim.subject.id) == key
    }
    found: dict[tuple[Role, str], Claim] = {}
    for claim in claims:
        if claim.subject.id in named and claim.role is not Role.NAME:
            found.setdefault((claim.role, words.value(claim.value)), claim)
    return list(found.values())[:_ABOUT]


class Alike(Record, frozen=True, kw_only=True):
    """Another name that may be the same one's, and why; `score` None where names alone are."""

    total: Total
    why: str
    score: float | None = None


# Kinds that are no more than a guess about who somebody is are in none of these.
_SIDES = (
    {"state_force", "military", "police", "government"},
    {"rebel", "militia", "terrorist", "criminal"},
    {"coalition"},
    {"object"},
)


def alike(desk: Desk, key: str, name: str) -> list[Alike]:
    """Other names of which one holds every part of the other, spellings of one sound counted.

    By the name alone, so that it is a hint and no judgement; descriptions, and who is on another
    side, are none of them.
    """
    own = parts(name)
    if not all_name(name) or not any(part.isalpha() and len(part) > 2 for part in own):
        return []
    sharing = desk_names.sharing(desk.index.file, PEOPLE, own, _TRIED)
    listed = {total.key: total for total in reversed(sharing)}
    near = [one for one in listed.values() if one.key != key and _covered(own, one.name)]
    kinds = desk_names.totals_among(desk.index.file, [key, *(one.key for one in near)])
    found: list[Alike] = []
    for total in near:
        if _one_side(kinds[key], kinds[total.key]):
            equal = len(own) == len(parts(total.name))
            why = "the same parts, otherwise spelt" if equal else "one holds all parts of the other"
            found.append(Alike(total=total, why=why))
    return found[:_ALIKE]


def _covered(own: tuple[str, ...], name: str) -> bool:
    shorter, longer = sorted((own, parts(name)), key=len)
    return all_name(name) and bool(shorter) and covered(shorter, longer)


def _one_side(one: Mapping[str, Total], other: Mapping[str, Total]) -> bool:
    """Whether two names may be one's by what they are called; where that is not known they may."""
    ours, theirs = (_sides(total.kind for total in totals.values()) for totals in (one, other))
    return not ours or not theirs or bool(ours & theirs)


def _sides(kinds: Iterable[str]) -> set[int]:
    told = set(kinds)
    return {at for at, side in enumerate(_SIDES) if side & told}


class Bearer(Record, frozen=True, kw_only=True):
    """A person or group as one report tells of it: its name there, details, and the words."""

    actor: Mentioned
    details: str
    around: Excerpt

    @property
    def address(self) -> str:
        """Where the words stand in their report."""
        return f"/documents/{self.actor.document_id}#{self.actor.subject}"


def bearers(desk: Desk, key: str) -> list[Mentioned]:
    """The persons and groups of single reports that are listed under a name."""
    listed, file = desk.index.persons, desk.index.file
    spelt = {key, *desk_names.written(file, key)}
    parted = [actor for actor, own in listed.parted.items() if listed.key(own) == key]
    found = desk_names.actors(file, spelt, parted)
    return [one for one in found if listed.listed(one.name, one.subject) == key]


def first_words(desk: Desk, key: str, user: User) -> Claim | None:
    """A person's claim that the first words which bear a name are a name, None where none are."""
    file, listed = desk.index.file, desk.index.persons
    numbers = desk_names.named(file, key, PEOPLE, 1)
    incidents = [decode(one, Row).id for one in desk_query.records(file, numbers)]
    reports = desk_query.reports_of(file, incidents)
    for claim in sorted(query.claims_in_force(desk.workspace, reports), key=lambda one: one.id):
        for name, spans in _naming(claim):
            if spans and listed.listed(name) == key:
                return Claim(
                    subject=Subject(kind=SubjectKind.ACTOR, anchor=spans[0]),
                    role=Role.NAME,
                    value=Text(text=name),
                    spans=spans[:1],
                    origin=user.origin,
                )
    return None


def _naming(claim: Claim) -> Iterable[tuple[str, tuple[Span, ...]]]:
    if isinstance(claim.value, ActorRef):
        yield claim.value.name, claim.spans
    for speaker in claim.attribution.speakers:
        yield speaker.name, tuple(s for s in speaker.spans if s.document_id == claim.document_id)


def shown_bearers(desk: Desk, some: Iterable[Mentioned]) -> list[Bearer]:
    """The same with what each report tells of them."""
    actors = {one.subject: one for one in some}
    reports = {one.document_id for one in actors.values()}
    known = {one.id: one for one in query.documents(desk.workspace, reports)}
    told: dict[str, list[Claim]] = {}
    for claim in query.claims_in_force(desk.workspace, reports):
        if claim.subject.id in actors:
            told.setdefault(claim.subject.id, []).append(claim)
    return [
        Bearer(
            actor=actors[subject],
            details=_details(claims),
            around=excerpt(known[actors[subject].document_id], claims[:1], _AROUND),
        )
        for subject, claims in told.items()
    ]


def _details(claims: Iterable[Claim]) -> str:
    told = [
        f"{words.plain(one.role.value)} {words.value(one.value)}"
        for one in claims
        if one.role not in (Role.NAME, Role.ACTOR_TYPE)
    ]
    return ", ".join(dict.fromkeys(told))


def decided(desk: Desk, actors: Iterable[Mentioned]) -> list[Same]:
    """What people ruled of these and others, the newest first, an act once.

    Parting also rules that those on either side are the same; the act is told by what it parts.
    """
    own = {one.subject for one in actors}
    kept = desk_names.actor_rulings(desk.index.file)
    rulings = [one for one in kept if own & {one.left, one.right}]
    rulings.sort(key=lambda one: (one.at, one.verdict is Verdict.NO))
    acts = {(one.by, one.at): one for one in rulings}
    return list(acts.values())[::-1][:_ALIKE]


def _roles(claim: Claim, key: str, listed: Persons) -> Iterable[str]:
    one = claim.value
    if isinstance(one, ActorRef) and listed.listed(one.name, one.actor) == key:
        yield claim.role.value
        if claim.role is Role.WHOM:
            yield "victim"
    spoken = (speaker.name for speaker in claim.attribution.speakers)
    if any(listed.listed(name) == key for name in spoken):
        yield "speaker"


__all__ = [
    "ROLES",
    "Alike",
    "Bearer",
    "Said",
    "Told",
    "alike",
    "bearers",
    "decided",
    "first_words",
    "mostly",
    "shown_bearers",
    "told",
]
