"""What needs a person, and what a decision on it is worth.

worth = killed by whom a published number moves, times doubt; doubt = 1 - |2p - 1|, so that it is 1
where a thing is as likely as not, and 0 where it is sure. Where no number moves, what is doubted
more comes first.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from corrobora.assemble.answers import TollAnswer, toll_answer
from corrobora.assemble.contradictions import Disagreement
from corrobora.assemble.summary import Summary
from corrobora.model import Claim, Document, Event, Incident, Record, Refusal, Role, Status
from corrobora.record import encode
from corrobora.store.desk_query import Pair
from corrobora.values import Outcome, Toll
from corrobora.web import words

if TYPE_CHECKING:
    from corrobora.web.index.rows import Row

KINDS = {
    "join": "doubtful joins",
    "toll": "numbers that contradict",
    "low": "low confidence",
    "refused": "refused claims",
    "place": "places not settled",
}

# Below this the reader itself thinks it as likely as not that it misread the words.
LOW = 0.6
# A best candidate below this is a guess among bearers of the name, as in data/linking.toml.
SETTLED = 0.5
# A number that reports give differently is as likely as not to be the one published.
EVEN = 1.0

# A claim that the check refused is as likely as this to be right after all; one that the reader
# itself held for none as likely as it said.
REFUSED = 0.25

# The roles of which a person is asked where the reader is in doubt, a few an incident.
_ASKED = (Role.TOLL, Role.WHAT, Role.WHERE, Role.WHEN)

# Kinds of question that a person may leave out for a day, and the kinds of happening they are of.
SENSITIVE = {
    "sexual violence": frozenset({"sexual_violence"}),
    "torture": frozenset({"torture"}),
}


class Question(Record, frozen=True, kw_only=True):
    """A question to a person, with both outcomes said before it is answered."""

    id: str
    kind: str
    title: str
    detail: str
    killed: int
    doubt: float
    yes: tuple[str, str]
    no: tuple[str, str]
    incident: str | None = None
    other: str | None = None
    left: str | None = None
    right: str | None = None
    claim: str | None = None
    document: str | None = None
    area: str = ""
    sensitive: tuple[str, ...] = ()

    @property
    def worth(self) -> float:
        """What a decision is worth."""
        return round(self.killed * self.doubt, 2)

    @property
    def rank(self) -> float:
        """What it is sorted by: the worth, and of equal worth the doubt."""
        return round(self.worth + self.doubt / 1000, 5)

    @property
    def owner(self) -> str:
        """What the question goes with: an incident, a pair of events, or a document."""
        if self.kind == "join":
            return f"{self.left}:{self.right}"
        return self.incident or self.document or ""

    def as_row(self) -> dict[str, Any]:
        """The question as the store takes it."""
        return {
            "id": self.id,
            "kind": self.kind,
            "owner": self.owner,
            "area": self.area,
            "worth": self.rank,
            "record": encode(self).decode(),
        }


def doubt(probability: float) -> float:
    """1 where as likely as not, 0 where sure."""
    return round(1 - abs(2 * probability - 1), 2)


def of_incident(
    told: Summary, row: "Row", judged: frozenset[str], documents: Mapping[str, Document]
) -> Iterator[Question]:
    """The questions about one incident; none once a person has said how it stands."""
    hard = _sensitive(row)
    if told.status is Status.UNREVIEWED:
        killed = told.toll(Outcome.KILLED)
        differs = any(
            one.about is Disagreement.NUMBER and one.question == Outcome.KILLED.value
            for one in told.contradictions
        )
        if differs and killed.low is not None and killed.largest is not None:
            yield Question(
                id=f"toll:{row.id}",
                kind="toll",
                title=f"{row.title}: which number of killed?",
                detail=f"{words.counted(row.reports, 'report')}, "
                f"{words.counted(row.contradictions, 'contradiction')}",
                killed=killed.largest - killed.low,
                doubt=EVEN,
                yes=("lowest", f"{killed.low:,}"),
                no=("highest", f"{killed.largest:,}" + (" or more" if killed.high is None else "")),
                incident=row.id,
                area=row.country,
                sensitive=hard,
            )
        if row.place and row.settled is not None and row.settled < SETTLED:
            yield Question(
                id=f"place:{row.id}",
                kind="place",
                title=f"“{row.place}”: which place is it?",
                detail=f"{row.title}; best candidate {row.settled:.2f}",
                killed=row.killed.low or 0,
                doubt=doubt(row.settled),
                yes=("choose", "one place"),
                no=("leave", "a guess"),
                incident=row.id,
                area=row.country,
                sensitive=hard,
            )
    for claim in _unsure(told.claims, judged):
        yield Question(
            id=f"low:{claim.id}",
            kind="low",
            title=f"{claim.role.value}: {words.value(claim.value)}?",
            detail=f"{row.title}; the reader gives it {claim.confidence:.2f}",
            killed=moved(told, claim, documents),
            doubt=doubt(claim.confidence),
            yes=("right", words.value(claim.value)),
            no=("wrong", "left out"),
            incident=row.id,
            claim=claim.id,
            document=claim.document_id,
            area=row.country,
            sensitive=hard,
        )


def of_pair(pair: Pair, left: "Row", right: "Row") -> Question:
    """The question whether two incidents are one happening."""
    one, other = left.killed, right.killed
    least = min(one.low or 0, other.low or 0)
    return Question(
        id=f"join:{pair.left}:{pair.right}",
        kind="join",
        title=f"Is “{left.title}” the same as “{right.title}”?",
        detail="; ".join(reason for _, _, reason in pair.reasons) or "no reason kept",
        killed=least,
        doubt=doubt(pair.score),
        yes=("same", f"one incident, {_span(one, other)} killed"),
        no=("not", f"two incidents, {_span(one)} and {_span(other)}"),
        incident=left.id,
        other=right.id,
        left=pair.left,
        right=pair.right,
        area=left.country or right.country,
        sensitive=tuple(dict.fromkeys(_sensitive(left) + _sensitive(right))),
    )


def of_refusal(refusal: Refusal) -> Question | None:
    """The question whether a claim was rightly refused; None where no claim was."""
    claim = refusal.claim
    if claim is None:
        return None
    return Question(
        id=f"refused:{claim.id}",
        kind="refused",
        title=f"{claim.role.value}: {words.value(claim.value)} was refused",
        detail=refusal.reason,
        killed=_killed(claim),
        doubt=doubt(min(claim.confidence, REFUSED)),
        yes=("restore", words.value(claim.value)),
        no=("uphold", "left out"),
        claim=claim.id,
        document=claim.document_id,
    )


def _unsure(claims: Iterable[Claim], judged: frozenset[str]) -> list[Claim]:
    asked = [
        claim
        for claim in claims
        if claim.role in _ASKED
        and claim.confidence < LOW
        and claim.id not in judged
        and not claim.origin.startswith("review:")
    ]
    # Tolls come first: on them a published number hangs.
    order = {role: at for at, role in enumerate(_ASKED)}
    return sorted(asked, key=lambda c: (order[c.role], c.confidence, c.id))[:3]


def moved(told: Summary, claim: Claim, documents: Mapping[str, Document]) -> int:
    """By how many killed the incident's lowest, best or highest number moves without a claim.

    A death that is feared, threatened or denied moves none.
    """
    if not _killed(claim):
        return 0
    answer = told.toll(Outcome.KILLED)
    if not any(claim in one.claims for one in answer.standing):
        return 0
    events = (
        Event(subject=event.subject, claims=tuple(c for c in event.claims if c.id != claim.id))
        for event in told.incident.events
    )
    without = Incident(events=tuple(events))
    other = toll_answer(without, Outcome.KILLED, documents, told.policy)
    pairs = zip(_numbers(answer), _numbers(other), strict=True)
    return max(abs(ours - theirs) for ours, theirs in pairs)


def _numbers(toll: TollAnswer) -> tuple[int, int, int]:
    return toll.low or 0, toll.best or 0, toll.largest or 0


def _killed(claim: Claim) -> int:
    toll = claim.value
    if isinstance(toll, Toll) and toll.outcome is Outcome.KILLED:
        return toll.low or toll.high or 0
    return 0


def _span(*tolls: Any) -> str:
    told = [one for one in tolls if one.told]
    if not told:
        return "no number"
    low, high = min(one.low for one in told), max(one.largest for one in told)
    more = "+" if any(one.high is None for one in told) else ""
    return f"{low}{more}" if low == high else f"{low}–{high}{more}"


def _sensitive(row: "Row") -> tuple[str, ...]:
    found = [name for name, kinds in SENSITIVE.items() if row.kind in kinds]
    if "child" in row.victim_kinds:
        found.append("children")
    return tuple(found)
