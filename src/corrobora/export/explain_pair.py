"""Why two events are one happening to the program, or are not."""

from collections.abc import Iterator, Mapping

from corrobora.assemble.incidents import Assembled, ruled_apart
from corrobora.errors import InputError
from corrobora.export.explain import Line, Style, find, line, ruling_line
from corrobora.export.rows import source_words
from corrobora.link.compare import Evidence
from corrobora.link.prominence import main_event
from corrobora.link.retold import tellings, units
from corrobora.link.rulings import pair_of, standing
from corrobora.link.score import Match, base, judge, threshold
from corrobora.link.telling import Telling
from corrobora.model import Claim, Event, Incident, Same, SubjectKind, Verdict

_VERDICTS = {
    Verdict.YES: "the same happening",
    Verdict.UNSURE: "a question for a person",
    Verdict.NO: "different happenings",
}


def explain_pair(assembled: Assembled, one: str, other: str) -> list[Line]:
    """The explanation of how two events, or the main events of two incidents, were judged.

    Raises InputError where an id names no event.
    """
    left, right = event_of(assembled, one), event_of(assembled, other)
    if left.subject == right.subject:
        raise InputError("both ids name one event")
    return list(_explained(assembled, left, right))


def event_of(assembled: Assembled, wanted: str) -> Event:
    """The event whose id begins `wanted`, or the main event of such an incident."""
    found = find(assembled, wanted)
    if isinstance(found, Incident):
        main = main_event(found.events, assembled.documents)
        return main if main is not None else found.events[0]
    if isinstance(found, Claim) or found.subject.kind is not SubjectKind.EVENT:
        raise InputError(f"{wanted!r} is neither an event nor an incident")
    return found


def _explained(assembled: Assembled, left: Event, right: Event) -> Iterator[Line]:
    together = any({left, right} <= set(incident.events) for incident in assembled.incidents)
    shown = "stand in one incident" if together else "stand in two incidents"
    ids = f"{left.subject.id} and {right.subject.id} "
    yield line(0, (ids, Style.HEADING), (shown, Style.VALUE))
    for event in (left, right):
        document_id = event.subject.anchor.document_id
        yield line(1, (source_words(document_id, assembled.documents), Style.MUTED))
    yield from ruling_lines(assembled, left, right, _VERDICTS)
    ours, theirs = _telling(assembled, left), _telling(assembled, right)
    if ours.document == theirs.document:
        retold = ours.subject == theirs.subject
        reason = (
            "one report tells it again, and nothing in it speaks of another happening"
            if retold
            else "one report tells of both, and they differ in kind, day or place"
        )
        yield line(1, (reason, Style.PLAIN))
        return
    yield from _judgement(judge(ours, theirs))
    if not together:
        yield from _kept_out(assembled, left, right)


def ruling_lines(
    assembled: Assembled, left: Event, right: Event, verdicts: Mapping[Verdict, str]
) -> Iterator[Line]:
    """What a person ruled on a pair of events or actors, if one did."""
    people = (d for d in assembled.decisions if isinstance(d, Same) and d.by_person)
    pair = min(left.subject.id, right.subject.id), max(left.subject.id, right.subject.id)
    ruling = standing(people, pair_of).get(pair)
    if ruling is not None:
        yield ruling_line(ruling, verdicts[ruling.verdict])


def _telling(assembled: Assembled, event: Event) -> Telling:
    """The telling that an event is part of, read from all events of its document."""
    document_id = event.subject.anchor.document_id
    events = [
        one for one in assembled.views.events if one.subject.anchor.document_id == document_id
    ]
    grouped = units(events, assembled.documents, ruled_apart(assembled.decisions))
    unit = next(unit for unit in grouped if event in unit)
    told = tellings(grouped, assembled.documents)
    return next(one for one in told if one.subject == unit[0].subject.id)


def _judgement(match: Match) -> Iterator[Line]:
    verdict = f"{match.score:.0%}: {_VERDICTS[match.verdict]}"
    bounds = f" (same from {threshold('same'):.0%}, a question from {threshold('ask'):.0%})"
    yield line(1, ("the program: ", Style.LABEL), (verdict, Style.VALUE), (bounds, Style.MUTED))
    if match.score == 0.0:
        yield line(2, ("one of them did not happen, or has no kind", Style.PLAIN))
    for found in sorted(match.evidence, key=_weight):
        points = f"{found.points:+.1f}  "
        yield line(
            2,
            (points, Style.MUTED),
            (f"{found.question}: ", Style.LABEL),
            (found.reason, Style.PLAIN),
        )
    yield line(2, (f"{base():+.1f}  ", Style.MUTED), ("before anything is known", Style.PLAIN))


def _weight(found: Evidence) -> float:
    return -abs(found.points)


def _kept_out(assembled: Assembled, left: Event, right: Event) -> Iterator[Line]:
    """What else keeps apart two events that agree well enough by themselves."""
    of_event = {
        event.subject.id: incident for incident in assembled.incidents for event in incident.events
    }
    ours, theirs = of_event.get(left.subject.id), of_event.get(right.subject.id)
    if ours is None or theirs is None:
        return
    documents = [
        {event.subject.anchor.document_id for event in incident.events}
        for incident in (ours, theirs)
    ]
    shared = documents[0] & documents[1]
    if shared:
        names = ", ".join(sorted(source_words(one, assembled.documents) for one in shared))
        yield line(1, (f"their incidents are two to one report: {names}", Style.PLAIN))
    elif len(documents[0]) + len(documents[1]) > 2:
        yield line(1, ("all reports of the two incidents are weighed together", Style.PLAIN))


__all__ = ["event_of", "explain_pair", "ruling_lines"]
