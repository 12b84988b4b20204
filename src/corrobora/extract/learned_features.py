"""What the learned reader knows of a possible event, actor, place or time, feature by feature."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from corrobora.annotate.encoder import Floats, Seen
from corrobora.annotate.encoder_heads import GROUPS, KINDS, PAIRED, TOLLS
from corrobora.annotate.mentions import ActorMention, PlaceMention, TimeMention
from corrobora.codebook.kinds import families
from corrobora.extract.context import Context
from corrobora.extract.draft import Draft
from corrobora.values import ActorKind, Outcome, Stage, Stance

Row = dict[str, float]

# Kinds whose events coders take or leave by other measures than the rest.
_APART = (
    "clash",
    "displacement",
    "enlistment",
    "other_violence",
    "territory",
    "arrest",
    "sentence",
)
_ARMED = (ActorKind.STATE_FORCE, ActorKind.REBEL, ActorKind.MILITIA, ActorKind.TERRORIST)


def logit(chance: float) -> float:
    """A probability as log odds, kept within what a weight can bear."""
    chance = min(max(chance, 1e-4), 1 - 1e-4)
    return math.log(chance / (1 - chance))


@dataclass(frozen=True)
class Asked:
    """A draft with what its trigger's words ask of every piece: scores [roles, N]."""

    context: Context
    seen: Seen
    draft: Draft
    told: bool
    words: tuple[int, ...]
    scores: Floats
    # The chance that an event of like kind before it in the list is the same; 0 where none is.
    twin: float = 0.0

    def score(self, role: str, start: int, end: int) -> float:
        """The highest score of a role within a range, -8 where no word stands."""
        scores = self._by_role[PAIRED.index(role)]
        return max((scores[at] for at in self.seen.words(start, end)), default=-8.0)

    def mean(self, role: str, start: int, end: int) -> float:
        """The mean score of a role within a range, -8 where no word stands."""
        scores = self._by_role[PAIRED.index(role)]
        words = self.seen.words(start, end)
        return sum(scores[at] for at in words) / len(words) if words else -8.0

    def away(self, offset: int) -> int:
        """How many sentences after the trigger (before: negative) an offset stands."""
        sentence = self.context.sentence_at(offset)
        return 99 if sentence is None else sentence - self.draft.sentence

    @cached_property
    def _by_role(self) -> list[list[float]]:
        """The scores as plain numbers, which are quicker to ask for one by one."""
        found: list[list[float]] = self.scores.tolist()
        return found


def asked(context: Context, seen: Seen, draft: Draft, told: bool) -> Asked | None:
    """A draft beside what the encoder makes of its trigger; None where it saw no word of it."""
    words = seen.words(draft.trigger.start, draft.trigger.end)
    if not words:
        return None
    return Asked(context, seen, draft, told, tuple(words), seen.roles(words))


def kind_chances(one: Asked) -> Floats:
    """The probabilities of the kinds at a trigger: those of its most telling word."""
    chances = one.seen.chances("kind")[list(one.words)]
    return np.asarray(chances[int(np.argmin(chances[:, 0]))], np.float32)


def event_features(one: Asked, roles: Row) -> Row:
    """Features of whether coders would call this an event; `roles` are the best of its roles."""
    draft, seen = one.draft, one.seen
    chances = kind_chances(one)
    kin = [i for i, k in enumerate(KINDS) if i and families(k) & families(draft.kind)]
    sentence = one.context.parsed.sentences[draft.sentence]
    gate = float(seen.pooled("gate", sentence.start, sentence.end)[0])
    event = logit(1 - float(chances[0]))
    row = {
        "one": 1.0,
        "told": float(one.told),
        "event": event,
        "event told": event * one.told,
        "kind": logit(float(chances[KINDS.index(draft.kind)])) if draft.kind in KINDS else -9.0,
        "kin": logit(float(chances[kin].sum())),
        "gate": logit(gate),
        "twin": one.twin,
        "twin told": one.twin * one.told,
        "noun": float(draft.trigger.noun),
        "who": float(bool(draft.who)),
        "whom": float(bool(draft.whom)),
        "where": float(draft.where is not None),
        "when": float(draft.when is not None),
        "toll": float(bool(draft.tolls)),
        "number": float(any((t.low or 0) > 1 for t in draft.tolls)),
        "mentions": min(3.0, len(draft.mentions) - 1.0),
        "denied": float(draft.stance is Stance.DENIED),
        "unsure": float(draft.stance in (Stance.POSSIBLE, Stance.PROBABLE)),
        "speech": float(draft.speech is not None),
        "late": math.log1p(draft.sentence),
        "headline": float(one.context.parsed.paragraphs[sentence.paragraph].headline),
    }
    row |= {f"stage {s.value}": float(draft.stage is s) for s in Stage if s is not Stage.HAPPENED}
    row |= {f"kind {k}": float(draft.kind == k) for k in _APART}
    return row | {f"best {name}": value for name, value in roles.items()}


def _distance(away: int) -> Row:
    return {
        "here": float(away == 0),
        "just before": float(away == -1),
        "just after": float(away == 1),
        "before": float(-4 <= away < -1),
        "far before": float(away < -4),
        "after": float(away > 1),
    }


@dataclass(frozen=True)
class Filler:
    """What may fill a role: its words, its actor, and what the rules say of it."""

    start: int
    end: int
    token: int
    entity: int | None = None
    mention: ActorMention | None = None
    told: bool = False
    told_else: bool = False


def actor_features(one: Asked, role: str, filler: Filler, alone: bool) -> Row:
    """Features of whether an actor fills `role`; `alone`: the rules name nobody for it."""
    other = "whom" if role == "who" else "who"
    score = one.score(role, filler.start, filler.end)
    away = one.away(filler.start)
    words = one.seen.words(filler.start, filler.end)
    row = {
        "one": 1.0,
        "score": score,
        "mean": one.mean(role, filler.start, filler.end),
        "other": one.score(other, filler.start, filler.end),
        "told": float(filler.told),
        "told else": float(filler.told_else),
        "alone": float(alone),
        "score told": score * filler.told,
        "score alone": score * alone,
        "in source": float(one.context.in_source(filler.start)),
        "event told": float(one.told),
    }
    row |= _distance(away)
    if filler.mention is not None:
        kind = one.context.entity(filler.mention).kind
        row |= {
            "pronoun": float(filler.mention.pronoun),
            "plural": float(filler.mention.plural),
            "person": float(one.context.entity(filler.mention).person),
            "often": math.log1p(len(one.context.entity(filler.mention).mentions)),
            "object": float(kind is ActorKind.OBJECT),
            "armed": float(kind in _ARMED),
            "civilian": float(kind is ActorKind.CIVILIAN),
            "government": float(kind is ActorKind.GOVERNMENT),
            "unknown": float(kind is ActorKind.UNKNOWN),
        }
    else:
        row["no mention"] = 1.0
    for at, group in enumerate(GROUPS):
        row[f"group {group}"] = float(one.seen.each("muc")[words, at].max()) if words else 0.0
    return row


def means_features(one: Asked, filler: Filler, alone: bool) -> Row:
    """Features of whether words name what the event was done with."""
    words = one.seen.words(filler.start, filler.end)
    score = one.score("means", filler.start, filler.end)
    return {
        "one": 1.0,
        "score": score,
        "mean": one.mean("means", filler.start, filler.end),
        "told": float(filler.told),
        "alone": float(alone),
        "score told": score * filler.told,
        "weapon": float(one.seen.each("muc")[words, 4].max()) if words else 0.0,
        "who": one.score("who", filler.start, filler.end),
        "event told": float(one.told),
        **_distance(one.away(filler.start)),
    }


def _choice(score: float, told: bool, any_told: bool) -> Row:
    """What is weighed of any place or time: its score, and what the rules say."""
    return {
        "one": 1.0,
        "score": score,
        "told": float(told),
        "alone": float(not any_told),
        "score told": score * told,
        "score alone": score * (not any_told),
    }


def place_features(one: Asked, place: PlaceMention, told: bool, any_told: bool) -> Row:
    """Features of whether a place is the scene."""
    score = one.score("where", place.name_start, place.name_end)
    where = place.place
    return {
        **_choice(score, told, any_told),
        "country": float(where.precision == 6),
        "unknown": float(where.precision is None),
        "relation": float(where.relation is not None),
        "in source": float(one.context.in_source(place.name_start)),
        "who": one.score("who", place.name_start, place.name_end),
        "event told": float(one.told),
        **_distance(one.away(place.name_start)),
    }


def time_features(one: Asked, time: TimeMention, told: bool, any_told: bool) -> Row:
    """Features of whether a time is the event's."""
    score = one.score("when", time.start, time.end)
    when = time.when
    days = (when.last - when.first).days if when.first and when.last else -1
    return {
        **_choice(score, told, any_told),
        "day": float(0 <= days <= 1),
        "long": float(days > 40),
        "open": float(days < 0),
        "event told": float(one.told),
        **_distance(one.away(time.start)),
    }


def toll_features(one: Asked, start: int, end: int, outcome: Outcome, told: bool) -> Row:
    """Features of whether a number of people is a toll of the event with this outcome."""
    words = one.seen.words(start, end)
    chances = one.seen.chances("toll")[words] if words else np.zeros((1, len(TOLLS)))
    best = chances[int(np.argmin(chances[:, 0]))]
    return {
        "one": 1.0,
        "told": float(told),
        "none": logit(float(best[0])),
        "outcome": logit(float(best[TOLLS.index(outcome.value)])),
        "figure": logit(float(best[-1])),
        "score": one.score("toll", start, end),
        "event told": float(one.told),
        **_distance(one.away(start)),
    }
