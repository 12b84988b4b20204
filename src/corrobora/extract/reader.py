"""Documents to claims: see, parse, annotate, read by rules or with the encoder, check."""

from collections.abc import Iterable, Iterator

from msgspec import structs

from corrobora.annotate.annotation import annotate
from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.parse import parse
from corrobora.extract.check import check
from corrobora.extract.claims import ORIGINS, actor_claims, event_claims, figure_claim
from corrobora.extract.context import Context
from corrobora.extract.draft import Draft
from corrobora.extract.figures import figures
from corrobora.extract.learned import amend
from corrobora.extract.learned_gate import Ahead
from corrobora.extract.learned_weights import decisions
from corrobora.extract.rules import events
from corrobora.model import Claim, Document, Refusal

Reading = tuple[Document, list[Claim], list[Refusal]]


def read(documents: Iterable[Document], gazetteer: Gazetteer | None = None) -> Iterator[Reading]:
    """Each document with the claims that its words bear out and the refusals, in order.

    By rules alone.
    """
    places = gazetteer or Gazetteer.open()
    for parsed in parse(documents):
        context = Context(annotate(parsed, places))
        claims, refusals = check(parsed.document, claims_of(context, events(context)))
        yield parsed.document, claims, refusals


def read_learned(
    documents: Iterable[Document], gazetteer: Gazetteer | None = None
) -> Iterator[Reading]:
    """The same, by the learned reader alone."""
    yield from _read(documents, gazetteer or Gazetteer.open(), "learned")


def read_both(
    documents: Iterable[Document], gazetteer: Gazetteer | None = None
) -> Iterator[Reading]:
    """The same, by rules and by the learned reader, merged per claim."""
    yield from _read(documents, gazetteer or Gazetteer.open(), "both")


def _read(documents: Iterable[Document], places: Gazetteer, how: str) -> Iterator[Reading]:
    decided = decisions(how)
    seen = Ahead(documents)
    for parsed in parse(seen.documents(), seen.chosen):
        context = Context(annotate(parsed, places))
        drafts = events(context) if how == "both" else []
        drafts, dropped = amend(context, seen.of(parsed.document), drafts, decided)
        claims, refusals = check(parsed.document, claims_of(context, drafts))
        origin = ORIGINS[how]
        refusals += [_no_event(context, draft, origin) for draft in dropped]
        yield parsed.document, [structs.replace(one, origin=origin) for one in claims], refusals


def _no_event(context: Context, draft: Draft, origin: str) -> Refusal:
    """The record of an event that the rules told and the learned reader does not hold for one."""
    what = next(iter(event_claims(context, draft)))
    chance = draft.chances["what"]
    reason = f"{draft.kind}: held for background, likely an event to {chance:.2f} only"
    return Refusal(
        document_id=context.parsed.document.id,
        claim=structs.replace(what, origin=origin),
        reason=reason,
    )


def claims_of(context: Context, drafts: list[Draft]) -> list[Claim]:
    """All claims of an annotated document: of its events, its figures and its actors."""
    found: list[Claim] = []
    for draft in drafts:
        found += event_claims(context, draft)
    for figure in figures(context, drafts):
        found.append(figure_claim(context, figure))
    aliases = _aliases(drafts)
    acting = _in_events(drafts)
    entities = context.annotated.entities
    for entity in entities:
        if entity.index in aliases or not (entity.person or entity.index in acting):
            continue
        described = [entities[at] for at, named in aliases.items() if named == entity.index]
        found += actor_claims(context, entity, described)
    return found


def _aliases(drafts: list[Draft]) -> dict[int, int]:
    """The actor that each description proved to be, step by step to the last."""
    steps = {described: named for draft in drafts for described, named in draft.aliases}
    found = {}
    for described in steps:
        at, seen = described, {described}
        while at in steps and steps[at] not in seen:
            at = steps[at]
            seen.add(at)
        if at != described:
            found[described] = at
    return found


def _in_events(drafts: list[Draft]) -> set[int]:
    return {
        one.entity
        for draft in drafts
        for one in (*draft.who, *draft.whom)
        if one.entity is not None
    }
