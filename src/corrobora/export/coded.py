"""The claims on one document as a coded document (see `coded_form`)."""

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from corrobora.assemble.views import Views, views
from corrobora.export.coded_form import (
    CodedActor,
    CodedDocument,
    CodedEvent,
    CodedFigure,
    CodedPerson,
    CodedPlace,
    CodedSubject,
    CodedTime,
    CodedToll,
    Quote,
    plain,
)
from corrobora.model import Actor, Attribution, Claim, Document, Event, Figure, Role, Span
from corrobora.values import ActorRef, Category, Place, Quantity, Stance, Text, Toll, When

# A speaker's name and its verb further apart than this are not quoted as one run of words.
JOIN_WITHIN = 60

# A telling this close behind one without a speaker is the next sentence's, which says who says it;
# further on it only speaks of the event again.
NEXT_WITHIN = 250

# What only a person has: an actor with any of these is listed among the people.
_PERSONAL = {
    Role.SEX: "sex",
    Role.RANK: "rank",
    Role.POSITION: "position",
    Role.STATUS: "status",
    Role.MEMBER_OF: "member_of",
    Role.NATIONALITY: "nationality",
    Role.ORIGIN: "origin",
    Role.RESIDENCE: "residence",
    Role.CONVICTED_IN: "convicted_in",
    Role.PENALTY: "sentence",
}


def coded_document(document: Document, claims: Iterable[Claim]) -> dict[str, Any]:
    """The coded document as plain data, from the claims on `document`; others are left out."""
    return plain(coded(document, views(c for c in claims if c.document_id == document.id)))


def coded(document: Document, of_document: Views) -> CodedDocument:
    """The coded document, from the views of its claims. An event without a kind is left out."""
    events = [_event(document, event) for event in of_document.events]
    actors = [_subject(document, actor) for actor in of_document.actors]
    people = (_person(actor) for actor in of_document.actors)
    return CodedDocument(
        doc_id=document.name or document.id,
        published=document.published.isoformat() if document.published else None,
        events=tuple(event for event in events if event is not None),
        figures=tuple(
            coded_figure
            for figure in of_document.figures
            for coded_figure in _figures(document, figure)
        ),
        actors=tuple(actor for actor in actors if actor is not None),
        people=tuple(person for person in people if person is not None),
    )


def _event(document: Document, event: Event) -> CodedEvent | None:
    tellings = event.of(Role.WHAT)
    if not tellings or not isinstance(tellings[0].value, Category):
        return None
    main, kind = tellings[0], tellings[0].value
    in_text = sorted(tellings, key=lambda claim: claim.spans[0])
    said = next((c.attribution for c in in_text if _says_who(main, c)), main.attribution)
    return CodedEvent(
        kind=kind.code,
        trigger=_quote(document, main.spans[0]),
        stage=main.stage.value,
        who=_actors(document, event, Role.WHO, main.stance),
        whom=_actors(document, event, Role.WHOM, main.stance),
        means=tuple(_quote(document, claim.spans[0]) for claim in event.of(Role.MEANS)),
        where=_where(document, _surest(event, Role.WHERE)),
        when=_when(document, _surest(event, Role.WHEN)),
        tolls=tuple(
            _toll(document, claim, claim.value)
            for claim in event.of(Role.TOLL)
            if isinstance(claim.value, Toll)
        ),
        speaker=_speaker(said),
        speaker_quote=_speaker_quote(document, said),
        stance=main.stance.value,
    )


def _says_who(main: Claim, telling: Claim) -> bool:
    """Whether a telling's speaker is the event's: the main one's own, or the next sentence's."""
    behind = telling.spans[0].start - main.spans[0].start
    return bool(telling.attribution.speakers) and 0 <= behind <= NEXT_WITHIN


def _surest(event: Event, role: Role) -> Claim | None:
    """The claim to give where the form has room for one: a person's, else the surest, the first."""
    claims = event.of(role)
    person = [claim for claim in claims if claim.origin.startswith("review:")]
    return max(person or claims, key=lambda claim: claim.confidence, default=None)


def _actors(document: Document, event: Event, role: Role, stance: Stance) -> tuple[CodedActor, ...]:
    found = []
    own = {_speaker(claim.attribution) for claim in event.of(Role.WHAT)}
    for claim in event.of(role):
        if not isinstance(claim.value, ActorRef):
            continue
        speaker = _speaker(claim.attribution)
        words = _quote(document, claim.spans[0])
        found.append(
            CodedActor(
                quote=words.quote,
                start=words.start,
                end=words.end,
                name=claim.value.name,
                type=claim.value.kind.value,
                stance=claim.stance.value if claim.stance is not stance else None,
                speaker=speaker if speaker not in own else None,
            )
        )
    return tuple(found)


def _where(document: Document, claim: Claim | None) -> CodedPlace | None:
    if claim is None or not isinstance(claim.value, Place):
        return None
    words = _quote(document, claim.spans[0])
    return CodedPlace(
        quote=words.quote,
        start=words.start,
        end=words.end,
        name=claim.value.name,
        country=claim.value.country,
    )


def _when(document: Document, claim: Claim | None) -> CodedTime | None:
    if claim is None or not isinstance(claim.value, When):
        return None
    words, when = _quote(document, claim.spans[0]), claim.value
    return CodedTime(
        quote=words.quote,
        start=words.start,
        end=words.end,
        first=when.first.isoformat() if when.first else None,
        last=when.last.isoformat() if when.last else None,
        month=when.month,
    )


def _toll(document: Document, claim: Claim, toll: Toll) -> CodedToll:
    words = _quote(document, claim.spans[0])
    return CodedToll(
        quote=words.quote,
        start=words.start,
        end=words.end,
        outcome=toll.outcome.value,
        low=toll.low,
        high=toll.high,
        group=toll.group,
        group_type=toll.group_kind.value if toll.group_kind else None,
        speaker=_speaker(claim.attribution),
        speaker_quote=_speaker_quote(document, claim.attribution),
        stance=claim.stance.value,
    )


def _figures(document: Document, figure: Figure) -> Iterable[CodedFigure]:
    for claim in figure.of(Role.AMOUNT):
        if isinstance(claim.value, Quantity):
            words = _quote(document, claim.spans[0])
            yield CodedFigure(
                quote=words.quote,
                start=words.start,
                end=words.end,
                low=claim.value.low,
                high=claim.value.high,
                what=claim.value.what,
                speaker=_speaker(claim.attribution),
                speaker_quote=_speaker_quote(document, claim.attribution),
                stance=claim.stance.value,
            )


def _subject(document: Document, actor: Actor) -> CodedSubject | None:
    details = _details(actor)
    if details is None:
        return None
    words = _quote(document, actor.subject.anchor)
    kinds = [c.value.code for c in actor.of(Role.ACTOR_TYPE) if isinstance(c.value, Category)]
    return CodedSubject(
        **details,
        type=kinds[0] if kinds else "unknown",
        quote=words.quote,
        start=words.start,
        end=words.end,
    )


def _person(actor: Actor) -> CodedPerson | None:
    """The person, named without rank and office; None for an actor told of as no person."""
    details = _details(actor)
    if details is None or len(details) == 1:
        return None
    name = details["name"]
    for title in (details.get("position"), details.get("rank")):
        if title and name.casefold().startswith(f"{title.casefold()} "):
            name = name[len(title) :].strip()
    return CodedPerson(**{**details, "name": name})


def _details(actor: Actor) -> dict[str, Any] | None:
    """The fields that the claims on an actor fill; None where nothing names it."""
    names = _texts(actor, Role.NAME)
    if not names:
        return None
    found: dict[str, Any] = {"name": names[0]}
    ages = _texts(actor, Role.AGE)
    if ages:
        # "57-year-old" is 57 to the form; "in his fifties" stays as it is written.
        years = re.fullmatch(r"(?:aged? )?(\d{1,3})(?:[- ]years?[- ]old)?", ages[0].casefold())
        found["age"] = int(years[1]) if years else ages[0]
    for role, field in _PERSONAL.items():
        texts = _texts(actor, role)
        if texts:
            found[field] = texts[0]
    crimes = _texts(actor, Role.CONVICTED_OF)
    if crimes:
        found["convicted_of"] = tuple(dict.fromkeys(crimes))
    return found


def _texts(actor: Actor, role: Role) -> list[str]:
    texts = []
    for claim in actor.of(role):
        if isinstance(claim.value, Text):
            texts.append(claim.value.text)
        elif isinstance(claim.value, ActorRef | Place):
            texts.append(claim.value.name)
        elif isinstance(claim.value, Category):
            texts.append(claim.value.code)
    return texts


def _speaker(said: Attribution) -> str | None:
    return said.speakers[0].name if said.speakers else None


def _speaker_quote(document: Document, said: Attribution) -> Quote | None:
    """The words that name the nearest speaker, with the cue where it stands close by."""
    if not said.speakers:
        return _quote(document, said.cue) if said.cue else None
    spans = [span for span in said.speakers[0].spans if span.document_id == document.id]
    if not spans:
        return None
    spans = sorted(spans)
    gaps = (after.start - before.end for before, after in pairwise(spans))
    if any(gap > JOIN_WITHIN for gap in gaps):
        return _quote(document, spans[0])
    end = max(span.end for span in spans)
    return _quote(document, Span(document_id=document.id, start=spans[0].start, end=end))


def _quote(document: Document, span: Span) -> Quote:
    return Quote(quote=document.quote(span), start=span.start, end=span.end)
