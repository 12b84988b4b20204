"""Why a value stands: the claims under an incident or event, the words under a claim.

Explanations are lines of segments, each with the name of a style; who prints them chooses how a
style looks. Ids may be shortened as long as they name one thing.
"""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum

from corrobora.assemble.answers import TollAnswer
from corrobora.assemble.history import history
from corrobora.assemble.incidents import Assembled
from corrobora.assemble.policies import DEFAULT
from corrobora.assemble.summary import Summary, summary
from corrobora.errors import InputError
from corrobora.export.rows import source_words, sources_words
from corrobora.export.wording import (
    bounds_words,
    responsibility_words,
    speaker_words,
    toll_words,
    value_words,
    voices_words,
)
from corrobora.link.manner import Manner, manner
from corrobora.link.rulings import claim_of, standing
from corrobora.link.score import Match
from corrobora.model import (
    Claim,
    Decision,
    Document,
    Event,
    Incident,
    Record,
    Right,
    Role,
    Span,
    Verdict,
)
from corrobora.values import Stage, Stance

# How much of the text is shown on either side of the words, at most.
CONTEXT = 240

# Good enough to show a sentence; the reader's own sentences are not kept with the claims.
_MANNERS = {
    Manner.PLAIN: "",
    Manner.UPDATE: ", told as a change",
    Manner.FORMER: ", told as no longer so",
    Manner.FURTHER: ", on top of others",
    Manner.PART: ", some of others",
    Manner.PERIOD: ", over more than this happening",
}

_RULED = {Verdict.YES: "right", Verdict.NO: "wrong", Verdict.UNSURE: "left open"}

_STOP = re.compile(r"[.?!][\"”’')]*\s+|\n+")


class Style(StrEnum):
    """What a segment is, for who prints it."""

    PLAIN = "plain"
    HEADING = "heading"
    LABEL = "label"
    VALUE = "value"
    QUOTE = "quote"
    SPEAKER = "speaker"
    MUTED = "muted"
    WARNING = "warning"


class Segment(Record, frozen=True, kw_only=True):
    """A run of words in one style."""

    text: str
    style: Style = Style.PLAIN


class Line(Record, frozen=True, kw_only=True):
    """One line of an explanation; `indent` counts levels."""

    segments: tuple[Segment, ...]
    indent: int = 0

    @property
    def text(self) -> str:
        """The line without styles."""
        return "  " * self.indent + "".join(segment.text for segment in self.segments)


def explain(assembled: Assembled, wanted: str, policy: str = DEFAULT) -> list[Line]:
    """The explanation of the incident, event, actor, figure or claim whose id begins `wanted`.

    Raises InputError where nothing bears such an id, or several things do.
    """
    found = find(assembled, wanted)
    if isinstance(found, Incident):
        return list(_incident(assembled, found, policy))
    if isinstance(found, Claim):
        return list(_claim(assembled, found))
    return list(_subject(assembled, found))


def find(assembled: Assembled, wanted: str) -> Incident | Event | Claim:
    """The incident, event, actor, figure or claim whose id begins `wanted`. Raises InputError."""
    seen = assembled.views
    things: dict[str, Incident | Event | Claim] = {one.id: one for one in assembled.incidents}
    for view in (*seen.events, *seen.actors, *seen.figures):
        things[view.subject.id] = view
        things |= {claim.id: claim for claim in view.claims}
    things |= {claim.id: claim for claim in seen.rejected}
    if wanted in things:
        return things[wanted]
    matching = sorted(thing for thing in things if wanted and thing.startswith(wanted))
    if not matching:
        raise InputError(f"nothing has the id {wanted!r}")
    if len(matching) > 1:
        shown = ", ".join(matching[:3])
        raise InputError(f"{wanted!r} begins the ids of {len(matching)} things: {shown} …")
    return things[matching[0]]


def _incident(assembled: Assembled, incident: Incident, policy: str) -> Iterator[Line]:
    told = summary(assembled, incident, policy)
    yield line(0, ("Incident ", Style.HEADING), (incident.id, Style.HEADING))
    yield line(1, (f"{sources_words(told)}; policy {policy}", Style.MUTED))
    for document_id in told.reports:
        yield line(1, (source_words(document_id, assembled.documents), Style.MUTED))
    for why in told.origins.reasons:
        pair = " and ".join(source_words(d, assembled.documents) for d in (why.left, why.right))
        yield line(1, ("one origin: ", Style.LABEL), (f"{pair}: {why.reason}", Style.MUTED))
    yield from _answers(assembled, told)
    yield from _tolls(assembled, told)
    for one in told.contradictions:
        yield line(1, (f"contradiction on {one.about.value} ({one.question}):", Style.WARNING))
        for side in one.sides:
            yield line(2, ("; ".join(_side_words(claim) for claim in side), Style.WARNING))
    yield from _joins(assembled.matches, {event.subject.id for event in incident.events})


def _answers(assembled: Assembled, told: Summary) -> Iterator[Line]:
    for answer in told.answers:
        if answer.claims:
            chosen = value_words(answer.value) if answer.value else "denied"
            yield line(1, (f"{answer.role.value}: ", Style.LABEL), (chosen, Style.VALUE))
            for claim in answer.claims:
                yield _claim_line(claim, assembled.documents.get(claim.document_id), 2)


def _tolls(assembled: Assembled, told: Summary) -> Iterator[Line]:
    for toll in told.tolls:
        if not toll.told:
            continue
        span = toll_words(toll) or "no number"
        best = f" (best {toll.best} by {toll.policy})" if toll.best is not None else ""
        yield line(
            1, (f"{toll.outcome.value}: ", Style.LABEL), (span, Style.VALUE), (best, Style.MUTED)
        )
        for claim in toll.claims:
            yield _claim_line(claim, assembled.documents.get(claim.document_id), 2)
        yield from _history(assembled, toll)
        for group in toll.groups:
            named = f"{group.group.value}: {bounds_words(group.low, group.high)}"
            yield line(2, (named, Style.VALUE), (f" (middle {group.best})", Style.MUTED))


def _history(assembled: Assembled, toll: TollAnswer) -> Iterator[Line]:
    """The toll by date of report, where its statements differ or come from several reports."""
    steps = history(toll, assembled.documents)
    if len(steps) < 2:
        return
    for step in steps:
        day = step.published.isoformat() if step.published else "undated"
        voice = step.speaker or "own voice"
        number = bounds_words(step.low, step.high)
        yield line(
            2,
            (f"{day}  ", Style.MUTED),
            (number, Style.VALUE),
            (f"  {voice}", Style.SPEAKER),
            (f"  {step.change.value}{_MANNERS[step.manner]}", Style.MUTED),
        )


def _joins(matches: Iterable[Match], subjects: set[str]) -> Iterator[Line]:
    for match in matches:
        if match.left in subjects and match.right in subjects:
            reasons = "; ".join(evidence.reason for evidence in match.evidence)
            pair = f"{match.left} and {match.right}: {match.score:.2f} ({reasons})"
            yield line(1, ("same happening: ", Style.LABEL), (pair, Style.MUTED))


def _subject(assembled: Assembled, view: Event) -> Iterator[Line]:
    document = assembled.documents.get(view.subject.anchor.document_id)
    yield line(0, (f"{type(view).__name__} {view.subject.id}", Style.HEADING))
    if document is not None:
        yield line(1, (source_words(document.id, assembled.documents), Style.MUTED))
    for claim in view.claims:
        yield line(
            1, (f"{claim.role.value}: ", Style.LABEL), (value_words(claim.value), Style.VALUE)
        )
        yield _claim_line(claim, document, 2)


def _claim(assembled: Assembled, claim: Claim) -> Iterator[Line]:
    document = assembled.documents.get(claim.document_id)
    yield line(0, (f"Claim {claim.id}", Style.HEADING))
    if claim in assembled.views.rejected:
        yield line(1, ("judged wrong: it enters no answer", Style.WARNING))
    yield from _verdict(assembled, claim)
    yield line(1, (f"{claim.role.value}: ", Style.LABEL), (value_words(claim.value), Style.VALUE))
    if document is not None:
        yield line(1, (source_words(document.id, assembled.documents), Style.MUTED))
        yield Line(indent=1, segments=tuple(_in_context(document, claim)))
    speaker = voices_words(claim.attribution) or "the document's own voice"
    yield line(1, ("speaker: ", Style.LABEL), (speaker, Style.SPEAKER))
    hedge = f"stance {claim.stance.value}, stage {claim.stage.value}"
    rule = f", rule {claim.rule}" if claim.rule else ""
    made = f"{claim.origin}{rule}, confidence {claim.confidence:.2f}"
    yield line(1, (hedge, Style.PLAIN), (f"; read by {made}", Style.MUTED))
    owner = claim.subject.id
    incident = next(
        (i.id for i in assembled.incidents if any(e.subject.id == owner for e in i.events)), None
    )
    within = f"about {owner}" + (f" of incident {incident}" if incident else "")
    yield line(1, (within, Style.MUTED))


def _verdict(assembled: Assembled, claim: Claim) -> Iterator[Line]:
    """What a person ruled on a claim, if one did."""
    people = (d for d in assembled.decisions if isinstance(d, Right) and d.by_person)
    ruling = standing(people, claim_of).get(claim.id)
    if ruling is not None:
        yield ruling_line(ruling, _RULED[ruling.verdict])


def ruling_line(ruling: Decision, said: str) -> Line:
    """A person's ruling: who, when, what and why, with the id by which it can be undone."""
    who = f"{ruling.by.removeprefix('review:')} ruled on {ruling.at:%Y-%m-%d}: "
    why = f" ({ruling.reason})" if ruling.reason else ""
    return line(1, (who, Style.LABEL), (said + why, Style.WARNING), (f"  {ruling.id}", Style.MUTED))


def _in_context(document: Document, claim: Claim) -> Iterator[Segment]:
    """The sentences around the claim's words, with its words and its speakers' marked."""
    text = document.text
    spans = sorted(claim.spans)
    start = _sentence_start(text, spans[0].start)
    end = _sentence_end(text, max(span.end for span in spans))
    voices = [
        span
        for speaker in claim.attribution.speakers
        for span in speaker.spans
        if span.document_id == document.id
    ]
    marks = _styles(start, end, spans, voices)
    at = start
    while at < end:
        style, until = marks[at - start], at
        while until < end and marks[until - start] is style:
            until += 1
        yield Segment(text=" ".join(text[at:until].splitlines()), style=style)
        at = until


def _styles(start: int, end: int, spans: list[Span], voices: list[Span]) -> list[Style]:
    marks = [Style.PLAIN] * (end - start)
    for group, style in ((voices, Style.SPEAKER), (spans, Style.QUOTE)):
        for span in group:
            for at in range(max(span.start, start), min(span.end, end)):
                marks[at - start] = style
    return marks


def _sentence_start(text: str, at: int) -> int:
    earliest = max(0, at - CONTEXT)
    before = text[earliest:at]
    starts = [found.end() for found in _STOP.finditer(before)]
    return earliest + (starts[-1] if starts else 0)


def _sentence_end(text: str, at: int) -> int:
    after = text[at : at + CONTEXT]
    stop = _STOP.search(after)
    return at + (len(after[: stop.end()].rstrip()) if stop else len(after))


def _claim_line(claim: Claim, document: Document | None, indent: int) -> Line:
    segments = [Segment(text=f"{claim.id[:10]}  ", style=Style.MUTED)]
    if document is not None:
        quote = " ".join(document.quote(claim.spans[0]).split())
        segments.append(Segment(text=f"“{quote}”", style=Style.QUOTE))
    if claim.role is Role.TOLL:
        segments.append(Segment(text=f"  {value_words(claim.value)}", style=Style.VALUE))
        how = _MANNERS[manner(claim, document)].lstrip(",")
        segments.append(Segment(text=how, style=Style.WARNING))
    if claim.role is Role.RESPONSIBILITY:
        segments.append(Segment(text=f"  {responsibility_words(claim)}", style=Style.VALUE))
    speaker = voices_words(claim.attribution)
    if speaker:
        segments.append(Segment(text=f"  {speaker}", style=Style.SPEAKER))
    for hedge, usual in ((claim.stance, Stance.CERTAIN), (claim.stage, Stage.HAPPENED)):
        if hedge is not usual:
            segments.append(Segment(text=f"  {hedge.value}", style=Style.WARNING))
    segments.append(Segment(text=f"  [{claim.rule or claim.origin}]", style=Style.MUTED))
    return Line(indent=indent, segments=tuple(segments))


def _side_words(claim: Claim) -> str:
    speaker = speaker_words(claim.attribution) or "own voice"
    denied = "denied " if claim.stance is Stance.DENIED else ""
    return f"{denied}{value_words(claim.value)} ({speaker})"


def line(indent: int, *parts: tuple[str, Style]) -> Line:
    """A line of parts with their styles, the empty ones left out."""
    segments = tuple(Segment(text=text, style=style) for text, style in parts if text)
    return Line(indent=indent, segments=segments)
