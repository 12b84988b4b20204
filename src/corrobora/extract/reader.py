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
    for entity in context.annotated.entities:
        if entity.person or entity.index in _in_events(drafts):
            found += actor_claims(context, entity)
    return found


def _in_events(drafts: list[Draft]) -> set[int]:
    return {
        one.entity
        for draft in drafts
        for one in (*draft.who, *draft.whom)
        if one.entity is not None
    }
