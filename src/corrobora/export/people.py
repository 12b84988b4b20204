"""People as rows: one a person or group, one a named victim of an incident."""

from collections.abc import Iterator, Mapping

from corrobora.assemble.incidents import Assembled
from corrobora.assemble.people import Person, Victim, people, victims
from corrobora.export.cells import Cell
from corrobora.export.rows import source_words
from corrobora.export.wording import listed
from corrobora.model import Document, Role
from corrobora.values import Category

# The details that reports give of a person, each in their words.
_DETAILS = (
    Role.AGE,
    Role.SEX,
    Role.RANK,
    Role.ORIGIN,
    Role.RESIDENCE,
    Role.NATIONALITY,
    Role.POSITION,
    Role.STATUS,
)

PEOPLE_COLUMNS = (
    "person_id",
    "name",
    "names",
    "actor_kind",
    *(role.value for role in _DETAILS),
    "incidents",
    "n_reports",
    "sources",
    "actor_ids",
    "claim_ids",
)

VICTIM_COLUMNS = (
    "incident_id",
    "person_id",
    "name",
    "names",
    "outcomes",
    *(role.value for role in _DETAILS),
    "n_reports",
    "sources",
    "quotes",
    "claim_ids",
)


def people_rows(assembled: Assembled) -> Iterator[dict[str, Cell]]:
    """The named persons and groups, by name; each detail as every report gives it."""
    part = _parts(assembled)
    for person in people(assembled):
        reports = {actor.subject.anchor.document_id for actor in person.actors}
        incidents = {one for actor in person.actors for one in part.get(actor.subject.id, ())}
        kinds = (claim.value for claim in person.of(Role.ACTOR_TYPE))
        yield {
            "person_id": person.id,
            **_named(person),
            "actor_kind": listed(
                dict.fromkeys(kind.code for kind in kinds if isinstance(kind, Category))
            ),
            "incidents": listed(sorted(incidents)),
            **_sources(reports, assembled.documents),
            "actor_ids": listed(sorted(actor.subject.id for actor in person.actors)),
            "claim_ids": listed(claim.id for actor in person.actors for claim in actor.claims),
        }


def victim_rows(assembled: Assembled) -> Iterator[dict[str, Cell]]:
    """The named victims, incident by incident, with the words that say what befell them."""
    for victim in victims(assembled):
        yield {
            "incident_id": victim.incident,
            "person_id": victim.person.id,
            **_named(victim.person),
            "outcomes": listed(outcome.value for outcome in victim.outcomes),
            **_sources(set(victim.documents), assembled.documents),
            "quotes": listed(dict.fromkeys(_quotes(victim, assembled.documents))),
            "claim_ids": listed(claim.id for claim in victim.claims),
        }


def _named(person: Person) -> dict[str, Cell]:
    found: dict[str, Cell] = {"name": person.name, "names": listed(person.told(Role.NAME))}
    return found | {role.value: listed(person.told(role)) for role in _DETAILS}


def _sources(reports: set[str], documents: Mapping[str, Document]) -> dict[str, Cell]:
    words = sorted(source_words(one, documents) for one in reports)
    return {"n_reports": len(reports), "sources": listed(words)}


def _quotes(victim: Victim, documents: Mapping[str, Document]) -> Iterator[str]:
    for claim in victim.claims:
        document = documents.get(claim.document_id)
        if document is not None:
            yield " ".join(document.quote(claim.spans[0]).split())


def _parts(assembled: Assembled) -> dict[str, set[str]]:
    """In which incidents each actor has a part."""
    found: dict[str, set[str]] = {}
    for incident in assembled.incidents:
        for role in (Role.WHO, Role.WHOM, Role.RESPONSIBILITY):
            for claim in incident.of(role):
                actor = getattr(claim.value, "actor", None)
                if actor:
                    found.setdefault(actor, set()).add(incident.id)
    return found


__all__ = ["PEOPLE_COLUMNS", "VICTIM_COLUMNS", "people_rows", "victim_rows"]
