"""Which mentions of a document tell of one happening: the lead and the later detail are one event.

Mentions are taken in text order; each joins the best earlier event or opens a new one. What speaks
for and against is a short table of weights, so that `explain` can name the reasons.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from corrobora.annotate.mentions import Part, Trigger
from corrobora.annotate.people import is_person_noun
from corrobora.codebook.kinds import families, general, related
from corrobora.extract.context import Context
from corrobora.extract.draft import Argument, Draft, DraftToll
from corrobora.extract.sources import speaker_name
from corrobora.values import ActorKind, Outcome, Stage, Stance, distance_km


def retells(left: str, right: str) -> bool:
    """Whether two mentions of these kinds in one report can tell of one happening."""
    return left == right or ("armed" in families(left) & families(right) and related(left, right))


_NAMELESS = frozenset([ActorKind.FIGHTER, ActorKind.UNKNOWN, ActorKind.CRIMINAL])
# UCDP's where_prec of a whole country.
_COUNTRY = 6
# Days of what can be one attack, and of what is surely a campaign.
_SHORT, _LONG = 7, 60
# A town, its suburbs and its streets.
_ONE_SCENE_KM = 40.0
# A lead runs to two or three sentences after a headline of one or two.
_LEAD = 4


@dataclass(frozen=True)
class Reason:
    """One piece of evidence and its weight; positive speaks for one happening."""

    name: str
    weight: float
    holds: Callable[[Context, Draft, Draft], bool]


def _same_people(context: Context, a: Draft, b: Draft) -> bool:
    left = {x.entity for x in a.whom if x.entity is not None}
    return bool(left & {x.entity for x in b.whom if x.entity is not None})


def _same_doer(context: Context, a: Draft, b: Draft) -> bool:
    left = {x.entity for x in a.who if x.entity is not None}
    return bool(left & {x.entity for x in b.who if x.entity is not None})


def _other_doer(context: Context, a: Draft, b: Draft) -> bool:
    if not (a.who and b.who) or _same_doer(context, a, b):
        return False
    return not any(_compatible(x, y) for x in a.who for y in b.who)


def _compatible(x: Argument, y: Argument) -> bool:
    """Whether two words for a doer could mean the same: a description and a name."""
    if ActorKind.OBJECT in (x.kind, y.kind) or x.plural != y.plural:
        return False
    if x.plural:
        # "gunmen", "the attackers": descriptions of irregulars that no name tells apart.
        return not (_named(x) or _named(y)) and {x.kind, y.kind} <= _NAMELESS
    return not (_named(x) and _named(y))


def _other_people(context: Context, a: Draft, b: Draft) -> bool:
    """Where each person is taken, sentenced or leaves alone, another person is another event."""
    if "armed" in families(a.kind):
        return False
    left, right = a.whom or a.who, b.whom or b.who
    if not left or not right or _same_people(context, a, b) or _same_doer(context, a, b):
        return False
    return not any(_compatible(x, y) for x in left for y in right)


def _same_toll(context: Context, a: Draft, b: Draft) -> bool:
    left = {(t.outcome, t.low, t.high) for t in a.tolls if t.low != 1}
    return bool(left & {(t.outcome, t.low, t.high) for t in b.tolls})


def _same_number(context: Context, a: Draft, b: Draft) -> bool:
    """The same number of people befallen, whatever befell them: "shot six", "killed six"."""
    left = {(t.low, t.high) for t in a.tolls if (t.low or 0) > 1 and t.high is not None}
    return bool(left & {(t.low, t.high) for t in b.tolls})


def _other_toll(context: Context, a: Draft, b: Draft) -> bool:
    spoken = a.speech is not None and b.speech is not None and a.speech != b.speech
    if spoken and not _located(b):
        # Two speakers may give two numbers of one happening.
        return False
    left = [t for t in a.tolls if t.outcome is Outcome.KILLED]
    right = [t for t in b.tolls if t.outcome is Outcome.KILLED]
    return bool(left and right) and not any(_overlap(x, y) for x in left for y in right)


def _overlap(x: DraftToll, y: DraftToll) -> bool:
    """Whether two tolls allow a number in common: "soldiers" and "six soldiers" do."""
    return (x.high is None or (y.low or 0) <= x.high) and (y.high is None or (x.low or 0) <= y.high)


def _place_names(draft: Draft) -> str:
    return draft.where.place.name.lower() if draft.where else ""


def _located(draft: Draft) -> bool:
    """Whether a draft has a place that the gazetteer knows."""
    return draft.where is not None and bool(draft.where.place.candidates)


def _same_place(context: Context, a: Draft, b: Draft) -> bool:
    left, right = _place_names(a), _place_names(b)
    return bool(left and right) and (left in right or right in left)


def _other_place(context: Context, a: Draft, b: Draft) -> bool:
    if a.where is None or b.where is None or _same_place(context, a, b):
        return False
    left, right = a.where.place.candidates, b.where.place.candidates
    if not left or not right:
        return False  # "the market", or a street, says nothing against a town
    here, there = left[0], right[0]
    gap = distance_km(here.latitude, here.longitude, (there.latitude, there.longitude))
    if gap < _ONE_SCENE_KM:
        return False
    # Nor does a country.
    return _COUNTRY not in (a.where.place.precision, b.where.place.precision)


def _days(draft: Draft) -> tuple[dt.date, dt.date] | None:
    if draft.when is None or draft.when.when.first is None or draft.when.when.last is None:
        return None
    return draft.when.when.first, draft.when.when.last


def _same_days(context: Context, a: Draft, b: Draft) -> bool:
    left, right = _days(a), _days(b)
    return left is not None and left == right


def _other_days(context: Context, a: Draft, b: Draft) -> bool:
    left, right = _days(a), _days(b)
    if left is None or right is None:
        return False
    if left[1] < right[0] or right[1] < left[0]:
        return True
    # A day is no long campaign, though it lies within it.
    short, long = sorted((days[1] - days[0]).days for days in (left, right))
    return short <= _SHORT and long >= _LONG


def _other_stage(context: Context, a: Draft, b: Draft) -> bool:
    return a.unreal != b.unreal


def _denied(context: Context, a: Draft, b: Draft) -> bool:
    return (a.stance is Stance.DENIED) != (b.stance is Stance.DENIED)


def _definite(context: Context, a: Draft, b: Draft) -> bool:
    return b.definite


def _next(context: Context, a: Draft, b: Draft) -> bool:
    return b.sentence - max(_sentences(context, a)) <= 1


def _sentences(context: Context, draft: Draft) -> list[int]:
    return [context.parsed.tokens[t.token].sentence for t in draft.mentions]


def _headline(context: Context, a: Draft, b: Draft) -> bool:
    """The earlier stands in the headline, the later in one of the first sentences below it."""
    sentence = context.parsed.sentences[a.sentence]
    below = b.sentence - a.sentence
    return context.parsed.paragraphs[sentence.paragraph].headline and 0 < below <= _LEAD


def _same_kind(context: Context, a: Draft, b: Draft) -> bool:
    return a.kind == b.kind


def _plain(context: Context, a: Draft, b: Draft) -> bool:
    """The later mention brings no doer, place, time or toll of its own."""
    return not (b.who or b.where or b.when or b.tolls)


def _elaboration(context: Context, a: Draft, b: Draft) -> bool:
    """A happening only named is told in the sentence that follows."""
    named = a.trigger.noun and not (a.who or a.whom or a.tolls)
    return named and not b.trigger.noun and b.sentence - a.sentence == 1


def _harm_after(context: Context, a: Draft, b: Draft) -> bool:
    """A happening, and then only who was killed or hurt, by nobody else."""
    return general(b.kind) and not general(a.kind) and bool(b.tolls) and not b.who


def _brings_up(context: Context, a: Draft, b: Draft) -> bool:
    """The later one brings a toll up to date, which must be the toll of something told before."""
    tolls = [context.count_at.get(toll.token) for toll in b.tolls]
    return any(count is not None and count.part is Part.UPDATE for count in tolls)


def _same_speaker(context: Context, a: Draft, b: Draft) -> bool:
    if a.speech is None or b.speech is None:
        return False
    return speaker_name(context, a.speech) == speaker_name(context, b.speech)


def _main_news(context: Context, a: Draft, b: Draft) -> bool:
    """The earlier is told in the lead, with its victims: the rest of a report is about it."""
    if a.sentence > _LEAD or not a.tolls or general(a.kind):
        return False
    return not _located(b) or _same_place(context, a, b)


def _together(context: Context, a: Draft, b: Draft) -> bool:
    """Both stand beside two tellings of one other happening."""
    return bool(set(a.companions) & set(b.companions))


def _no_conflict(context: Context, a: Draft, b: Draft) -> bool:
    conflicts = (
        _other_doer,
        _other_people,
        _other_toll,
        _other_place,
        _other_days,
        _other_stage,
        _denied,
    )
    return not any(conflict(context, a, b) for conflict in conflicts)


# Weights were set by reading coded reports and tried on reports kept apart; a join needs THRESHOLD.
REASONS = (
    Reason("same kind", 1.0, _same_kind),
    Reason("same people", 2.5, _same_people),
    Reason("same doer", 1.0, _same_doer),
    Reason("same toll", 2.0, _same_toll),
    Reason("same number", 1.0, _same_number),
    Reason("same place", 1.25, _same_place),
    Reason("same days", 1.5, _same_days),
    Reason("definite", 0.75, _definite),
    Reason("next sentence", 0.25, _next),
    Reason("headline", 2.0, _headline),
    Reason("nothing of its own", -0.25, _plain),
    Reason("elaboration", 2.0, _elaboration),
    Reason("harm told after", 1.0, _harm_after),
    Reason("toll brought up to date", 1.0, _brings_up),
    Reason("same speaker", 0.5, _same_speaker),
    Reason("main news", 1.0, _main_news),
    Reason("told together again", 1.5, _together),
    Reason("no conflict", 1.0, _no_conflict),
    Reason("other doer", -1.0, _other_doer),
    Reason("other people", -2.0, _other_people),
    Reason("other toll", -1.5, _other_toll),
    Reason("other place", -1.25, _other_place),
    Reason("other days", -4.0, _other_days),
    Reason("other stage", -2.0, _other_stage),
    Reason("denied", -1.0, _denied),
)
THRESHOLD = 2.5


def score(context: Context, earlier: Draft, later: Draft) -> float:
    """How strongly two drafts seem to tell of one happening."""
    return sum(r.weight for r in REASONS if r.holds(context, earlier, later))


def group(context: Context, drafts: list[Draft]) -> list[Draft]:
    """The drafts with those joined that tell of one happening, in text order."""
    events: list[Draft] = []
    beside: dict[int, list[Draft]] = {}
    for draft in drafts:
        draft.companions = [id(event) for event in beside.get(draft.sentence, ())]
        best, most = None, THRESHOLD
        for event in events:
            if retells(event.kind, draft.kind):
                found = score(context, event, draft)
                if found >= most:
                    best, most = event, found
        if best is None:
            events.append(draft)
            best = draft
        else:
            merge(context, best, draft)
        beside.setdefault(draft.sentence, []).append(best)
    return events


def merge(context: Context, event: Draft, other: Draft) -> None:
    """Take another mention into an event: the more exact kind and the fuller values win."""
    takes_over = general(event.kind) and not general(other.kind)
    if takes_over and not (other.kind == "destruction" and event.tolls):
        event.kind = other.kind
        if event.trigger.frame != "act" or general(event.kind):
            event.trigger = other.trigger
    if _headline(context, event, other):
        # The body tells it better than the headline, and its place is where readers look.
        event.trigger, event.sentence = other.trigger, other.sentence
        event.modality, event.speech = other.modality, other.speech
        event.aliases += _add(list(other.who), event.who) + _add(list(other.whom), event.whom)
        event.who, event.whom = other.who or event.who, other.whom or event.whom
    else:
        event.trigger = _joined(context, event.trigger, other.trigger)
        if other.speech != event.speech or other.modality != event.modality:
            event.other_tellings.append((other.trigger, other.telling))
    if event.unreal and other.stage is Stage.HAPPENED:
        # "called for a strike, which killed two": what was asked for was done.
        event.modality, event.speech = other.modality, other.speech
    event.definite = event.definite or other.definite
    event.companions += other.companions
    event.mentions += other.mentions
    event.aliases += other.aliases + _add(event.who, other.who) + _add(event.whom, other.whom)
    event.means += [m for m in other.means if m not in event.means]
    event.tolls += other.tolls
    if event.where is None or (
        other.where is not None and _finer(other.where.place.precision, event.where.place.precision)
    ):
        event.where = other.where or event.where
        event.where_rule, event.where_telling = other.where_rule, other.where_telling
    if event.when is None:
        event.when, event.when_rule = other.when, other.when_rule
        event.when_telling = other.when_telling


def _joined(context: Context, left: Trigger, right: Trigger) -> Trigger:
    """Two coordinated verbs as one trigger ("shot and killed"), else the first."""
    between = context.parsed.text[left.end : right.start]
    if between.strip() in ("and", "and then") and not (left.noun or right.noun):
        return replace(left, end=right.end)
    return left


def _finer(a: int | None, b: int | None) -> bool:
    return a is not None and b is not None and a < b


def _add(into: list[Argument], more: list[Argument]) -> list[tuple[int, int]]:
    """Take in the arguments that are not there yet; a name stands for its description.

    Returns the pairs of entities, description and name, that proved to be one.
    """
    aliases = []
    for one in more:
        same = next((at for at, known in enumerate(into) if _same_argument(known, one)), None)
        if same is None:
            into.append(one)
            continue
        if _named(one) and not _named(into[same]):
            into[same], one = one, into[same]
        described, named = one.entity, into[same].entity
        if described is not None and named is not None and described != named:
            aliases.append((described, named))
    return aliases


def _same_argument(known: Argument, one: Argument) -> bool:
    if known.entity is not None and known.entity == one.entity:
        return True
    if known.name.lower() == one.name.lower():
        return True
    if known.plural != one.plural or known.kind is ActorKind.OBJECT:
        return False
    if one.plural:
        # "six Russian soldiers" and "six soldiers" of one event are the same six.
        numbers = {word for word in known.name.lower().split() if word in _NUMBERS} & set(
            one.name.lower().split()
        )
        return bool(numbers)
    # One doer, told once by description and once by name.
    return _named(known) != _named(one)


def _named(one: Argument) -> bool:
    """Whether an argument goes by a proper name."""
    words = [word for word in one.name.split() if word[:1].isalpha()]
    if not words or words[0].lower() in ("a", "an", "one") or not words[-1][:1].isupper():
        return False
    # In a headline every word is capital: "Russian Soldier" is no name.
    return not is_person_noun(words[-1].lower())


_NUMBERS = frozenset(
    "two three four five six seven eight nine ten eleven twelve dozen several both".split()
)
