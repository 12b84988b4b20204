"""The kind of an event where its words alone do not tell: by doer, object and means."""

from corrobora.annotate.clauses import verb_arguments
from corrobora.annotate.tokens import Parsed
from corrobora.codebook.kinds import general
from corrobora.extract.arguments import Roles
from corrobora.extract.context import Context, words
from corrobora.extract.draft import Argument, Draft
from corrobora.extract.weapons import weapon
from corrobora.values import ActorKind

AUTHORITIES = frozenset([ActorKind.POLICE, ActorKind.GOVERNMENT])
ARMED = frozenset(
    [
        ActorKind.STATE_FORCE,
        ActorKind.MILITARY,
        ActorKind.REBEL,
        ActorKind.MILITIA,
        ActorKind.TERRORIST,
        ActorKind.COALITION,
        ActorKind.FIGHTER,
    ]
)
IRREGULAR = frozenset(
    [ActorKind.REBEL, ActorKind.MILITIA, ActorKind.TERRORIST, ActorKind.CRIMINAL, ActorKind.FIGHTER]
)
_ARREST_WORDS = frozenset(["arrest", "jail", "imprison", "incarcerate", "apprehend", "intern"])
_CAPTURE_WORDS = frozenset(["capture", "surrender"])


def resolve(context: Context, draft: Draft, roles: Roles) -> str | None:
    """The codebook kind of a draft, or None where the arguments show that it is no such event."""
    kind = draft.kind
    if not _object_fits(context, draft):
        return None
    if kind == "TAKING":
        return _taking(context, draft, roles)
    if kind == "DETENTION":
        return _detention(context.parsed, draft)
    if kind == "FLIGHT":
        return _flight(context.parsed, draft)
    if kind == "OUSTING":
        armed = any(a.kind in ARMED for a in draft.whom)
        return "territory" if armed else "displacement"
    if general(kind) or kind == "ATTACK":
        told = _by_means(context, draft, roles)
        if told is not None:
            return told
        if kind == "ATTACK":
            return _attack(draft)
    if kind == "shooting" and draft.trigger.frame == "fire":
        return _by_means(context, draft, roles) or kind
    if (
        kind == "destruction"
        and draft.whom
        and all(a.kind is not ActorKind.OBJECT for a in draft.whom)
    ):
        return None
    if kind == "airstrike" and _noun(context, draft) in ("strike", "strikes"):
        return _by_means(context, draft, roles) or kind
    return kind


def _object_fits(context: Context, draft: Draft) -> bool:
    """Whether the object is what the trigger asks for: one frees persons, one joins a force."""
    wants, parsed = draft.trigger.wants, context.parsed
    if wants == "person":
        return any(a.kind is not ActorKind.OBJECT for a in draft.whom) or not draft.whom
    if wants != "force":
        return True
    for at in verb_arguments(parsed, draft.trigger.token).patients:
        mention = context.actor_at.get(at)
        kind = context.entity(mention).kind if mention is not None else None
        if kind in ARMED | {ActorKind.POLICE}:
            return True
        if parsed.tokens[at].lemma in words("forces") or parsed.tokens[at].entity == "ORG":
            return True
    return False


def _noun(context: Context, draft: Draft) -> str:
    return context.parsed.tokens[draft.trigger.token].lower


def _by_means(context: Context, draft: Draft, roles: Roles) -> str | None:
    """The kind that weapons in the roles speak for, the most telling first."""
    found = [weapon(context.parsed, at) for at in roles.means]
    found += [weapon(context.parsed, a.token) for a in draft.who]
    kinds = [kind for kind in found if kind is not None and kind != draft.kind]
    for exact in ("suicide_bombing", "drone_strike", "airstrike", "chemical_attack", "bombing"):
        if exact in kinds:
            return exact
    return kinds[0] if kinds else None


def _attack(draft: Draft) -> str | None:
    doers = {a.kind for a in draft.who}
    targets = {a.kind for a in draft.whom}
    if not draft.trigger.noun and not draft.who and not draft.whom:
        return None
    if doers & ARMED and targets & ARMED:
        return "clash"
    if ActorKind.STATE_FORCE in doers or ActorKind.COALITION in doers:
        return "clash"
    return "other_violence"


def _taking(context: Context, draft: Draft, roles: Roles) -> str | None:
    if roles.places:
        return "territory"
    people = False
    for at in roles.whom:
        token = context.parsed.tokens[at]
        if at in context.place_at or token.lemma in words("place_nouns"):
            return "territory"
        mention = context.actor_at.get(at)
        people = people or (mention is not None and mention.kind is not ActorKind.OBJECT)
        people = people or (at in context.count_at and context.count_at[at].people)
    return _detention(context.parsed, draft) if people else None


def _detention(parsed: Parsed, draft: Draft) -> str:
    lemma = parsed.tokens[draft.trigger.token].lemma
    doers, taken = {a.kind for a in draft.who}, {a.kind for a in draft.whom}
    if lemma == "surrender":
        return "capture"
    if doers & AUTHORITIES:
        return "arrest"
    fighters = bool(taken & (ARMED - {ActorKind.STATE_FORCE}))
    if lemma in _CAPTURE_WORDS:
        if (
            doers & IRREGULAR
            and not fighters
            and taken & {ActorKind.CIVILIAN, ActorKind.JOURNALIST}
        ):
            return "abduction"
        return "capture"
    if doers & IRREGULAR and lemma not in _ARREST_WORDS:
        return "capture" if fighters and not taken & {ActorKind.CIVILIAN} else "abduction"
    return "arrest"


def _flight(parsed: Parsed, draft: Draft) -> str:
    token = parsed.tokens[draft.trigger.token]
    near = {
        parsed.tokens[at].lemma
        for at in parsed.subtree(token.index)
        if at - token.index in range(0, 8)
    }
    if near & words("custody_nouns"):
        return "release"
    movers: list[Argument] = draft.whom or draft.who
    fighters = any(a.kind in ARMED for a in movers)
    single = any(not a.plural for a in movers)
    if near & words("post_nouns") or (fighters and single):
        return "desertion"
    return "displacement"
