"""An incident under one policy: every answer, its contradictions and its sources, in one record.

What prints, exports or serves incidents reads this record, so that all of them say the same.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from corrobora.assemble.answers import ROLES, Answer, TollAnswer, answer, toll_answer
from corrobora.assemble.contradictions import Contradiction, contradictions
from corrobora.assemble.incidents import Assembled
from corrobora.assemble.independence import Origins, origins
from corrobora.assemble.policies import DEFAULT
from corrobora.link.names import fold
from corrobora.model import Claim, Document, Incident, Record, Role, Status
from corrobora.values import Outcome, Stage, Stance

# From the firmest to the weakest, and from the furthest to the least far.
_STANCES = (Stance.CERTAIN, Stance.PROBABLE, Stance.POSSIBLE, Stance.DENIED)
_STAGES = (
    Stage.HAPPENED,
    Stage.ONGOING,
    Stage.ATTEMPTED,
    Stage.THREATENED,
    Stage.PLANNED,
)


class Summary(Record, frozen=True, kw_only=True):
    """What is to be said of one incident.

    `stance` is the firmest and `stage` the furthest that any claim gives the event. `reports` are
    its documents by date of publication, undated ones last; `publishers` who published them, as
    far as known; `origins` the independent sources of information behind the reports; `speakers`
    the named voices in the order of the claims.
    """

    incident: Incident
    policy: str
    answers: tuple[Answer, ...]
    tolls: tuple[TollAnswer, ...]
    contradictions: tuple[Contradiction, ...]
    stance: Stance
    stage: Stage
    status: Status
    reports: tuple[str, ...]
    publishers: tuple[str, ...]
    origins: Origins
    speakers: tuple[str, ...]

    def answer(self, role: Role) -> Answer:
        """The answer to a role other than TOLL."""
        return next(one for one in self.answers if one.role is role)

    def toll(self, outcome: Outcome) -> TollAnswer:
        """The answer to how many people met an outcome."""
        return next(one for one in self.tolls if one.outcome is outcome)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """All claims in force on the incident, event by event."""
        return tuple(claim for event in self.incident.events for claim in event.claims)


def summary(assembled: Assembled, incident: Incident, policy: str = DEFAULT) -> Summary:
    """The summary of an incident under the policy of that name. Raises ConfigError."""
    documents = assembled.documents
    answers = tuple(answer(incident, role, documents, policy) for role in ROLES)
    tolls = tuple(toll_answer(incident, outcome, documents, policy) for outcome in Outcome)
    what = answers[0].claims
    reports = _reports(assembled, incident)
    publishers = (publisher(documents[one]) for one in reports if one in documents)
    return Summary(
        incident=incident,
        policy=policy,
        answers=answers,
        tolls=tolls,
        contradictions=contradictions(answers, tolls),
        stance=min((c.stance for c in what), key=_STANCES.index, default=Stance.CERTAIN),
        stage=min((c.stage for c in what), key=_STAGES.index, default=Stage.HAPPENED),
        status=assembled.status(incident),
        reports=reports,
        publishers=tuple(dict.fromkeys(name for name in publishers if name)),
        origins=origins(documents[one] for one in reports if one in documents),
        speakers=_speakers(answers, tolls),
    )


def summaries(assembled: Assembled, policy: str = DEFAULT) -> Iterator[Summary]:
    """The summaries of all incidents, in their order."""
    return (summary(assembled, incident, policy) for incident in assembled.incidents)


def publisher(document: Document) -> str | None:
    """Who published a document: as it names them, else the host of its address, else None."""
    if document.publisher and document.publisher.strip():
        return document.publisher.strip()
    try:
        host = urlsplit(document.url or "").hostname
    except ValueError:  # an address that is none names no publisher
        return None
    return host.removeprefix("www.") if host else None


def _reports(assembled: Assembled, incident: Incident) -> tuple[str, ...]:
    ids = {event.subject.anchor.document_id for event in incident.events}

    def by_publication(document_id: str) -> tuple[bool, str, str, str]:
        document = assembled.documents.get(document_id)
        published = document.published if document else None
        day = published.isoformat() if published else ""
        return published is None, day, document.name if document else "", document_id

    return tuple(sorted(ids, key=by_publication))


def _speakers(answers: tuple[Answer, ...], tolls: tuple[TollAnswer, ...]) -> tuple[str, ...]:
    claims = [claim for one in answers for claim in one.claims]
    claims += [claim for one in tolls for claim in one.claims]
    names: dict[str, str] = {}
    for claim in claims:
        for speaker in claim.attribution.speakers:
            names.setdefault(fold(speaker.name), speaker.name)
    return tuple(names.values())
