"""Documents to claims: parse, annotate, read by rules, check."""

from collections.abc import Iterable, Iterator

from corrobora.annotate.annotation import annotate
from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.parse import parse
from corrobora.extract.check import check
from corrobora.extract.claims import actor_claims, event_claims, figure_claim
from corrobora.extract.context import Context
from corrobora.extract.draft import Draft
from corrobora.extract.figures import figures
from corrobora.extract.rules import events
from corrobora.model import Claim, Document, Refusal


def read(
    documents: Iterable[Document], gazetteer: Gazetteer | None = None
) -> Iterator[tuple[Document, list[Claim], list[Refusal]]]:
    """Each document with the claims that its words bear out and the refusals, in order."""
    places = gazetteer or Gazetteer.open()
    for parsed in parse(documents):
        context = Context(annotate(parsed, places))
        claims, refusals = check(parsed.document, claims_of(context))
        yield parsed.document, claims, refusals


def claims_of(context: Context) -> list[Claim]:
    """All claims of an annotated document: of its events, its figures and its actors."""
    drafts = events(context)
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
