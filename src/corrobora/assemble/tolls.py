"""The tolls of an incident as statements: what one speaker, in one document, says it comes to.

A statement's total is told or worked out from groups, and never adds a part to its whole:

1. A toll of no group, or of "people", is a total. Each different total is a statement of its own
   ("12 people died … the toll rose to 14"), and that speaker's groups are its parts. A total left
   open ("deaths", "dozens of people") is at least as large as the groups that it holds.
2. Without a total, groups listed together ("three men, two women and a child") are added.
3. Groups told apart are added only if they cannot overlap: the state's forces, those who fight
   it, and those who do neither. Else the larger stands, for one may be a part of the other.
4. A speaker who in the same telling gives a group alone, no larger than a total that another
   speaker gives there, tells of a part and makes no statement.

Denied, planned, attempted and threatened tolls make no statement. Nothing is known from silence:
without a claim there is no statement, and no zero.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from corrobora.assemble.sums import summed
from corrobora.assemble.survivors import counted, dead_of_it, of_another_day, toll_of
from corrobora.codebook.table import table
from corrobora.link.manner import Manner, manner, numbered, only_hit, said
from corrobora.link.names import fold
from corrobora.model import Claim, Document, Event, Incident, Record, Role, SpeakerKind
from corrobora.values import Outcome, Toll

# "Five people were killed and another twelve were wounded": so far apart two outcomes are set off.
_CONTRAST_WITHIN = 120


class Statement(Record, frozen=True, kw_only=True):
    """What one speaker in one document says an outcome comes to; a bound left open is None.

    `speaker` is "" for the document's own voice. `claims` are the claims that bear the bounds,
    `parts` those of the same speaker that are parts of them. `manner` is how the words tell the
    number; `numbered` says that they count, and do not only name or describe who was harmed.
    `unaware` marks a number of the hurt from a report that did not know yet that some had died.
    """

    outcome: Outcome
    low: int | None
    high: int | None
    document_id: str
    speaker: str = ""
    claims: tuple[Claim, ...]
    parts: tuple[Claim, ...] = ()
    manner: Manner = Manner.PLAIN
    numbered: bool = True
    unaware: bool = False

    @property
    def speaker_kind(self) -> SpeakerKind | None:
        """What the nearest speaker is, None for the document's own voice."""
        speakers = self.claims[0].attribution.speakers
        return speakers[0].kind if speakers else None

    @property
    def party(self) -> bool | None:
        """Whether the nearest speaker is a party to the event, None where it is not known."""
        speakers = self.claims[0].attribution.speakers
        return speakers[0].party if speakers else None

    @property
    def update(self) -> bool:
        """Whether the words tell the number as a change of an earlier one."""
        return self.manner is Manner.UPDATE


def told_by_report(incident: Incident) -> list[Event]:
    """The incident's claims with the events of each document, which tell it again, as one."""
    by_document: defaultdict[str, list[Event]] = defaultdict(list)
    for event in incident.events:
        by_document[event.subject.anchor.document_id].append(event)
    return [
        events[0]
        if len(events) == 1
        else Event(
            subject=min(event.subject for event in events),
            claims=tuple(
                sorted(
                    {claim.id: claim for event in events for claim in event.claims}.values(),
                    key=lambda claim: (claim.spans[0], claim.id),
                )
            ),
        )
        for _, events in sorted(by_document.items())
    ]


def statements(
    event: Event, outcome: Outcome, documents: Mapping[str, Document]
) -> list[Statement]:
    """The statements of one event on one outcome, in text order."""
    document = documents.get(event.subject.anchor.document_id)
    by_speaker: defaultdict[tuple[str, bool], list[Claim]] = defaultdict(list)
    names: dict[str, str] = {}
    gone = dead_of_it(event, document) if outcome is Outcome.INJURED else frozenset()
    for claim in event.of(Role.TOLL):
        if not counted(claim) or toll_of(claim).outcome is not outcome or claim in gone:
            continue
        told = manner(claim, document)
        if told is Manner.PERIOD or of_another_day(claim, event, document):
            continue
        speakers = claim.attribution.speakers
        name = speakers[0].name if speakers else ""
        names.setdefault(fold(name), name)
        by_speaker[fold(name), told is Manner.FORMER].append(claim)
    found: list[Statement] = []
    partial: list[Statement] = []
    for (key, _), claims in by_speaker.items():
        wholes = [claim for claim in claims if _whole_here(claim, event, document)]
        groups = [claim for claim in claims if claim not in wholes]
        if wholes:
            parts = _of_groups(groups, names[key], document) if groups else None
            found += _of_wholes(wholes, parts, names[key])
        else:
            partial.append(_of_groups(groups, names[key], document))
    found += [one for one in partial if not any(_may_be_part(one, whole) for whole in found)]
    found = [_told(one, event, document) for one in found]
    if outcome is Outcome.KILLED and document is not None:
        found = with_doer(found, document)
    if outcome is Outcome.INJURED and document is not None:
        found = _without_dead(found, event, documents)
    return sorted(found, key=lambda one: (one.claims[0].spans[0], one.speaker))


def standing(told: Sequence[Statement]) -> list[Statement]:
    """The statements that say what an outcome comes to, by the reports as they stand.

    A number told as one that no longer holds, or as some of those counted elsewhere ("three of the
    wounded", "two more"), is heard only where nobody says more; one of the hurt that holds some who
    have died since, only where nobody counts the hurt knowing that.
    """
    lesser = (Manner.FORMER, Manner.PART, Manner.FURTHER)
    for unheard in (lesser, (Manner.FORMER,)):
        heard = [one for one in told if one.manner not in unheard]
        if heard:
            # Who counts the hurt knowing of the dead goes before who did not know of them yet.
            aware = [one for one in heard if not one.unaware]
            return aware if any(one.numbered for one in aware) else heard
    return list(told)


def _told(one: Statement, event: Event, document: Document | None) -> Statement:
    """The statement with how its words tell it; some of others leave the number open above."""
    told = {_manner(claim, event, document) for claim in one.claims}
    how = next((m for m in (Manner.FORMER, Manner.UPDATE) if m in told), Manner.PLAIN)
    if told <= {Manner.FURTHER, Manner.PART}:
        how = Manner.PART if Manner.PART in told else Manner.FURTHER
    return structs.replace(
        one,
        high=None if how in (Manner.PART, Manner.FURTHER) else one.high,
        manner=how,
        numbered=any(numbered(claim, document) for claim in one.claims),
    )


def with_doer(found: Sequence[Statement], document: Document) -> list[Statement]:
    """The statements on the dead, with a doer who died by his own hand beside those he killed.

    "He killed three people before taking his own life" tells of four dead; "four dead, the gunman
    among them" tells of no more.
    """
    own = next(
        (claim for one in found for claim in one.claims if said(claim, document, "self", "words")),
        None,
    )
    return [
        structs.replace(
            one,
            low=(one.low or 0) + 1,
            high=one.high + 1 if one.high is not None else None,
            claims=(*one.claims, own),
        )
        if own is not None and _by_doer(one, own, document)
        else one
        for one in found
    ]


def _by_doer(one: Statement, own: Claim, document: Document) -> bool:
    """Whether a number is of those whom a doer killed, himself not among them."""
    return (
        own not in one.claims
        and one.manner is not Manner.PART
        and said(one.claims[0], document, "deed", "before")
        and not any(said(claim, document, "doer", "after") for claim in one.claims)
    )


def _without_dead(
    found: Sequence[Statement], event: Event, documents: Mapping[str, Document]
) -> list[Statement]:
    """The statements on the hurt; of people "shot" at least those are hurt who are not dead."""
    document = documents[event.subject.anchor.document_id]
    hits = [
        one
        for one in found
        if one.numbered and all(only_hit(claim, document) for claim in one.claims)
    ]
    dead = statements(event, Outcome.KILLED, documents) if hits else []
    for hit in hits:
        held = [one for one in dead if _holds(hit, one, document)]
        if held:
            most = max(held, key=lambda one: one.low or 0)
            low = (hit.low or 0) - (most.low or 0)
            found = [
                structs.replace(one, low=low, parts=(*one.parts, *most.claims))
                if one is hit
                else one
                for one in found
            ]
    return list(found)


def _holds(hit: Statement, dead: Statement, document: Document) -> bool:
    """Whether a number of people shot counts the dead too: not in a list of the two."""
    if dead.manner is Manner.FORMER or not 0 < (dead.low or 0) <= (hit.low or 0):
        return False
    first, last = sorted((hit.claims[0].spans[0], dead.claims[-1].spans[0]))
    between = document.text[first.end : last.start]
    return dead.claims[-1].spans[0] > hit.claims[0].spans[0] or len(between) > _CONTRAST_WITHIN


def _whole_here(claim: Claim, event: Event, document: Document | None) -> bool:
    """Whether a toll counts everyone harmed, by its group and by its words."""
    if _manner(claim, event, document) in (Manner.PART, Manner.FURTHER):
        return False
    return is_whole(toll_of(claim))


def _manner(claim: Claim, event: Event, document: Document | None) -> Manner:
    """How a number is told; "two dead and three more hurt" counts all the hurt."""
    how = manner(claim, document)
    if how is Manner.FURTHER and any(
        toll_of(other).outcome is not toll_of(claim).outcome
        and 0 <= claim.spans[0].start - other.spans[0].end <= _CONTRAST_WITHIN
        for other in event.of(Role.TOLL)
    ):
        return Manner.PLAIN
    return how


def is_whole(toll: Toll) -> bool:
    """Whether a toll counts everyone harmed: it names no group, or one such as "people"."""
    if not toll.group:
        return True
    if _words("further", "words") & set(toll.group.casefold().split()):
        return False
    head = re.split(r"\b(?:of|from|in|at|who|near|with)\b|,", toll.group.casefold(), maxsplit=1)[0]
    words = re.findall(r"[^\W\d_]+", head)
    return not words or words[-1] in _words("whole", "nouns")


def _of_wholes(
    wholes: Sequence[Claim], groups: Statement | None, speaker: str
) -> Iterable[Statement]:
    parts = (*groups.claims, *groups.parts) if groups else ()
    same: defaultdict[tuple[int | None, int | None], list[Claim]] = defaultdict(list)
    for claim in wholes:
        same[toll_of(claim).low, toll_of(claim).high].append(claim)
    for (low, high), claims in same.items():
        bearing = tuple(claims)
        if high is None and groups is not None and (groups.low or 0) > (low or 0):
            low, bearing = groups.low, (*bearing, *groups.claims)
        yield Statement(
            outcome=toll_of(claims[0]).outcome,
            low=low,
            high=high,
            document_id=claims[0].document_id,
            speaker=speaker,
            claims=bearing,
            parts=tuple(claim for claim in parts if claim not in bearing),
        )


def _of_groups(groups: Sequence[Claim], speaker: str, document: Document | None) -> Statement:
    total = summed(groups, document)
    bearing = set(total.claims)
    return Statement(
        outcome=toll_of(groups[0]).outcome,
        low=total.low,
        high=total.high,
        document_id=groups[0].document_id,
        speaker=speaker,
        claims=total.claims,
        parts=tuple(claim for claim in groups if claim not in bearing),
    )


def _may_be_part(one: Statement, whole: Statement) -> bool:
    return whole.high is None or (one.low or 0) <= whole.high


def _words(group: str, field: str) -> frozenset[str]:
    return frozenset(table("lexicons/en/groups")[group][field])
