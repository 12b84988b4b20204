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

from corrobora.assemble.survivors import counted, dead_of_it
from corrobora.codebook.table import table
from corrobora.link.manner import Manner, manner, numbered, only_hit
from corrobora.link.names import fold, telling_words
from corrobora.model import Claim, Document, Event, Incident, Record, Role, SpeakerKind
from corrobora.values import ActorKind, Outcome, Toll

# The sides of which no one is on two.
_SIDES: Mapping[ActorKind, str] = {
    ActorKind.STATE_FORCE: "state",
    ActorKind.MILITARY: "state",
    ActorKind.POLICE: "state",
    ActorKind.COALITION: "state",
    ActorKind.REBEL: "opposed",
    ActorKind.MILITIA: "opposed",
    ActorKind.TERRORIST: "opposed",
    ActorKind.FIGHTER: "opposed",
    ActorKind.CRIMINAL: "opposed",
    ActorKind.CIVILIAN: "civilian",
    ActorKind.CHILD: "civilian",
    ActorKind.JOURNALIST: "civilian",
    ActorKind.AID_WORKER: "civilian",
}

# Groups further apart than this are not read as whole and part of one phrase.
_PART_WITHIN = 60

# "Five people were killed and another twelve were wounded": so far apart two outcomes are set off.
_CONTRAST_WITHIN = 120


class Statement(Record, frozen=True, kw_only=True):
    """What one speaker in one document says an outcome comes to; a bound left open is None.

    `speaker` is "" for the document's own voice. `claims` are the claims that bear the bounds,
    `parts` those of the same speaker that are parts of them. `manner` is how the words tell the
    number; `numbered` says that they count, and do not only name or describe who was harmed.
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


class _Group(Record, frozen=True, kw_only=True):
    """Tolls read as one: their bounds and the claims that bear them."""

    low: int
    high: int | None
    claims: tuple[Claim, ...]


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
        if not counted(claim) or _toll(claim).outcome is not outcome or claim in gone:
            continue
        told = manner(claim, document)
        if told is Manner.PERIOD:
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
    if outcome is Outcome.INJURED and document is not None:
        found = _without_dead(found, event, documents)
    return sorted(found, key=lambda one: (one.claims[0].spans[0], one.speaker))


def standing(told: Sequence[Statement]) -> list[Statement]:
    """The statements that say what an outcome comes to, by the reports as they stand.

    A number told as one that no longer holds, or as some of those counted elsewhere ("three of the
    wounded", "two more"), is heard only where nobody says more.
    """
    lesser = (Manner.FORMER, Manner.PART, Manner.FURTHER)
    for unheard in (lesser, (Manner.FORMER,)):
        heard = [one for one in told if one.manner not in unheard]
        if heard:
            return heard
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
    return is_whole(_toll(claim))


def _manner(claim: Claim, event: Event, document: Document | None) -> Manner:
    """How a number is told; "two dead and three more hurt" counts all the hurt."""
    how = manner(claim, document)
    if how is Manner.FURTHER and any(
        _toll(other).outcome is not _toll(claim).outcome
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
        same[_toll(claim).low, _toll(claim).high].append(claim)
    for (low, high), claims in same.items():
        bearing = tuple(claims)
        if high is None and groups is not None and (groups.low or 0) > (low or 0):
            low, bearing = groups.low, (*bearing, *groups.claims)
        yield Statement(
            outcome=_toll(claims[0]).outcome,
            low=low,
            high=high,
            document_id=claims[0].document_id,
            speaker=speaker,
            claims=bearing,
            parts=tuple(claim for claim in parts if claim not in bearing),
        )


def _of_groups(groups: Sequence[Claim], speaker: str, document: Document | None) -> Statement:
    runs = _runs(groups, document)
    by_side: dict[str, _Group] = {}
    unsided: list[_Group] = []
    for run in runs:
        sides = {_side(claim) for claim in run.claims}
        side = sides.pop() if len(sides) == 1 else None
        if side is None:
            unsided.append(run)
        else:
            by_side[side] = _larger(by_side[side], run) if side in by_side else run
    total = _added(list(by_side.values())) if by_side else unsided[0]
    for run in unsided:
        total = _larger(total, run)
    bearing = set(total.claims)
    return Statement(
        outcome=_toll(groups[0]).outcome,
        low=total.low,
        high=total.high,
        document_id=groups[0].document_id,
        speaker=speaker,
        claims=total.claims,
        parts=tuple(claim for claim in groups if claim not in bearing),
    )


def _runs(groups: Sequence[Claim], document: Document | None) -> list[_Group]:
    """The groups with those listed together added, and the parts left out."""
    runs: list[list[Claim]] = []
    for claim in sorted(groups, key=lambda claim: (claim.spans[0].start, -claim.spans[0].end)):
        before = runs[-1][-1] if runs else None
        if before is None or document is None:
            runs.append([claim])
        elif _is_part(before, claim, document):
            continue
        elif _is_listed(before, claim, document):
            runs[-1].append(claim)
        else:
            runs.append([claim])
    return _named_people([_added([_bounds(claim) for claim in run]) for run in runs])


def _named_people(runs: list[_Group]) -> list[_Group]:
    """Single people told of one by one and by different names are added; others are left."""
    singles = [run for run in runs if len(run.claims) == 1 and (run.low, run.high) == (1, 1)]
    if len(singles) < len(runs) or len(singles) < 2:
        return runs
    different: list[_Group] = []
    for run in singles:
        words = telling_words(_toll(run.claims[0]).group or "")
        if _proper(run.claims[0]) and not any(
            words & telling_words(_toll(other.claims[0]).group or "") for other in different
        ):
            different.append(run)
    rest = [run for run in singles if run not in different]
    return [_added(different), *rest] if different else runs


def _proper(claim: Claim) -> bool:
    group = _toll(claim).group or ""
    return any(word[:1].isupper() for word in group.split()[-1:])


def _is_part(before: Claim, claim: Claim, document: Document) -> bool:
    gap = _gap(before, claim, document)
    if gap is None:
        return True
    if len(gap) > _PART_WITHIN or re.search(r"[.!?;]\s", gap):
        return False
    return any(re.search(rf"\b{word}\b", gap) for word in _words("part", "words"))


def _is_listed(before: Claim, claim: Claim, document: Document) -> bool:
    gap = _gap(before, claim, document)
    if gap is None or not re.fullmatch(r"[\w\s,]*", gap):
        return False
    return all(word in _words("list", "words") for word in re.findall(r"\w+", gap))


def _gap(before: Claim, claim: Claim, document: Document) -> str | None:
    """The words between two tolls, in lower case; None where one is told inside the other."""
    end, start = before.spans[0].end, claim.spans[0].start
    return document.text[end:start].casefold() if end <= start else None


def _may_be_part(one: Statement, whole: Statement) -> bool:
    return whole.high is None or (one.low or 0) <= whole.high


def _bounds(claim: Claim) -> _Group:
    toll = _toll(claim)
    return _Group(low=toll.low or 0, high=toll.high, claims=(claim,))


def _added(groups: Sequence[_Group]) -> _Group:
    highs = [group.high for group in groups]
    return _Group(
        low=sum(group.low for group in groups),
        high=None if None in highs else sum(high for high in highs if high is not None),
        claims=tuple(claim for group in groups for claim in group.claims),
    )


def _larger(one: _Group, other: _Group) -> _Group:
    """The group that may hold the other: the one that tells of more, the first among equals."""
    if (other.low, other.high or other.low) > (one.low, one.high or one.low):
        return other
    return one


def _side(claim: Claim) -> str | None:
    kind = _toll(claim).group_kind
    return _SIDES.get(kind) if kind else None


def _toll(claim: Claim) -> Toll:
    if not isinstance(claim.value, Toll):
        raise TypeError(f"no toll: {claim.value!r}")
    return claim.value


def _words(group: str, field: str) -> frozenset[str]:
    return frozenset(table("lexicons/en/groups")[group][field])
