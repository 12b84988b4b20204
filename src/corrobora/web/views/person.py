"""What reports say of one name: the words, who says them, and names that may be the same."""

from collections.abc import Iterable, Mapping, Sequence

from corrobora.link.names import fold
from corrobora.link.variants import covered, parts
from corrobora.model import Claim, Document, Record, Role, SubjectKind
from corrobora.store import desk_query, query
from corrobora.store.desk_query import Total
from corrobora.values import ActorRef, Text
from corrobora.web import words
from corrobora.web.desk import Desk
from corrobora.web.index.named import PEOPLE
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
    named = [(role, one) for one in claims if one.subject.id in home for role in _roles(one, key)]
    own = _of_the_person(claims, key)
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
    return Said(claim=claim, by=by_words(claim), around=around)


def _of_the_person(claims: Sequence[Claim], key: str) -> list[Claim]:
    """What is told of the person himself, age, rank, origin and the like, each value once."""
    named = {
        claim.subject.id
        for claim in claims
        if claim.subject.kind is SubjectKind.ACTOR
        and claim.role is Role.NAME
        and isinstance(claim.value, Text)
        and fold(claim.value.text) == key
    }
    found: dict[tuple[Role, str], Claim] = {}
    for claim in claims:
        if claim.subject.id in named and claim.role is not Role.NAME:
            found.setdefault((claim.role, words.value(claim.value)), claim)
    return list(found.values())[:_ABOUT]


def alike(desk: Desk, key: str, name: str) -> list[Total]:
    """Other names of which one holds every part of the other, spellings of one sound counted.

    By the name alone, so that it is a hint and no judgement.
    """
    own = parts(name)
    if not own or not any(part.isalpha() and len(part) > 2 for part in own):
        return []
    file = desk.index.file
    found: dict[str, Total] = {}
    for _, total in desk_query.totals(file, PEOPLE, own[-1], _TRIED):
        theirs = parts(total.name)
        shorter, longer = sorted((own, theirs), key=len)
        if total.key != key and shorter and covered(shorter, longer):
            found.setdefault(total.key, total)
    return list(found.values())[:_ALIKE]


def _roles(claim: Claim, key: str) -> Iterable[str]:
    if isinstance(claim.value, ActorRef) and fold(claim.value.name) == key:
        yield claim.role.value
        if claim.role is Role.WHOM:
            yield "victim"
    if any(fold(speaker.name) == key for speaker in claim.attribution.speakers):
        yield "speaker"


__all__ = ["ROLES", "Said", "Told", "alike", "mostly", "told"]
