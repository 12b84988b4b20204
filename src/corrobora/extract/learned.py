"""The learned reader: what the encoder answers, decided on beside what the rules found.

Alone it proposes events where the encoder sees their words; with the rules it also keeps, drops,
completes and re-labels theirs. Every value that it adds is a mention of `annotate`, on its words.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from corrobora.annotate.encoder import Floats, Seen, sigmoid
from corrobora.annotate.encoder_heads import KINDS, PAIRED, TOLLS
from corrobora.annotate.mentions import (
    ActorMention,
    CountMention,
    PlaceMention,
    TimeMention,
    Trigger,
)
from corrobora.annotate.modality import modality
from corrobora.codebook.kinds import families
from corrobora.extract.arguments import arguments
from corrobora.extract.context import Context
from corrobora.extract.draft import Argument, Draft
from corrobora.extract.learned_features import (
    Asked,
    Filler,
    Row,
    actor_features,
    asked,
    event_features,
    kind_chances,
    means_features,
    place_features,
    time_features,
    toll_features,
)
from corrobora.extract.learned_weights import Decision, Decisions
from corrobora.extract.tolls import from_count
from corrobora.values import Outcome

T = TypeVar("T")

# From this probability on a word may name an event.
PROPOSED = 0.25
# Sentences before and after the trigger in which what fills its roles is looked for.
BEFORE, AFTER = 12, 6
# A proposal so near a trigger of the rules, in characters, is the same telling.
_NEAR = 40


def amend(
    context: Context, seen: Seen, drafts: list[Draft], decisions: Decisions
) -> tuple[list[Draft], list[Draft]]:
    """The events of a document, the rules' `drafts` decided on and others added; and those dropped.

    Both in text order; what is dropped are events that the rules told.
    """
    kept: list[Asked] = []
    dropped: list[Draft] = []
    for one in asked_all(context, seen, drafts):
        draft = one.draft
        rare = one.told and draft.kind in decisions.rare
        told = replace(draft, who=[*draft.who], whom=[*draft.whom]) if rare else draft
        relabel(one, decisions)
        best = fill(one, decisions)
        chance = decisions["event"].chance(event_features(one, best))
        if rare:
            draft = told
        draft.chances["what"] = chance
        if rare or decisions["event"].takes(chance, told=one.told):
            kept.append(replace(one, draft=draft, told=True))
        elif one.told:
            dropped.append(draft)
    add_counts(context, seen, kept, decisions)
    return (
        sorted((one.draft for one in kept), key=lambda draft: draft.trigger.start),
        sorted(dropped, key=lambda draft: draft.trigger.start),
    )


def asked_all(context: Context, seen: Seen, drafts: list[Draft]) -> list[Asked]:
    """The rules' events and the encoder's proposals, with what is asked of them."""
    found = [(draft, True) for draft in drafts]
    found += [(draft, False) for draft in proposed(context, seen, drafts)]
    listed: list[Asked] = []
    for draft, told in found:
        one = asked(context, seen, draft, told)
        if one is not None:
            kin = [b for b in listed if families(b.draft.kind) & families(draft.kind)]
            same = max((seen.same(0, one.words, b.words) for b in kin), default=0.0)
            listed.append(replace(one, twin=same))
    return listed


def proposed(context: Context, seen: Seen, drafts: list[Draft]) -> Iterator[Draft]:
    """Events where the encoder sees the words of one and the rules have none."""
    chances = seen.chances("kind")
    taken = [(t.start - _NEAR, t.end + _NEAR, d) for d in drafts for t in d.mentions]
    for words in runs(seen, 1 - chances[:, 0], PROPOSED):
        kind = KINDS[1 + int(chances[words, 1:].sum(0).argmax())]
        start = int(seen.pieces.starts[words[0]])
        end = int(seen.pieces.starts[words[-1]])
        token = _head(context, start, end)
        if token is None:
            continue
        if any(
            left <= start and end <= right and families(kind) & families(d.kind)
            for left, right, d in taken
        ):
            continue
        yield _draft(context, token, kind)


def runs(seen: Seen, chances: Floats, least: float) -> Iterator[list[int]]:
    """Runs of words whose chance is `least` or more, at most one other word between two."""
    opening = np.flatnonzero(seen.pieces.opens)
    telling = np.flatnonzero(chances[opening] >= least)
    if len(telling):
        for run in np.split(telling, np.flatnonzero(np.diff(telling) > 2) + 1):
            yield opening[run].tolist()


def _head(context: Context, start: int, end: int) -> int | None:
    """The token that heads the words from `start` to the word at `end`; a verb or a noun."""
    parsed = context.parsed
    tokens = [parsed.tokens[at] for at in parsed.tokens_in(start, end + 1)]
    tokens = [t for t in tokens if t.pos in ("VERB", "NOUN", "PROPN", "ADJ")]
    inside = {t.index for t in tokens}
    heads = [t for t in tokens if t.head not in inside or t.head == t.index]
    telling = [t for t in heads if t.pos in ("VERB", "NOUN")] or heads
    return telling[0].index if telling else None


def _draft(context: Context, token: int, kind: str) -> Draft:
    parsed = context.parsed
    one = parsed.tokens[token]
    trigger = Trigger(
        start=one.start,
        end=one.end,
        token=token,
        kind=kind,
        frame="act",
        rule="learned",
        noun=one.pos != "VERB",
    )
    told = modality(parsed, token, context.speeches)
    return Draft(
        trigger=trigger,
        kind=kind,
        modality=told,
        speech=context.speech_over(one.start),
        sentence=one.sentence,
        mentions=[trigger],
    )


def relabel(one: Asked, decisions: Decisions) -> None:
    """The kind: the rules' unless the encoder is surer of another.

    Stage and stance are the rules' own: the encoder's answers were no better where it matters, at
    what did not happen or is not certain.
    """
    draft = one.draft
    chances = np.log(kind_chances(one)[1:] + 1e-6)
    if one.told and draft.kind in KINDS:
        chances[KINDS.index(draft.kind) - 1] += decisions.numbers["kind"]
    draft.kind = KINDS[1 + int(chances.argmax())]


def fill(one: Asked, decisions: Decisions) -> Row:
    """Fill the roles of a draft; the best chance of each role comes back."""
    draft = one.draft
    best: Row = {}
    for role in ("who", "whom"):
        rated = rate(decisions[role], actors(one, role), lambda filler: filler.told)
        chosen = [(chance, filler) for filler, chance, taken in rated if taken]
        best[role] = max((chance for _, chance, _ in rated), default=0.0)
        setattr(draft, role, _arguments(one, role, chosen))
    weapon = rate(decisions["means"], weapons(one), lambda filler: filler.told)
    draft.means = [(filler.start, filler.end) for filler, _, taken in weapon if taken]
    places = rate(decisions["where"], scenes(one), lambda place: place is draft.where)
    best["where"] = max((chance for _, chance, _ in places), default=0.0)
    place = single(places, draft.where)
    if place is not draft.where:
        draft.where, draft.where_rule, draft.where_telling = place, "learned", draft.telling
    times = rate(decisions["when"], days(one), lambda time: time is draft.when)
    best["when"] = max((chance for _, chance, _ in times), default=0.0)
    time = draft.when if _undated(draft.when) else single(times, draft.when)
    if time is not draft.when:
        draft.when, draft.when_rule, draft.when_telling = time, "learned", draft.telling
    draft.chances |= {
        "where": next((c for one, c, _ in places if one is draft.where), 0.0),
        "when": next((c for one, c, _ in times if one is draft.when), 0.0),
    }
    kept = []
    for toll in draft.tolls:
        row = toll_features(one, toll.start, toll.end, toll.outcome, True)
        chance = decisions["toll"].chance(row)
        if decisions["toll"].takes(chance, told=True):
            kept.append(replace(toll, confidence=chance))
    draft.tolls = kept
    return best


def _undated(time: TimeMention | None) -> bool:
    """Whether a time has no date that coders could agree on: "in February" of an unknown year."""
    return time is not None and time.when.first is None and time.when.last is None


# What may fill a role, its chance, and whether that is enough.
Rated = list[tuple[T, float, bool]]


def rate(decision: Decision, found: Iterable[tuple[T, Row]], told: Callable[[T], bool]) -> Rated[T]:
    """What may fill a role, each with its chance and whether that is enough."""
    rated = [(one, decision.chance(row), told(one)) for one, row in found]
    beside = any(by_rules for _, _, by_rules in rated)
    return [
        (one, chance, decision.takes(chance, told=by_rules, beside=beside))
        for one, chance, by_rules in rated
    ]


def single(rated: Rated[T], told: T | None) -> T | None:
    """The one value of a role: the rules' if it is likely enough, else the likeliest that is."""
    taken = [(one, chance) for one, chance, enough in rated if enough]
    if told is not None and any(one is told for one, _ in taken):
        return told
    return max(taken, key=lambda pair: pair[1])[0] if taken else None


def actors(one: Asked, role: str) -> Iterator[tuple[Filler, Row]]:
    """What may fill "who" or "whom", each actor once, with its features."""
    draft, context = one.draft, one.context
    told = draft.who if role == "who" else draft.whom
    other = draft.whom if role == "who" else draft.who
    by_entity: dict[int, ActorMention] = {}
    for mention in context.annotated.actors:
        if not -BEFORE <= one.away(mention.start) <= AFTER:
            continue
        if mention.head == draft.trigger.token:
            continue
        before = by_entity.get(mention.entity)
        if before is None or one.score(role, mention.start, mention.end) > one.score(
            role, before.start, before.end
        ):
            by_entity[mention.entity] = mention
    chosen = {a.entity for a in told if a.entity is not None}
    else_chosen = {a.entity for a in other if a.entity is not None}
    fillers = [
        Filler(m.start, m.end, m.head, m.entity, m, e in chosen, e in else_chosen)
        for e, m in by_entity.items()
    ]
    fillers.sort(key=lambda f: -one.score(role, f.start, f.end))
    fillers = [f for at, f in enumerate(fillers) if at < 6 or f.told]
    listed = {f.entity for f in fillers}
    fillers += phrases(one, role, [(m.start, m.end) for m in context.annotated.actors])
    fillers += [
        Filler(a.start, a.end, a.token, a.entity, None, told=True)
        for a in told
        if a.entity is None or a.entity not in listed
    ]
    yield from beside(
        (filler, actor_features(one, role, filler, alone=not told)) for filler in fillers
    )


# From this chance on words that no actor's name takes in may fill a role.
_PHRASE = 0.35
_GROUPS = {"who": (0, 1), "whom": (2, 3, 5), "means": (4,)}


def phrases(one: Asked, role: str, apart: list[tuple[int, int]]) -> Iterator[Filler]:
    """Runs of words near the trigger that may fill a role and stand `apart` from these ranges."""
    seen, context = one.seen, one.context
    groups = seen.each("muc")[:, _GROUPS[role]].max(1)
    chances = np.maximum(groups, sigmoid(one.scores[PAIRED.index(role)]))
    for run in runs(seen, chances, _PHRASE):
        start, end = int(seen.pieces.starts[run[0]]), int(seen.pieces.starts[run[-1]]) + 1
        if abs(one.away(start)) > 2 or any(a < end and start < b for a, b in apart):
            continue
        token = _head(context, start, end)
        if token is None or token == one.draft.trigger.token:
            continue
        inside = context.parsed.tokens_in(start, end)
        first, last = context.parsed.tokens[inside[0]], context.parsed.tokens[inside[-1]]
        yield Filler(first.start, last.end, token)


def beside(rated: Iterable[tuple[T, Row]]) -> Iterator[tuple[T, Row]]:
    """The same, each told how its score stands to the best of the others."""
    found = list(rated)
    scores = sorted((row["score"] for _, row in found), reverse=True)
    for one, row in found:
        best = scores[0] if row["score"] < scores[0] else (scores[1:] or [-8.0])[0]
        yield one, row | {"ahead": row["score"] - best, "first": float(row["score"] >= best)}


def weapons(one: Asked) -> Iterator[tuple[Filler, Row]]:
    """What the event may have been done with, each with its features."""
    told = [
        Filler(start, end, one.context.parsed.token_at(start) or 0, told=True)
        for start, end in one.draft.means
    ]
    found = [*told, *phrases(one, "means", list(one.draft.means))]
    yield from beside((filler, means_features(one, filler, alone=not told)) for filler in found)


def _arguments(one: Asked, role: str, chosen: list[tuple[float, Filler]]) -> list[Argument]:
    draft, context = one.draft, one.context
    given = draft.who if role == "who" else draft.whom
    found: list[Argument] = []
    for chance, filler in chosen:
        kept = next(
            (
                a
                for a in given
                if (a.entity is not None and a.entity == filler.entity)
                or (a.start, a.end) == (filler.start, filler.end)
            ),
            None,
        )
        new = [kept] if kept else arguments(context, [filler.token], "learned")
        for argument in new:
            if argument.entity is None or argument.entity not in {a.entity for a in found}:
                found.append(
                    replace(
                        argument,
                        confidence=chance,
                        telling=argument.telling or draft.telling,
                    )
                )
    return sorted(found, key=lambda a: a.start)


def scenes(one: Asked) -> Iterator[tuple[PlaceMention, Row]]:
    """Where the event may have been, with features."""
    told = one.draft.where
    found = _around(one, one.context.places_in, told)
    yield from beside((p, place_features(one, p, p is told, told is not None)) for p in found)


def days(one: Asked) -> Iterator[tuple[TimeMention, Row]]:
    """When the event may have been, with features."""
    told = one.draft.when
    found = _around(one, one.context.times_in, told)
    yield from beside((t, time_features(one, t, t is told, told is not None)) for t in found)


def _around(one: Asked, by_sentence: Mapping[int, list[T]], told: T | None) -> list[T]:
    """What stands in the sentences around an event, and what the rules told wherever it stands."""
    sentence = one.draft.sentence
    near = range(sentence - BEFORE, sentence + AFTER + 1)
    found = [mention for at in near for mention in by_sentence.get(at, ())]
    return found if told is None or told in found else [*found, told]


def add_counts(context: Context, seen: Seen, events: Sequence[Asked], decisions: Decisions) -> None:
    """Give numbers of people that nobody has taken to the event that they belong to best."""
    for count, outcome, one in free_counts(context, seen, events):
        row = toll_features(one, count.start, count.end, outcome, False)
        chance = decisions["toll"].chance(row)
        if decisions["toll"].takes(chance, told=False):
            rule = f"learned+{count.rule}"
            toll = from_count(context, count, outcome, rule, one.draft.modality)
            one.draft.tolls.append(replace(toll, confidence=chance))


def free_counts(
    context: Context, seen: Seen, events: Sequence[Asked]
) -> Iterator[tuple[CountMention, Outcome, Asked]]:
    """Numbers of people in no toll, each with its likeliest outcome and event."""
    taken = [(t.start, t.end) for one in events for t in one.draft.tolls]
    chances = seen.chances("toll")
    for count in context.annotated.counts:
        if not count.people or any(a < count.end and count.start < b for a, b in taken):
            continue
        words = seen.words(count.start, count.end)
        if not words or not events:
            continue
        best = chances[words].max(0)
        at = 1 + int(best[1:-1].argmax())
        if best[at] < 0.2:
            continue
        near = [e for e in events if abs(e.away(count.start)) <= 4]
        if near:
            one = max(near, key=lambda e: e.score("toll", count.start, count.end))
            yield count, Outcome(TOLLS[at]), one
