"""Where and when an event stands: by the tree first, then by nearness in the sentence."""

from collections.abc import Collection, Sequence

from corrobora.annotate.clauses import prepositional
from corrobora.annotate.mentions import PlaceMention, TimeMention, Trigger
from corrobora.annotate.modality_story import goes_on_where
from corrobora.annotate.places import COUNTRY, NO_SCENE
from corrobora.annotate.tokens import Parsed, Token
from corrobora.extract.arguments import phrase
from corrobora.extract.context import Context, words
from corrobora.values import ActorKind, Place


def _clause(parsed: Parsed, index: int) -> int:
    """The verb that heads the clause in which a token stands."""
    at = index
    while parsed.tokens[at].pos not in ("VERB", "AUX") and parsed.tokens[at].head != at:
        at = parsed.tokens[at].head
    return at


def _rank(parsed: Parsed, trigger: Trigger, token: int) -> tuple[int, int]:
    """How near a time or place stands to a trigger: step (0 is best), then distance in tokens."""
    distance = abs(token - trigger.token)
    ancestors = [token, *parsed.ancestors(token)]
    if trigger.token in ancestors:
        between = [parsed.tokens[at] for at in ancestors[: ancestors.index(trigger.token)]]
        inner_clause = [at for at in between if at.pos == "VERB" and at.dep in ("acl", "relcl")]
        if inner_clause and _of_the_deed(between, inner_clause[-1]):
            return (1, distance)
        if inner_clause:
            # "convicts fighting in X shot …": X is the place of the inner clause.
            return (3, distance)
        return (2 if any(at.pos == "VERB" for at in between) else 0, distance)
    inner = parsed.tokens[_clause(parsed, token)]
    if inner.dep in ("acl", "relcl") and inner.index not in (
        trigger.token,
        *parsed.ancestors(trigger.token),
    ):
        return (3, distance)
    clause = _clause(parsed, trigger.token)
    if clause in ancestors:
        above = ancestors[: ancestors.index(clause)]
        verbs = sum(parsed.tokens[at].pos == "VERB" for at in above)
        return (1 if not verbs else 3, distance)
    return (2, distance)


def _of_the_deed(between: Sequence[Token], verb: Token) -> bool:
    """Whether "during" tells of the deed though the parser hangs it on a lasting state.

    "They confirmed the capture of a leader based in Orle during an operation on Tuesday."
    """
    during = any(at.lower == "during" and at.head == verb.index for at in between)
    return during and verb.tag == "VBN" and verb.lemma in words("lasting_states")


def where_of(
    context: Context, trigger: Trigger, doers: Collection[int], objects: Collection[int] = ()
) -> tuple[PlaceMention, str] | None:
    """The place of a trigger in its own sentence, and the rule that chose it.

    Places that do something ("attack by Turkey") or only qualify another word are no scene. A
    town among the `objects` is ("bombed Douma"), a country there is a party. Of places that stand
    equally near in the tree the more exact one is taken.
    """
    parsed = context.parsed
    there = _antecedent_place(context, trigger)
    if there is not None:
        return there, "where:relative"
    sentence = parsed.tokens[trigger.token].sentence
    best: tuple[tuple[int, int, int], PlaceMention] | None = None
    for place in context.places_in.get(sentence, ()):
        if context.in_source(place.name_start) or _is_party(context, place, doers, objects):
            continue
        if _qualifies(context, trigger, place) or _elsewhere(context, place):
            continue
        step, distance = _rank(parsed, trigger, place.token)
        if step > 2:
            continue
        rank = (step, place.place.precision or _UNKNOWN_PRECISION, distance)
        if best is None or rank < best[0]:
            best = (rank, place)
    if best is None:
        return None
    return best[1], f"where:{('attached', 'clause', 'sentence')[best[0][0]]}"


_SCENE_PREPOSITIONS = ("in", "at", "near", "inside", "outside", "around", "from")


def scene_noun(context: Context, trigger: Trigger, objects: Collection[int]) -> PlaceMention | None:
    """A place that no name of the gazetteer gives: a common noun, or a name that only its position
    shows to be a place ("fled the battlefield", "the use of sarin at Khan Dara").

    `objects` are the things left behind, where the trigger is a flight.
    """
    parsed = context.parsed
    near = prepositional(parsed, trigger.token, *_SCENE_PREPOSITIONS)
    for at in (*objects, *near):
        token = parsed.tokens[at]
        mention = context.actor_at.get(at)
        acts = mention is not None and mention.kind is not ActorKind.OBJECT
        named = token.pos == "PROPN" and not acts and token.entity not in ("PERSON", "ORG", "DATE")
        tags = ("NN", "NNS") if at in objects else ("NN",)
        common = token.tag in tags and token.lemma in words("scene_nouns")
        if at in context.time_tokens or not (named or common):
            continue
        start, end = phrase(parsed, at)
        if start < trigger.end and trigger.start < end:
            continue
        return PlaceMention(
            start=start,
            end=end,
            name_start=start,
            name_end=end,
            token=at,
            place=Place(name=parsed.text[start:end]),
            rule="place.noun",
        )
    return None


def named_before(context: Context, index: int) -> PlaceMention | None:
    """The place that a noun with an article takes up: "Orle fell … they entered the town".

    None where the noun is told from others by words of its own ("the town of his birth").
    """
    parsed = context.parsed
    noun = parsed.tokens[index]
    exact = next((kind for kind in _TAKEN_UP if noun.lemma in words(kind)), None)
    children = [parsed.tokens[at] for at in noun.children]
    if exact is None or noun.tag != "NN" or not any(c.lower in ("the", "this") for c in children):
        return None
    if any(c.dep not in ("det", "punct", "case", "cc", "conj") for c in children):
        return None
    for place in reversed(context.annotated.places):
        if place.start >= noun.start or place.rule in NO_SCENE:
            continue
        if noun.sentence - parsed.tokens[place.token].sentence > _TAKEN_UP_WITHIN:
            return None
        if place.place.precision in _TAKEN_UP[exact]:
            return place
    return None


# Which precisions a noun of each list can take up; None is a name that no gazetteer knows.
_TAKEN_UP: dict[str, tuple[int | None, ...]] = {
    "settlement_nouns": (1, 2, None),
    "unit_nouns": (3, 4),
    "country_nouns": (COUNTRY,),
}
# After so many sentences another place may be meant.
_TAKEN_UP_WITHIN = 4


def _antecedent_place(context: Context, trigger: Trigger) -> PlaceMention | None:
    """The place that "where" stands for: "the town where he was arrested and tried"."""
    parsed = context.parsed
    clause = parsed.tokens[_clause(parsed, trigger.token)]
    while clause.dep == "conj" and clause.head != clause.index:
        clause = parsed.tokens[clause.head]
    if clause.dep != "relcl" or not goes_on_where(parsed, clause):
        return None
    before = [
        place
        for place in context.places_in.get(clause.sentence, ())
        if place.start <= parsed.tokens[clause.head].start < clause.start
    ]
    return max(before, key=lambda place: place.start) if before else None


# On UCDP's scale, which runs from 1 (exact) to 7, unknown stands beside a district.
_UNKNOWN_PRECISION = 3
_MODIFIERS = ("compound", "npadvmod", "nmod", "amod", "poss")


def _is_party(
    context: Context, place: PlaceMention, doers: Collection[int], objects: Collection[int]
) -> bool:
    """Whether a place stands for those who act or are acted on: "Turkey struck", "hit Israel"."""
    if place.place.relation is not None:
        # "Near Palmyra, one strike …": whatever the tree says, what is near a place is no doer.
        return False
    parsed = context.parsed
    if any(at in doers for at in _heads_of_row(parsed, place.token)):
        return True
    return place.token in objects and (place.place.precision or COUNTRY) == COUNTRY


def _heads_of_row(parsed: Parsed, token: int) -> list[int]:
    """A token and what it is coordinated with before it: "by the regime, Russia and the US"."""
    row = [token]
    while parsed.tokens[row[-1]].dep == "conj" and parsed.tokens[row[-1]].head not in row:
        row.append(parsed.tokens[row[-1]].head)
    return row


def _elsewhere(context: Context, place: PlaceMention) -> bool:
    """Whether a place tells where somebody comes from, or what a border runs along.

    "A father of two from Leeds was seized"; "the wall along its border with Syria".
    """
    parsed = context.parsed
    preposition = parsed.tokens[parsed.tokens[place.token].head]
    if preposition.pos != "ADP" or preposition.head == preposition.index:
        return False
    noun = parsed.tokens[preposition.head]
    while noun.pos in ("NUM", "ADP") and noun.head != noun.index:
        # "a father of two from Leeds"
        noun = parsed.tokens[noun.head]
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    if preposition.lower == "from":
        mention = context.actor_at.get(noun.index)
        return mention is not None and mention.kind is not ActorKind.OBJECT
    return preposition.lower == "with" and noun.lemma in ("border", "frontier", "boundary")


def _qualifies(context: Context, trigger: Trigger, place: PlaceMention) -> bool:
    """Whether a place only tells which one another word means ("the Kabul government")."""
    parsed = context.parsed
    token = parsed.tokens[place.token]
    if parsed.text[place.name_end : place.name_end + 1] == "-":
        return True
    if place.place.relation is not None:
        return False
    if token.dep in _MODIFIERS and place.end <= parsed.tokens[token.head].start:
        # "the Douma attack" tells the scene, "the US attack" the doer.
        return token.head != trigger.token or place.place.precision == COUNTRY
    mention = context.actor_at.get(place.token)
    subject = token.dep in ("nsubj", "nsubjpass", "agent")
    return mention is not None and mention.head == place.token and subject


def when_of(context: Context, trigger: Trigger) -> tuple[TimeMention, str] | None:
    """The time of a trigger in its own sentence, and the rule that chose it."""
    parsed = context.parsed
    sentence = parsed.tokens[trigger.token].sentence
    best: tuple[tuple[int, int], TimeMention] | None = None
    for time in context.times_in.get(sentence, ()):
        bound = time.when.first or time.when.last or time.when.month
        if bound is None or _dates_speech(context, time):
            continue
        rank = _rank(parsed, trigger, time.token)
        if best is None or rank < best[0]:
            best = (rank, time)
    if best is None or best[0][0] > 2:
        return None
    return best[1], f"when:{('attached', 'clause', 'sentence')[best[0][0]]}"


def _dates_speech(context: Context, time: TimeMention) -> bool:
    """Whether a time hangs on a verb of saying, not on what is said."""
    head = context.parsed.tokens[time.token].head
    if context.parsed.tokens[head].pos == "ADP":
        head = context.parsed.tokens[head].head
    at = context.parsed.tokens[head].start
    return any(speech.cue[0] <= at < speech.cue[1] for speech in context.speeches)
