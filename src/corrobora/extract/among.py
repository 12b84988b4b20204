"""Who is named as one of the dead or the hurt: "Among the dead was Ilya Tarn, a baker."

Such a sentence tells of no deed: it gives the event before it one victim by name.
"""

from collections.abc import Iterator
from dataclasses import replace

from corrobora.annotate.clauses import coordinated
from corrobora.annotate.tokens import Token
from corrobora.extract.arguments import argument
from corrobora.extract.context import Context, words
from corrobora.extract.draft import Argument, Draft, DraftToll
from corrobora.extract.tolls import toll_words
from corrobora.values import Outcome, Stage

# So many sentences before such a sentence may stand what it speaks of.
_REACH = 6
_BE = "be"


def add_named(context: Context, drafts: list[Draft]) -> None:
    """Give those named as one of the dead or the hurt to the nearest event that has such."""
    for victim, outcome in named_among(context):
        draft = _event_of(drafts, context.parsed.tokens[victim.token].sentence, outcome)
        if draft is None or _known(draft, victim, outcome):
            continue
        draft.whom.append(replace(victim, telling=draft.telling))
        draft.tolls.append(
            DraftToll(
                start=victim.start,
                end=victim.end,
                outcome=outcome,
                low=1,
                high=1,
                group=context.parsed.text[victim.start : victim.end],
                group_kind=victim.kind,
                rule="among:named person",
                token=victim.token,
                entity=victim.entity,
                speech=context.speech_over(victim.start),
                modality=None,
            )
        )


def named_among(context: Context) -> Iterator[tuple[Argument, Outcome]]:
    """The persons named as one of those harmed, each with what befell them."""
    parsed = context.parsed
    for token in parsed.tokens:
        outcome = _outcome(token)
        if outcome is None:
            continue
        for at in _named(context, token):
            one = argument(context, at, "whom")
            if one is not None and one.entity is not None and not one.plural:
                entity, word = context.annotated.entities[one.entity], parsed.tokens[at]
                if word.tag == "NNP" and (entity.person or word.entity == "PERSON"):
                    yield one, outcome


def _named(context: Context, token: Token) -> Iterator[int]:
    """The tokens of those who are said to be of a group of dead or hurt."""
    parsed = context.parsed
    group, head = token, parsed.tokens[token.head]
    if token.dep == "acl" and head.lower == "those":
        group, head = head, parsed.tokens[head.head]
    verb = parsed.tokens[head.head]
    named = None
    if group.dep == "pobj" and head.lower == "among" and verb.lemma == _BE:
        named = parsed.child(verb.index, "nsubj")
    elif group.dep == "pobj" and head.lower == "of" and verb.lower == "one":
        be = parsed.tokens[verb.head]
        named = parsed.child(be.index, "nsubj") if be.lemma == _BE else None
    elif group.dep == "nsubj" and head.lemma in (_BE, "include"):
        named = parsed.child(head.index, "dobj", "attr")
    if named is not None:
        yield from coordinated(parsed, named)


def _outcome(token: Token) -> Outcome | None:
    if token.lower in words("victim_nouns"):
        return Outcome.KILLED
    return toll_words().get(token.lower)


def _event_of(drafts: list[Draft], sentence: int, outcome: Outcome) -> Draft | None:
    """The nearest event before a sentence, or in it, that harmed people so."""
    fitting = [
        draft
        for draft in drafts
        if 0 <= sentence - draft.sentence <= _REACH
        and draft.stage in (Stage.HAPPENED, Stage.ONGOING)
        and any(toll.outcome is outcome for toll in draft.tolls)
    ]
    return max(fitting, key=lambda draft: draft.sentence, default=None)


def _known(draft: Draft, victim: Argument, outcome: Outcome) -> bool:
    return any(t.outcome is outcome and t.entity == victim.entity for t in draft.tolls)


__all__ = ["add_named", "named_among"]
