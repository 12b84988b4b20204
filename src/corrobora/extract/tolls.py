"""Tolls: the people that an event's words say were killed, hurt, taken, displaced or freed."""

import functools
from dataclasses import replace

from corrobora.annotate.clauses import is_kin
from corrobora.annotate.mentions import CountMention, Modality, Part, Trigger
from corrobora.codebook.kinds import outcomes
from corrobora.codebook.table import table
from corrobora.extract.arguments import Roles, argument
from corrobora.extract.context import Context, words
from corrobora.extract.draft import Argument, Draft, DraftToll
from corrobora.extract.kinds import ARMED
from corrobora.extract.tolls_condition import charged_as_lethal, died_of_them, hurt
from corrobora.extract.weapons import weapon
from corrobora.values import ActorKind, Outcome, Stage, Stance

# "a father of three" is one victim, "the 300-strong unit" none by its size.
_NO_VICTIMS = ("parent of", "size")
# "injuries" and "the dead" alone count nobody: a stated toll has a number, or is none.
_UNNUMBERED_RULES = frozenset(["bare plural", "collective", "singular", "named person"])


@functools.cache
def toll_words() -> dict[str, Outcome]:
    """Words right after a number that say what befell those counted ("12 dead")."""
    nouns = table("lexicons/en/settings")["toll_nouns"]
    return {
        word: Outcome(outcome)
        for outcome in ("killed", "injured", "missing")
        for word in nouns[outcome]
    }


def tolls_of(
    context: Context, trigger: Trigger, roles: Roles, modality: Modality
) -> list[DraftToll]:
    """The tolls that one trigger gives to those that it befalls."""
    found: list[DraftToll] = []
    if trigger.outcome is not Outcome.KILLED and charged_as_lethal(context, trigger):
        trigger = replace(trigger, outcome=Outcome.KILLED)
    for index in sorted(set(roles.whom)):
        toll = _toll_at(context, index, trigger, modality)
        if toll is not None:
            found.append(toll)
            found += _parts(context, index, toll)
    died = replace(trigger, outcome=Outcome.KILLED)
    for index in died_of_them(context, trigger):
        toll = _toll_at(context, index, died, modality)
        if toll is not None:
            found.append(replace(toll, rule=f"{toll.rule}+fatally"))
    several = _several(context, trigger, modality)
    if several is not None:
        found.append(several)
    return found


def _several(context: Context, trigger: Trigger, modality: Modality) -> DraftToll | None:
    """The toll that the name of a deed gives: "a double murder", "a triple fatal shooting"."""
    parsed = context.parsed
    deed = parsed.tokens[trigger.token]
    if not trigger.noun or deed.tag != "NN":
        return None
    before = parsed.tokens[max(0, trigger.token - _NAME_OF_DEED) : trigger.token]
    numbers = table("lexicons/en/settings")["multiples"]["numbers"]
    number = next((t for t in before if t.lower in numbers and t.head == deed.index), None)
    fatal = any(t.lower in words("fatal_words") and t.head == deed.index for t in before)
    killing = trigger.outcome is Outcome.KILLED or trigger.kind in ("killing", "execution")
    if number is None or not (fatal or killing):
        return None
    return DraftToll(
        start=number.start,
        end=deed.end,
        outcome=Outcome.KILLED,
        low=numbers[number.lower],
        high=numbers[number.lower],
        group=None,
        group_kind=None,
        rule=f"{trigger.rule}+multiple",
        token=number.index,
        speech=context.speech_over(number.start),
        modality=modality,
    )


# How many words before a deed may tell how often it was done.
_NAME_OF_DEED = 3


def _toll_at(
    context: Context, index: int, trigger: Trigger, modality: Modality
) -> DraftToll | None:
    outcome, rule = trigger.outcome, trigger.rule
    if outcome is None:
        return None
    count = context.count_at.get(index)
    if count is not None and count.rule.startswith(_NO_VICTIMS):
        count = None
    if count is not None and count.people:
        return from_count(context, count, outcome, f"{rule}+{count.rule}", modality)
    if count is not None:
        return None
    one = argument(context, index, "toll")
    if one is None or (
        one.kind is ActorKind.OBJECT
        and not _person_by_deed(context, trigger, index)
        and not is_kin(context.parsed.tokens[index])
    ):
        return None
    if context.parsed.tokens[index].pos == "PRON" and one.plural:
        return None
    if not one.plural and _collective(context, one):
        return None
    low, high = (2, None) if one.plural else (1, 1)
    return DraftToll(
        start=one.start,
        end=one.end,
        outcome=outcome,
        low=low,
        high=high,
        group=context.parsed.text[one.start : one.end],
        group_kind=None if is_kin(context.parsed.tokens[index]) else one.kind,
        rule=f"{rule}+{'plural' if one.plural else 'one'}",
        token=index,
        entity=one.entity,
        speech=context.speech_over(one.start),
        modality=modality,
    )


def _collective(context: Context, one: Argument) -> bool:
    """Whether a singular stands for many: "the group retreated" counts nobody."""
    if one.kind not in ARMED or one.entity is None:
        return False
    entity = context.annotated.entities[one.entity]
    return not entity.person and context.parsed.tokens[one.token].lemma in words("forces")


def _person_by_deed(context: Context, trigger: Trigger, index: int) -> bool:
    """Whether a thing by its noun must be a person, since such a deed is done to people alone."""
    token = context.parsed.tokens[index]
    kind = trigger.kind in ("killing", "abduction", "execution") and trigger.frame == "act"
    return (
        kind
        and token.tag == "NN"
        and index not in context.place_at
        and token.lemma not in words("place_nouns")
        and weapon(context.parsed, index) is None
    )


def from_count(
    context: Context, count: CountMention, outcome: Outcome, rule: str, modality: Modality | None
) -> DraftToll:
    """The toll that a number of people is, with the attribution that it stands under."""
    token = count.noun
    if token is None:
        found = context.parsed.token_at(count.number_start)
        token = found if found is not None else 0
    return DraftToll(
        start=count.start,
        end=count.end,
        outcome=outcome,
        low=count.low,
        high=count.high,
        group=count.group,
        group_kind=count.group_kind,
        rule=rule,
        token=token,
        speech=context.speech_over(count.start),
        modality=modality,
    )


def _parts(context: Context, index: int, whole: DraftToll) -> list[DraftToll]:
    """Tolls of parts named inside the phrase of a whole: "12 people, including four children"."""
    inside = set(context.parsed.subtree(index))
    return [
        from_count(context, count, whole.outcome, f"{whole.rule}+part", whole.modality)
        for count in context.annotated.counts
        if count.part is Part.PART
        and count.people
        and count.start != whole.start
        and not count.rule.startswith(_NO_VICTIMS)
        and (count.noun in inside or context.parsed.token_at(count.number_start) in inside)
    ]


def stated(context: Context) -> list[DraftToll]:
    """Tolls that stand without a verb of harm: "12 dead and 30 wounded", "a death toll of 14"."""
    found = []
    tokens = context.parsed.tokens
    known = toll_words()
    for count in context.annotated.counts:
        at = context.parsed.tokens_in(count.start, count.end)
        if not at or (count.part is Part.FURTHER and not count.people):
            continue
        if count.rule in _UNNUMBERED_RULES or count.rule.startswith(_NO_VICTIMS):
            continue
        last = at[-1]
        outcome = known.get(tokens[last].lower) or known.get(tokens[last].lemma)
        if outcome is None and last + 1 < len(tokens):
            after = tokens[last + 1]
            if after.sentence == tokens[last].sentence and after.tag in ("JJ", "VBN", "NN", "NNS"):
                outcome = known.get(after.lower)
            if (
                outcome is None
                and after.lemma == "be"
                and last + 2 < len(tokens)
                and tokens[last + 2].lower in ("dead", "missing")
            ):
                outcome = known[tokens[last + 2].lower]
        if outcome is None and (count.noun is None or count.people):
            outcome = _governed(context, at)
        if outcome is None and count.part is Part.UPDATE:
            outcome = Outcome.KILLED
        if outcome is None and tokens[last].lemma == "casualty":
            outcome = Outcome.KILLED
        if outcome is not None:
            found.append(from_count(context, count, outcome, f"stated+{count.rule}", None))
    return found


def conditions(context: Context) -> list[DraftToll]:
    """The hurt whose condition alone is told: "another is in critical condition"."""
    told = Modality(Stance.CERTAIN, Stage.HAPPENED, None, "plain")
    found = []
    for index in hurt(context):
        token = context.parsed.tokens[index]
        trigger = Trigger(
            start=token.start,
            end=token.end,
            token=index,
            kind="other_violence",
            frame="undergo",
            rule="condition",
            outcome=Outcome.INJURED,
        )
        toll = _toll_at(context, index, trigger, told)
        if toll is not None:
            found.append(replace(toll, modality=None))
    return found


def _governed(context: Context, at: range) -> Outcome | None:
    """The outcome that words above a number speak of: "put the dead at 39", "a toll of 52"."""
    parsed = context.parsed
    known = toll_words() | {"toll": Outcome.KILLED}
    head = at[-1]
    for _ in range(3):
        above = parsed.tokens[head].head
        if above == head:
            return None
        token = parsed.tokens[above]
        noun = token.pos != "VERB" and token.lower in known
        if noun or token.lemma == "toll":
            return known.get(token.lower, Outcome.KILLED)
        if token.pos == "VERB":
            near = (
                parsed.tokens[at]
                for child in token.children
                if parsed.tokens[child].dep in ("nsubj", "nsubjpass", "dobj")
                for at in (
                    [child] if parsed.tokens[child].lemma != "number" else parsed.subtree(child)
                )
            )
            return next((known[t.lower] for t in near if t.lower in known), None)
        head = above
    return None


def settle(draft: Draft) -> None:
    """Leave out what the kind cannot have or is told twice: "shot six" beside "killed six".

    One person is killed once, however often the text says so, and was not merely hurt.
    """
    if draft.kind == "other_violence" and any(
        t.outcome is Outcome.KILLED and t.low for t in draft.tolls
    ):
        draft.kind = "killing"
    draft.counted = [(t.start, t.end) for t in draft.tolls]
    possible = outcomes(draft.kind)
    draft.tolls = [t for t in draft.tolls if t.outcome in possible]
    if draft.unreal:
        # Whom a deed not done would have struck is no count of anybody, unless a number is given.
        draft.tolls = [t for t in draft.tolls if not _unnumbered(t) and _bounds(t) != (1, 1)]
    numbered = {t.outcome for t in draft.tolls if (t.low or 0) > 1 and not _unnumbered(t)}
    draft.tolls = [t for t in draft.tolls if not (_unnumbered(t) and t.outcome in numbered)]
    kept: list[DraftToll] = []
    killed = {_bounds(t) for t in draft.tolls if t.outcome is Outcome.KILLED}
    dead = {t.entity for t in draft.tolls if t.outcome is Outcome.KILLED} - {None}
    seen: set[tuple[object, ...]] = set()
    for toll in sorted(draft.tolls, key=lambda t: t.start):
        hurt = toll.outcome is Outcome.INJURED
        if hurt and (toll.entity in dead or (":shoot" in toll.rule and _bounds(toll) in killed)):
            continue
        if toll.entity is not None and any(
            other.entity == toll.entity and other.outcome is toll.outcome for other in kept
        ):
            continue
        key = (toll.outcome, toll.low, toll.high, toll.speech if (toll.high != 1) else None)
        unnamed = toll.low == 1 or toll.rule.endswith("plural")
        listed = _listed(toll, kept)
        again = not unnamed and not listed
        if key in seen and (
            again or (_same_people(toll, kept) and not (listed and toll.high != 1))
        ):
            continue
        seen.add(key)
        kept.append(toll)
    draft.tolls = kept


def _bounds(toll: DraftToll) -> tuple[int | None, int | None]:
    return toll.low, toll.high


def _unnumbered(toll: DraftToll) -> bool:
    """Whether a toll is a mere plural, which a numbered toll of the event says better."""
    return _bounds(toll) == (2, None)


# " and " or ", ": what stands between two groups of one list.
_BETWEEN_LISTED = 6


def _listed(toll: DraftToll, kept: list[DraftToll]) -> bool:
    """Whether a toll stands beside one as large, of others: "two women and two men"."""
    beside = [one for one in kept if 0 < toll.start - one.end <= _BETWEEN_LISTED]
    return any(one.group and toll.group and one.group != toll.group for one in beside)


def _same_people(toll: DraftToll, kept: list[DraftToll]) -> bool:
    words = set((toll.group or "").lower().split())
    return any(
        other.outcome is toll.outcome
        and _bounds(other) == _bounds(toll)
        and (not words or words & set((other.group or "").lower().split()))
        for other in kept
    )
