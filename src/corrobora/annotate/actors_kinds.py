"""The kind of an actor: by the known name, the head noun, the words before it, and its place.

Kinds of doers and of those acted on differ: soldiers who act are a state's force, soldiers who
are hit are military.
"""

import re

from corrobora.annotate.actors_phrases import Form, Phrase, governor, left_edge, place_of
from corrobora.annotate.actors_words import Body, actor_words
from corrobora.annotate.known import KnownActor
from corrobora.annotate.people import group_kind
from corrobora.annotate.speech_words import speaker_kind
from corrobora.annotate.tokens import Parsed
from corrobora.model import SpeakerKind
from corrobora.values import ActorKind

_WORD = re.compile(r"[^\W_][\w.]*(?:-[^\W_][\w.]*)*")
ARMED_PARTIES = frozenset([ActorKind.TERRORIST, ActorKind.REBEL, ActorKind.MILITIA])
_OFFICES = frozenset(
    ["minister", "president", "premier", "governor", "mayor", "chancellor", "ambassador", "king"]
)
_SPEAKERS = {
    ActorKind.STATE_FORCE: SpeakerKind.MILITARY,
    ActorKind.MILITARY: SpeakerKind.MILITARY,
    ActorKind.COALITION: SpeakerKind.MILITARY,
    ActorKind.POLICE: SpeakerKind.POLICE,
    ActorKind.GOVERNMENT: SpeakerKind.OFFICIAL,
    ActorKind.REBEL: SpeakerKind.REBEL,
    ActorKind.MILITIA: SpeakerKind.REBEL,
    ActorKind.TERRORIST: SpeakerKind.REBEL,
    ActorKind.FIGHTER: SpeakerKind.REBEL,
    ActorKind.JOURNALIST: SpeakerKind.MEDIA,
    ActorKind.AID_WORKER: SpeakerKind.NGO,
}


def words_between(parsed: Parsed, first: int, last: int) -> list[str]:
    """The lower-case words of tokens `[first, last)`, hyphened ones whole."""
    if first >= last:
        return []
    return [word.rstrip(".") for word in _WORD.findall(parsed.words(first, last).lower())]


def side_of(words: list[str], known: list[KnownActor]) -> ActorKind | None:
    """The party that known names or words before a noun put it on, the nearest word first."""
    for actor in known:
        if not actor.state and actor.kind is not ActorKind.UNKNOWN:
            return actor.kind
    table = actor_words().modifiers
    kinds = []
    for word in reversed(words):
        kind = table.get(word)
        if kind is None and "-" in word and not word.startswith(("anti-", "counter-", "pro-")):
            kind = table.get(word.split("-")[-1])
        if kind is not None:
            kinds.append(kind)
    # "Coalition military forces": what only says that force is meant yields to whose it is.
    told = [kind for kind in kinds if kind is not ActorKind.STATE_FORCE] or kinds
    if told:
        return told[0]
    return ActorKind.MILITIA if any(word.endswith("-backed") for word in words) else None


def national(parsed: Parsed, first: int, last: int, known: list[KnownActor]) -> bool:
    """Whether a state or a people is named in the tokens: "Turkish", "US"."""
    demonyms = actor_words().demonyms
    return any(actor.state for actor in known) or any(
        token.lower in demonyms for token in parsed.tokens[first:last]
    )


def body_kind(
    parsed: Parsed, span: tuple[int, int, int], body: Body, known: list[KnownActor]
) -> ActorKind:
    """The kind of a body of people; `span` are its first token, its head, and its end."""
    first, head, last = span
    before = words_between(parsed, first, head)
    side = side_of(before, known)
    if body.kind is ActorKind.GOVERNMENT:
        named = [a.kind for a in known if not a.state]
        return named[0] if named and named[0] in ARMED_PARTIES else ActorKind.GOVERNMENT
    if body.kind in (ActorKind.POLICE, ActorKind.COALITION, ActorKind.CRIMINAL):
        return body.kind
    if side is not None and body.kind in (
        ActorKind.UNKNOWN,
        ActorKind.STATE_FORCE,
        ActorKind.MILITIA,
    ):
        if body.kind is ActorKind.UNKNOWN and side is ActorKind.STATE_FORCE:
            return ActorKind.UNKNOWN
        return side
    if body.kind is ActorKind.STATE_FORCE and body.open:
        if national(parsed, first, head, known) or "security" in before:
            return ActorKind.STATE_FORCE
        after = side_of(words_between(parsed, head + 1, last), [])
        return after or ActorKind.UNKNOWN
    return body.kind


def people_kind(
    parsed: Parsed, phrase: Phrase, known: list[KnownActor]
) -> tuple[ActorKind, ActorKind | None]:
    """What people are, and the party that the words put them on if any."""
    # "a crowd of people": what only counts them says nothing of what they are
    first = max(phrase.first, left_edge(parsed, phrase.head))
    kind = group_kind(parsed.words(first, phrase.last)) or ActorKind.UNKNOWN
    before = words_between(parsed, first, phrase.head)
    after = words_between(parsed, phrase.head + 1, phrase.last)
    side = side_of(before, known) or side_of(after, [])
    if side is None and kind is ActorKind.MILITARY:
        side = ActorKind.STATE_FORCE
    if kind is ActorKind.FIGHTER and phrase.noun in actor_words().terror_nouns:
        kind = ActorKind.TERRORIST
    token = parsed.tokens[phrase.head]
    acts = governor(parsed, phrase.head)
    if phrase.noun in actor_words().peoples and acts in actor_words().violence_verbs:
        # "the Kurds fought on": a people at arms without a state of its own
        return ActorKind.MILITIA, ActorKind.MILITIA
    if kind is ActorKind.CHILD and token.dep == "conj":
        # "women and children" are told as one body of civilians.
        other = group_kind(parsed.tokens[token.head].lower)
        kind = ActorKind.CIVILIAN if other is ActorKind.CIVILIAN else kind
    return kind, side


def kind_in_place(parsed: Parsed, phrase: Phrase) -> ActorKind:
    """The kind of a mention where it stands: as a doer or as one acted on."""
    place = place_of(parsed, phrase.head)
    kind, side = phrase.kind, phrase.side
    if phrase.form is Form.STATE and place == "doer":
        words = actor_words()
        acts = governor(parsed, phrase.head)
        violent = acts in words.violence_verbs or acts in words.violence_nouns
        return ActorKind.STATE_FORCE if violent else kind
    if place == "doer":
        if kind in ARMED_PARTIES:
            return side if side in ARMED_PARTIES and phrase.form is Form.PEOPLE else kind
        if kind is ActorKind.MILITARY and (phrase.plural or not phrase.person):
            return side or ActorKind.STATE_FORCE
        if kind in (ActorKind.FIGHTER, ActorKind.CIVILIAN) and side in ARMED_PARTIES:
            return side if kind is ActorKind.FIGHTER else kind
        return kind
    if place == "acted" and kind is ActorKind.STATE_FORCE:
        return ActorKind.MILITARY
    if kind in ARMED_PARTIES and phrase.form is Form.PEOPLE and place == "acted":
        loud = phrase.noun in actor_words().terror_nouns
        return kind if loud else ActorKind.FIGHTER
    if place == "acted" and kind in ARMED_PARTIES and phrase.noun in ("unit", "tactical unit"):
        return ActorKind.FIGHTER
    if place == "acted" and kind is ActorKind.UNKNOWN and phrase.form is Form.PERSON_NAME:
        return ActorKind.CIVILIAN
    return kind


def slot_kind(kind: ActorKind, party: ActorKind, *, doer: bool, alone: bool) -> ActorKind:
    """The kind of a mention in the slot of doers or of those acted on.

    `kind` is the mention's, `party` the actor's own, `alone` tells one person from several.
    """
    if doer:
        if kind is ActorKind.MILITARY and not alone:
            return party if party in ARMED_PARTIES else ActorKind.STATE_FORCE
        return party if kind is ActorKind.FIGHTER and party in ARMED_PARTIES else kind
    if kind is ActorKind.STATE_FORCE:
        return ActorKind.MILITARY
    return ActorKind.CIVILIAN if kind is ActorKind.UNKNOWN and alone else kind


def speaker_kind_of(name: str, head: str, phrase: Phrase) -> SpeakerKind | None:
    """What an actor is when it speaks, or None where neither its words nor its kind say."""
    if phrase.known is not None and phrase.known.speaker is not None:
        return phrase.known.speaker
    if phrase.person and head in _OFFICES:
        return SpeakerKind.OFFICIAL
    if phrase.known is None or phrase.known.kind is ActorKind.UNKNOWN:
        by_words = speaker_kind(name, head)
        if by_words is not SpeakerKind.OTHER:
            return by_words
    return _SPEAKERS.get(phrase.kind)
