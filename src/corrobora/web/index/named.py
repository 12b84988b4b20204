"""Who is named in an incident and as what: doers, harmed, named victims, speakers, sources."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from corrobora.assemble.independence import credited
from corrobora.assemble.people import Victim
from corrobora.assemble.summary import Summary, publisher
from corrobora.link.names import fold
from corrobora.model import Claim, Document, Role
from corrobora.values import ActorKind, ActorRef
from corrobora.web.index.persons import Persons, proper

# The named victims of one incident.
Found = Sequence[Victim]

# The roles of people and groups, and those of sources; an origin is two publishers counted as one.
PEOPLE = ("who", "whom", "victim", "responsibility", "speaker")
SOURCES = ("publisher", "agency", "origin")


def named(
    told: Summary, documents: Mapping[str, Document], victims: Found, listed: Persons
) -> Iterable[dict[str, Any]]:
    """A row for each role that a name has in the incident, as the store takes them."""
    notes = _Notes(told, listed)
    for claim in told.claims:
        if isinstance(claim.value, ActorRef):
            ref = claim.value
            notes.add(claim.role.value, ref.name, ref.kind.value, [claim], ref.actor)
        for speaker in claim.attribution.speakers:
            notes.add("speaker", speaker.name, speaker.kind.value, [claim])
    for victim in victims:
        if not _a_person(victim):
            continue
        befell = ", ".join(one.value for one in victim.outcomes) or "harmed or acted on"
        ref = _fullest(victim)
        notes.add("victim", ref.name, befell, victim.claims, ref.actor)
    for report in told.reports:
        document = documents.get(report)
        if document is not None:
            own = [claim for claim in told.claims if claim.document_id == report]
            notes.report(document, own)
    for one in told.origins.reasons:
        sides = [documents.get(one.left), documents.get(one.right)]
        notes.add("origin", _together([s for s in sides if s is not None]), one.reason, [])
    return notes.rows(len(told.reports))


# Kinds of which a name of one word may be a person's: "Tarn", but not "Taliban".
_SINGLE = frozenset(
    {
        ActorKind.CIVILIAN,
        ActorKind.CHILD,
        ActorKind.JOURNALIST,
        ActorKind.UNKNOWN,
        ActorKind.PRISONER,
    }
)
# What is told of persons, and not of groups.
_OF_ONE = (Role.AGE, Role.SEX, Role.RANK, Role.RESIDENCE)


class _Notes:
    """The rows of one incident as they come together."""

    def __init__(self, told: Summary, listed: Persons) -> None:
        self._listed = listed
        self._disputed = {
            claim.id for one in told.contradictions for side in one.sides for claim in side
        }
        self._first = told.reports[0] if told.reports else None
        self._found: dict[tuple[str, str], dict[str, Any]] = {}

    def add(
        self,
        role: str,
        name: str,
        kind: str,
        claims: Sequence[Claim],
        actor: str | None = None,
    ) -> None:
        own = self._listed.own(name, actor) if role not in SOURCES else fold(name)
        if not own:
            return
        key = self._listed.key(own) if role not in SOURCES else own
        is_name = role in SOURCES or proper(name)
        entry = self._found.setdefault(
            (role, own),
            {"role": role, "key": key, "own": own, "proper": int(is_name), "name": name}
            | {"kind": kind, "first": 0, "alone": 0, "contradicted": 0},
        )
        # What any report writes without a capital is a description.
        entry["proper"] &= int(is_name)
        entry["first"] |= int(any(claim.document_id == self._first for claim in claims))
        entry["contradicted"] |= int(any(claim.id in self._disputed for claim in claims))
        if len(name) > len(entry["name"]):
            entry["name"] = name

    def report(self, document: Document, own: Sequence[Claim]) -> None:
        """Note who published a report, and to which agencies it gives credit."""
        name = publisher(document)
        if name:
            self.add("publisher", name, "publisher", own)
        for key, shown in credited(document).items():
            if key not in (fold(name or ""), fold(document.author or "")):
                self.add("agency", shown, "credited", own)

    def rows(self, reports: int) -> Iterable[dict[str, Any]]:
        for role in ("speaker", "publisher"):
            alone = [entry for (had, _), entry in self._found.items() if had == role]
            if len(alone) == 1 and reports == 1:
                alone[0]["alone"] = 1
        return self._found.values()


def _a_person(victim: Victim) -> bool:
    """Whether the victim is one person: told of as one is, or counted as one by a person's name."""
    if any(victim.person.told(role) for role in _OF_ONE):
        return True
    one = _fullest(victim)
    of_a_group = one.kind not in _SINGLE and len(one.name.split()) < 2
    return bool(victim.outcomes) and proper(one.name) and not of_a_group


def _fullest(victim: Victim) -> ActorRef:
    """The longest name that the incident's own reports give, so that it hangs on no other."""
    names = [c.value for c in victim.claims if isinstance(c.value, ActorRef)]
    return max(names, key=lambda one: len(one.name), default=ActorRef(name=victim.person.name))


def _together(documents: Sequence[Document]) -> str:
    names = sorted({publisher(one) or "no publisher given" for one in documents})
    return " and ".join(names) if len(names) > 1 else f"{names[0]}, twice" if names else ""


__all__ = ["PEOPLE", "SOURCES", "Found", "named"]
