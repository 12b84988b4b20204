"""Who, whom and by what means: the arguments of a trigger, by its frame and the tree."""

from dataclasses import dataclass, field

from corrobora.annotate.actors_kinds import slot_kind
from corrobora.annotate.clauses import (
    coordinated,
    prepositional,
    subjects,
    surface_subject,
    verb_arguments,
)
from corrobora.annotate.mentions import Trigger
from corrobora.annotate.people import is_person_noun
from corrobora.annotate.places import COUNTRY, NO_SCENE
from corrobora.annotate.tokens import Parsed
from corrobora.extract.context import Context, words
from corrobora.extract.draft import Argument
from corrobora.extract.naming import with_names
from corrobora.extract.targets import blast_targets, named_to, set_on_fire
from corrobora.extract.weapons import owners, weapon, weapon_of
from corrobora.values import ActorKind, Outcome

# Nobody kills or injures without somebody to kill or injure.
_TRANSITIVE = frozenset([Outcome.KILLED, Outcome.INJURED, Outcome.CAPTURED])
# "the number of people killed" speaks of the people.
_COUNTED_BY = frozenset(["number", "total", "toll"])
# They count people, and are none: "hit by injuries".
_HARM_NOUNS = frozenset(["injury", "casualty", "death", "fatality", "wound", "loss"])
# What is taken when a place is: "took control of the town".
_GROUND = frozenset(["control", "ground", "territory", "foothold"])
_PRONOUN_TAGS = ("PRP", "PRP$", "WP", "WDT", "DT", "EX")


@dataclass
class Roles:
    """Token indices by role; `places` are objects that are places ("shelled the town"), `left` what
    somebody fled from.
    """

    who: list[int] = field(default_factory=list)
    whom: list[int] = field(default_factory=list)
    means: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


def roles_of(context: Context, trigger: Trigger) -> Roles:
    """The arguments of one trigger."""
    found = _nominal(context, trigger) if trigger.noun else _verbal(context, trigger)
    found.whom = _without_life(context.parsed, found.whom)
    found.whom += _along_with(context.parsed, trigger, found.whom)
    for role in (found.who, found.whom, found.means):
        role[:] = [at for at in role if at not in context.time_tokens]
    for role in (found.who, found.whom):
        for index in list(role):
            armed = weapon_of(context.parsed, index)
            if role is found.whom and is_person_noun(context.parsed.tokens[index].lower):
                continue  # "killed three suicide bombers": here they are no weapon
            if armed is not None and not _is_person(context, index):
                role.remove(index)
                found.means.append(armed)
                if role is found.who:
                    found.who += owners(context, armed)
    return found


def _without_life(parsed: Parsed, whom: list[int]) -> list[int]:
    """The people whose life is meant: "claimed the life of a girl", "took his own life"."""
    found: list[int] = []
    for index in whom:
        token = parsed.tokens[index]
        of = prepositional(parsed, index, "of") if token.lower == "life" else ()
        owner = parsed.child(index, "poss") if token.lower == "life" else None
        found += of or ([owner] if owner is not None else [index])
    return found


def _along_with(parsed: Parsed, trigger: Trigger, whom: list[int]) -> list[int]:
    """Those who share what befell others: "detained the buyer along with two of his guards"."""
    found: list[int] = []
    for index in whom:
        last = parsed.sentences[parsed.tokens[index].sentence].last
        begin = trigger.token if not trigger.noun and index < trigger.token else index
        for at in range(begin + 1, last):
            token = parsed.tokens[at]
            if token.pos == "VERB":
                break
            if token.lower == "with" and parsed.tokens[at - 1].lower in ("along", "together"):
                objects = [n for n in token.children if parsed.tokens[n].dep == "pobj"]
                found += [one for n in objects for one in coordinated(parsed, n)]
                break
    return [at for at in dict.fromkeys(found) if at not in whom]


def _is_person(context: Context, index: int) -> bool:
    """Whether an actor stands at a token; a place that acts as one is still a place."""
    mention = context.actor_at.get(index)
    if mention is None or mention.head != index or mention.kind is ActorKind.OBJECT:
        return False
    return index not in context.place_at or context.entity(mention).person


def _verbal(context: Context, trigger: Trigger) -> Roles:
    parsed, index = context.parsed, trigger.token
    args = verb_arguments(parsed, index)
    found = Roles()
    frame = trigger.frame
    agents, patients = list(args.agents), list(args.patients)
    by = prepositional(parsed, index, "by")
    lacks_object = trigger.outcome in _TRANSITIVE and frame == "act" and not patients
    # "… identified as suspect, killed by police": whom it befell is not said here.
    lacks_object = lacks_object and parsed.child(index, "agent") is None
    if lacks_object and agents and parsed.tokens[index].tag in ("VBD", "VBN"):
        # "Nine killed in raid", "over 140 were killed and 500 injured": no object, so no doer.
        agents, patients = [], agents
    if frame == "take":
        _taking(context, index, found, agents, patients)
    elif frame == "act":
        found.who, found.whom = agents, patients
        if not patients:
            found.whom += prepositional(parsed, index, "at")
        if trigger.kind == "bombing":
            found.whom += blast_targets(context, index)
    elif frame in ("undergo", "move", "self_whom"):
        found.whom = agents + [p for p in patients if frame == "undergo" and not agents]
        if not agents:
            found.whom += [p for p in patients if p not in found.whom and frame != "undergo"]
        if frame == "move" and agents:
            found.places += [p for p in patients if p in context.place_at]
            found.left = [p for p in patients if p not in context.place_at]
    elif frame == "yield":
        found.whom = agents or patients
        found.who = list(prepositional(parsed, index, "to"))
    elif frame == "self":
        found.who = agents or patients
    elif frame == "explode":
        found.who = agents if patients else []
        found.means = patients or agents
        found.whom = blast_targets(context, index)
    elif frame == "fire":
        found.who, found.means = agents, [p for p in patients if weapon(parsed, p)]
        found.whom = list(prepositional(parsed, index, "on", "at", "against", "upon", "into"))
        for at in patients:
            found.whom += prepositional(parsed, at, "on", "at", "against", "into")
    elif frame == "ignite":
        found.who, found.whom = agents, set_on_fire(parsed, index, patients)
    elif frame == "mutual":
        found.who = agents
        found.whom = patients + list(prepositional(parsed, index, "with", "against"))
    elif frame == "lose":
        found.whom = agents
        found.who = list(prepositional(parsed, index, "to"))
        found.places = [p for p in patients if p in context.place_at]
    elif frame == "place":
        found.places = agents
        found.who = list(prepositional(parsed, index, "to"))
    if frame != "explode":
        found.means += [
            at
            for at in prepositional(parsed, index, "with", "using", "from", "by", "in")
            if weapon(parsed, at)
        ]
        found.means += _using(parsed, index)
    if frame in ("undergo", "explode"):
        found.who += [at for at in by if at not in found.means]
    return found


def _taking(
    context: Context, index: int, found: Roles, agents: list[int], patients: list[int]
) -> None:
    """Who takes what: a place changes hands from those who held it, a person is taken."""
    parsed = context.parsed
    found.who = agents
    for at in patients:
        named = at in context.place_at and not _is_person(context, at)
        if named or parsed.tokens[at].lemma in words("place_nouns") | _GROUND:
            found.places.append(at)
            found.whom += prepositional(parsed, at, "from")
        else:
            found.whom.append(at)
    if found.places:
        found.whom += prepositional(parsed, index, "from")
        of = [n for at in found.places for n in prepositional(parsed, at, "of", "over", "in")]
        found.places += [at for at in of if at in context.place_at]


def _using(parsed: Parsed, index: int) -> list[int]:
    """The objects of "using" under a verb: "attacked them using rifles"."""
    found: list[int] = []
    for at in parsed.tokens[index].children:
        if parsed.tokens[at].lower in ("using", "wielding", "firing"):
            found += [
                noun
                for child in parsed.tokens[at].children
                if parsed.tokens[child].dep in ("dobj", "pobj")
                for noun in coordinated(parsed, child)
            ]
    return found


def _nominal(context: Context, trigger: Trigger) -> Roles:
    parsed, index = context.parsed, trigger.token
    token = parsed.tokens[index]
    found = Roles()
    undergone = trigger.outcome is not None
    of = prepositional(parsed, index, "of")
    for at in of:
        if at in context.place_at and not _is_person(context, at):
            found.places.append(at)
        elif parsed.tokens[at].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
            found.whom.append(at)
    found.who += prepositional(parsed, index, "by")
    if trigger.kind in ("airstrike", "shelling", "drone_strike"):
        found.who += prepositional(parsed, index, "from")
    for at in prepositional(parsed, index, "on", "against", "at", "targeting"):
        scene = at in context.place_at and not _is_person(context, at)
        (found.places if scene else found.whom).append(at)
    if trigger.kind == "bombing":
        found.whom += blast_targets(context, index)
    if trigger.kind == "clash":
        found.whom += prepositional(parsed, index, "with")
        pair = prepositional(parsed, index, "between")
        found.who += pair[:1]
        found.whom += pair[1:]
    for at in token.children:
        child = parsed.tokens[at]
        if child.index >= index:
            if child.dep in ("acl", "relcl") and child.tag in ("VBN", "VBD", "VBG"):
                found.who += prepositional(parsed, at, "by")
                if child.lemma in ("target", "involve", "kill", "hit") and child.tag == "VBG":
                    found.whom += [n for n in child.children if parsed.tokens[n].dep == "dobj"]
            continue
        if child.dep == "poss":
            (found.whom if undergone and _undergoer(context, trigger, at) else found.who).append(at)
        elif child.dep in ("compound", "amod", "nmod") and not trigger.start <= child.start:
            if weapon(parsed, at):
                found.means.append(at)
            elif _names_scene(context, at):
                found.places.append(at)
            elif at in context.actor_at or child.entity in ("NORP", "GPE", "ORG"):
                found.who.append(at)
    _light_verb(context, trigger, found)
    if token.lemma in ("wound", "injury") and not found.whom:
        found.whom += bearer(parsed, index)
    return found


def bearer(parsed: Parsed, index: int) -> tuple[int, ...]:
    """Who is said to have a wound, or to be in a condition: the noun or the subject above it."""
    at = parsed.tokens[index]
    if at.dep == "conj":
        at = parsed.tokens[at.head]
    if at.dep == "pobj":
        preposition = parsed.tokens[at.head]
        if preposition.lower not in ("with", "in", "from"):
            return ()
        at = parsed.tokens[preposition.head]
        if at.pos in ("NOUN", "PROPN") and at.lemma not in ("condition", "hospital"):
            return coordinated(parsed, at.index) if preposition.lower == "with" else ()
        while at.pos in ("NOUN", "ADP") and at.head != at.index:
            at = parsed.tokens[at.head]
    elif at.dep == "dobj":
        at = parsed.tokens[at.head]
    if at.pos not in ("VERB", "AUX"):
        return ()
    return subjects(parsed, at.index)


def _names_scene(context: Context, index: int) -> bool:
    """Whether the word before a happening is where it was: "the Douma attack", "the US attack"."""
    place = context.place_at.get(index)
    if place is None or place.rule in NO_SCENE or _is_person(context, index):
        return False
    return place.place.precision is not None and place.place.precision < COUNTRY


def _undergoer(context: Context, trigger: Trigger, owner: int) -> bool:
    """Whether the owner of a deed underwent it: "his death", but "the group's executions"."""
    if trigger.kind not in ("killing", "execution", "torture"):
        return True
    if context.parsed.tokens[trigger.token].lemma == "death":
        return True
    mention = context.actor_at.get(owner)
    return mention is not None and context.entity(mention).person and not mention.plural


def _light_verb(context: Context, trigger: Trigger, found: Roles) -> None:
    """Arguments that stand with the verb that carries the event noun."""
    parsed = context.parsed
    token = parsed.tokens[trigger.token]
    head = parsed.tokens[token.head]
    if head.pos not in ("VERB", "AUX") or head.index == token.index:
        return
    active = token.dep == "dobj"
    passive = token.dep == "nsubjpass"
    if not (active or passive):
        return
    if head.lemma in words("light_verbs"):
        if active and not found.who:
            subject = surface_subject(parsed, head.index)
            if subject is not None:
                found.who += coordinated(parsed, subject)
        if passive:
            found.who += prepositional(parsed, head.index, "by")
        found.whom += prepositional(parsed, head.index, "on", "against")
    elif head.lemma in words("suffer_verbs") and active and not found.whom:
        subject = surface_subject(parsed, head.index)
        if subject is not None:
            found.whom += coordinated(parsed, subject)


def phrase(parsed: Parsed, index: int) -> tuple[int, int]:
    """The text span of the noun phrase of a token: its modifiers to the left, and what it is of."""
    first = index
    for at in parsed.tokens[index].children:
        child = parsed.tokens[at]
        if at < index and child.dep in (
            "det",
            "amod",
            "compound",
            "nummod",
            "poss",
            "nmod",
            "quantmod",
            "predet",
        ):
            first = min(first, min(parsed.subtree(at)))
    return parsed.tokens[first].start, parsed.tokens[named_to(parsed, index)].end


def argument(context: Context, index: int, rule: str) -> Argument | None:
    """The argument at a token: its actor where one stands there, else the noun phrase as a thing.

    None where the token is no noun, or a pronoun that refers to no actor of the document.
    """
    parsed = context.parsed
    if parsed.tokens[index].lemma in _COUNTED_BY:
        index = next(iter(prepositional(parsed, index, "of")), index)
    token = parsed.tokens[index]
    mention = context.actor_at.get(index)
    count = context.count_at.get(index)
    whole = (
        mention is not None
        and count is not None
        and (mention.start <= count.start and count.end <= mention.end)
    )
    if mention is not None and (mention.head == index or token.entity or count is None or whole):
        entity = context.entity(mention)
        start, end = mention.start, mention.end
        if count is not None and count.people and count.start < start < count.end <= end:
            start = count.start
        return Argument(
            token=index,
            start=start,
            end=end,
            name=entity.name if not mention.pronoun or entity.name else parsed.text[start:end],
            kind=slot_kind(mention.kind, entity.kind, doer=rule == "who", alone=entity.person),
            rule=f"{rule}:{mention.rule}",
            entity=entity.index,
            plural=mention.plural,
        )
    if count is not None and count.people and token.lemma not in _HARM_NOUNS:
        return Argument(
            token=index,
            start=count.start,
            end=count.end,
            name=parsed.text[count.start : count.end],
            kind=count.group_kind or ActorKind.UNKNOWN,
            rule=f"{rule}:count",
            plural=count.high != 1,
        )
    if token.pos not in ("NOUN", "PROPN") or token.tag in _PRONOUN_TAGS:
        return None
    start, end = phrase(parsed, index)
    return Argument(
        token=index,
        start=start,
        end=end,
        name=parsed.text[start:end],
        kind=ActorKind.OBJECT,
        rule=f"{rule}:phrase",
        plural=token.tag.endswith("S"),
    )


def arguments(context: Context, tokens: list[int], rule: str) -> list[Argument]:
    """The arguments at the tokens, each actor once, in text order."""
    found: list[Argument] = []
    seen: set[object] = set()
    for index in sorted(with_names(context, tokens) if rule == "whom" else set(tokens)):
        one = argument(context, index, rule)
        if one is None:
            continue
        key = ("entity", one.entity) if one.entity is not None else (one.start, one.end)
        if key not in seen:
            seen.add(key)
            found.append(one)
    return found
