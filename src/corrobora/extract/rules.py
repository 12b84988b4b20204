"""The rules reader: triggers to drafts, mentions of one sentence linked, a document's grouped."""

from dataclasses import replace

from corrobora.annotate.clauses import coordinated, surface_subject
from corrobora.annotate.mentions import Modality, Trigger
from corrobora.annotate.modality import modality
from corrobora.annotate.tokens import Parsed
from corrobora.codebook.kinds import families
from corrobora.extract.among import add_named
from corrobora.extract.arguments import Roles, arguments, roles_of
from corrobora.extract.carrying import carry
from corrobora.extract.context import Context, words
from corrobora.extract.draft import Draft
from corrobora.extract.grouping import group, merge, retells
from corrobora.extract.kinds import resolve
from corrobora.extract.responsibility import answer_for
from corrobora.extract.setting import named_before, scene_noun, when_of, where_of
from corrobora.extract.tolls import conditions, settle, stated, tolls_of
from corrobora.extract.weapons import means_spans
from corrobora.values import ActorKind, Outcome, Stage, Stance, When

# Prepositions by which a deed hangs on the happening that it was part of.
_PART_OF = frozenset(["in", "by", "during", "from", "after", "following", "amid", "with", "of"])

# Attacks whose ruin is part of them: "two strikes destroyed a bridge".
_DESTROYING = frozenset(
    ["airstrike", "drone_strike", "shelling", "bombing", "suicide_bombing", "clash", "riot"]
)


def events(context: Context) -> list[Draft]:
    """The events of a document in text order."""
    drafts: list[Draft] = []
    by_sentence: dict[int, list[tuple[Draft, Roles]]] = {}
    for trigger in context.annotated.triggers:
        draft, roles = _draft(context, trigger)
        by_sentence.setdefault(draft.sentence, []).append((draft, roles))
    for sentence in sorted(by_sentence):
        drafts += _link(context, by_sentence[sentence])
    _add_stated(context, drafts)
    add_named(context, drafts)
    found = group(context, sorted(drafts, key=lambda d: d.trigger.start))
    answer_for(context, found)
    carry(context, found)
    for draft in found:
        settle(draft)
    return [draft for draft in found if _bears_out(draft)]


def _draft(context: Context, trigger: Trigger) -> tuple[Draft, Roles]:
    parsed = context.parsed
    told = modality(parsed, trigger.token, context.speeches)
    if trigger.stage is not None and told.stage is Stage.HAPPENED:
        told = Modality(told.stance, trigger.stage, told.cue, told.rule)
    draft = Draft(
        trigger=trigger,
        kind=trigger.kind,
        modality=told,
        speech=context.speech_over(trigger.start),
        sentence=parsed.tokens[trigger.token].sentence,
        mentions=[trigger],
        definite=_definite(parsed, trigger),
    )
    roles = roles_of(context, trigger)
    return draft, roles


def _definite(parsed: Parsed, trigger: Trigger) -> bool:
    """Whether a noun speaks of a happening as known: "the attack", "this blast"."""
    if not trigger.noun:
        return False
    tokens = parsed.tokens[trigger.token].children
    bare = not any(parsed.tokens[at].dep in ("prep", "relcl", "acl") for at in tokens)
    return bare and any(
        parsed.tokens[at].lower in ("the", "this", "that", "these", "those") for at in tokens
    )


def _fill(context: Context, draft: Draft, roles: Roles, taken: set[int]) -> None:
    """Values of a draft from its roles; tokens in `taken` name happenings and are no actors."""
    told = draft.telling
    draft.where_telling = draft.when_telling = told
    draft.who = [
        replace(a, telling=told)
        for a in arguments(context, [t for t in roles.who if t not in taken], "who")
        if a.kind is not ActorKind.OBJECT
    ]
    draft.whom = [
        replace(a, telling=told)
        for a in arguments(context, [t for t in roles.whom if t not in taken], "whom")
    ]
    roles.means = [at for at in roles.means if at not in taken]
    draft.means = means_spans(context, draft.trigger, roles.means)
    draft.tolls = tolls_of(context, draft.trigger, roles, draft.modality)
    taken_places = [context.place_at[at] for at in roles.places if at in context.place_at]
    place = where_of(context, draft.trigger, roles.who, roles.whom)
    if taken_places:
        draft.where, draft.where_rule = taken_places[-1], "where:object"
    elif place is not None:
        draft.where, draft.where_rule = place
    if draft.where is None or draft.where_rule == "where:sentence":
        noun = scene_noun(context, draft.trigger, roles.left)
        if noun is not None:
            draft.where, draft.where_rule = noun, "where:noun"
            named = named_before(context, noun.token)
            if named is not None:
                draft.where, draft.where_rule = named, "where:taken up"
    if draft.where is None or draft.where_rule == "where:sentence":
        named = next((n for at in roles.places if (n := named_before(context, at))), None)
        if named is not None:
            draft.where, draft.where_rule = named, "where:taken up"
    time = when_of(context, draft.trigger)
    if time is not None:
        draft.when, draft.when_rule = time


def _link(context: Context, pairs: list[tuple[Draft, Roles]]) -> list[Draft]:
    """The drafts of one sentence, those joined that the tree shows to be one happening."""
    taken = {
        draft.trigger.token
        for draft, _ in pairs
        if draft.trigger.noun and draft.trigger.frame == "nominal"
    }
    drafts: list[Draft] = []
    for draft, roles in pairs:
        _fill(context, draft, roles, taken)
        if (
            _only_describes(context.parsed, draft)
            or _crime_charged(context.parsed, draft)
            or _running_total(context, draft)
        ):
            continue
        kind = resolve(context, draft, roles)
        if kind is not None:
            draft.kind = kind
            drafts.append(draft)
    kept: list[Draft] = []
    for draft in drafts:
        partner = next((k for k in kept if _one_happening(context, k, draft)), None)
        if partner is None:
            kept.append(draft)
        else:
            merge(context, partner, draft)
    return kept


def _only_describes(parsed: Parsed, draft: Draft) -> bool:
    """Whether fighting is only what somebody is there for: "troops fighting in the north"."""
    token = parsed.tokens[draft.trigger.token]
    if draft.trigger.frame != "mutual" or draft.whom or draft.tolls:
        return False
    infinitive = token.tag == "VB" and token.dep in ("xcomp", "advcl", "acl", "relcl")
    return infinitive or (token.tag == "VBG" and token.dep in ("acl", "pcomp"))


def _crime_charged(parsed: Parsed, draft: Draft) -> bool:
    """Whether a noun only names what somebody is charged with: "convicted of murder"."""
    placed = draft.where is not None and draft.where_rule == "where:attached"
    if not draft.trigger.noun or draft.whom or draft.tolls or placed:
        return False
    heads = list(parsed.ancestors(draft.trigger.token))[:4]
    return any(parsed.tokens[at].lemma in words("crime_verbs") for at in heads)


def _running_total(context: Context, draft: Draft) -> bool:
    """Whether the killed are those of a whole war or period: "killed since the war began"."""
    if draft.kind != "killing" or not any((t.low or 0) > 2 for t in draft.tolls):
        return False
    if draft.when is not None and _days(draft.when.when) > _LONG_PERIOD:
        return True
    if draft.who:
        return False
    parsed = context.parsed
    tokens = [parsed.tokens[at] for at in parsed.subtree(draft.trigger.token)]
    since = any(at.lower in ("since", "during", "over", "in") for at in tokens)
    struggle = any(at.lemma in words("long_struggles") for at in tokens)
    opened = draft.when is not None and draft.when.rule.endswith(":since")
    perfect = any(at.dep == "aux" and at.lower in ("have", "has") for at in tokens)
    return opened or (since and struggle and perfect)


# Days beyond which a number of dead is a running total, not one event's toll.
_LONG_PERIOD = 366


def _days(when: When) -> int:
    """The length of a bounded time, 0 where a bound is open."""
    return (when.last - when.first).days if when.first and when.last else 0


def _one_happening(context: Context, a: Draft, b: Draft) -> bool:
    """Whether two mentions of one sentence are joined by the tree and fit by kind."""
    if not (retells(a.kind, b.kind) or _harm_in(a, b) or _harm_in(b, a)):
        return False
    parsed = context.parsed
    if any(_hangs(parsed, x, y) or _hangs(parsed, y, x) for x in a.mentions for y in b.mentions):
        return True
    if _does(parsed, a, b) or _does(parsed, b, a):
        return True
    # "There was a clash and two people were killed", "with a bombardment, killing two"
    result = not b.who or parsed.tokens[b.trigger.token].tag == "VBG"
    return _harm_in(b, a) and result and a.trigger.noun and a.stage is b.stage


def _does(parsed: Parsed, happening: Draft, deed: Draft) -> bool:
    """Whether a happening is the subject of a deed: "Shelling goes on and has killed many"."""
    if deed.trigger.noun:
        return False
    subject = surface_subject(parsed, deed.trigger.token)
    subjects = coordinated(parsed, subject) if subject is not None else ()
    return any(mention.token in subjects for mention in happening.mentions)


def _harm_in(deed: Draft, frame: Draft) -> bool:
    """Whether one draft is mere harm and the other a happening in which harm is done."""
    harm = deed.kind in ("killing", "other_violence") and deed.trigger.outcome is not None
    ruin = deed.kind == "destruction" and frame.kind in _DESTROYING
    return (harm or ruin) and "armed" in families(frame.kind)


def _hangs(parsed: Parsed, inner: Trigger, outer: Trigger) -> bool:
    """Whether `inner` hangs on `outer` as its subject, adjunct, result or coordinate."""
    steps = []
    at = inner.token
    for head in parsed.ancestors(inner.token):
        steps.append(parsed.tokens[at])
        at = head
        if head == outer.token:
            break
    else:
        return False
    between = steps[1:] if len(steps) > 1 else []
    if any(t.pos == "VERB" and t.dep not in ("conj", "advcl", "xcomp", "acl") for t in between):
        return False
    first, last = steps[0], steps[-1]
    if last.dep in ("prep", "agent"):
        return last.lower in _PART_OF
    return last.dep in (
        "nsubj",
        "nsubjpass",
        "conj",
        "advcl",
        "xcomp",
        "acl",
        "relcl",
        "dobj",
        "pobj",
        "compound",
        "nmod",
    ) or first.dep in ("conj", "advcl")


def _add_stated(context: Context, drafts: list[Draft]) -> None:
    """Give tolls that stand without a verb of harm to the nearest violent event before them."""
    known = {(t.start, t.outcome) for draft in drafts for t in draft.tolls}
    # "Two of the wounded died": the verb says what befell them.
    taken = {t.start for d in drafts for t in d.tolls if not t.rule.startswith("stated")}
    for toll in [*stated(context), *conditions(context)]:
        if (toll.start, toll.outcome) in known or toll.start in taken:
            continue
        sentence = context.parsed.tokens[toll.token].sentence
        near = [
            d
            for d in drafts
            if d.sentence <= sentence
            and d.stage in (Stage.HAPPENED, Stage.ONGOING)
            and d.kind not in ("sentence", "enlistment", "arrest", "desertion", "territory")
            and (
                sentence - d.sentence <= _TOLL_REACH
                or any(t.outcome is toll.outcome for t in d.tolls)
            )
        ]
        if near:
            nearest = max(near, key=lambda d: (d.sentence, -abs(d.trigger.start - toll.start)))
            nearest.tolls.append(toll)


# Sentences after an event in which a bare number of dead still speaks of it; farther on only where
# the event was told with such a number.
_TOLL_REACH = 2


def _bears_out(draft: Draft) -> bool:
    """Whether a draft says enough to be an event: something befell or was done by somebody."""
    if draft.stance is Stance.DENIED and draft.speech is None:
        # "did not attack": that nothing happened is no event, unless somebody denies it.
        return bool(draft.tolls) and draft.modality.rule != "negated"
    named = draft.who or draft.whom or draft.tolls or draft.where or draft.when or draft.means
    if draft.kind == "other_violence":
        # "attack" alone is said of much: two of its questions have to be answered.
        told = (draft.who, draft.whom, draft.tolls, draft.where, draft.when, draft.means)
        return sum(map(bool, told)) >= 2
    if draft.kind == "killing" and not any(t.outcome is Outcome.KILLED for t in draft.tolls):
        return bool(draft.whom or draft.who)
    return bool(named)
