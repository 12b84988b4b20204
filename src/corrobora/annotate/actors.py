"""Actors of a parsed document: every phrase that names one, and who it is in the whole text."""

from collections.abc import Sequence
from pathlib import Path

from corrobora.annotate.actors_details import find_details
from corrobora.annotate.actors_find import find_phrases
from corrobora.annotate.actors_kinds import ARMED_PARTIES, kind_in_place, slot_kind, speaker_kind_of
from corrobora.annotate.actors_phrases import Form, Phrase, text_end, words_of
from corrobora.annotate.actors_sides import take_sides
from corrobora.annotate.coreference import resolve
from corrobora.annotate.coreference_state import Cluster
from corrobora.annotate.counts_numbers import exact_number
from corrobora.annotate.known import KnownActors, KnownName, known_actors
from corrobora.annotate.mentions import ActorMention, Entity
from corrobora.annotate.tokens import Parsed
from corrobora.model import Role, SpeakerKind
from corrobora.values import ActorKind

# A description longer than this is no name that anybody would put into a table.
_LONGEST_NAME = 14
_GROWN_UP = 18
_VAGUE = frozenset([ActorKind.UNKNOWN, ActorKind.CIVILIAN])


class ActorIndex:
    """Actors by token: the mention headed by a token, else the shortest one around it."""

    def __init__(self, parsed: Parsed, mentions: Sequence[ActorMention]) -> None:
        self._at: dict[int, ActorMention] = {}
        for mention in sorted(mentions, key=lambda m: m.start - m.end):
            for index in parsed.tokens_in(mention.start, mention.end):
                self._at[index] = mention
        for mention in mentions:
            self._at[mention.head] = mention

    def at(self, token: int) -> ActorMention | None:
        """The mention that a token belongs to, or None."""
        return self._at.get(token)


def find_actors(
    parsed: Parsed, additions: Path | None = None
) -> tuple[list[ActorMention], list[Entity]]:
    """The mentions of actors in text order, and the actors, each mention's `entity` an index.

    `additions` is a user's own file of known actors in the form of data/actors.toml.
    """
    known = known_actors(additions)
    names = known.find(parsed)
    phrases = find_phrases(parsed, names)
    clusters = resolve(parsed, phrases)
    take_sides(parsed, phrases, clusters)
    entities = [_entity(parsed, at, cluster) for at, cluster in enumerate(clusters)]
    _name_in_full(parsed, entities, names)
    known_at = {at: name for name in names for at in range(name.first, name.last)}
    for at, attributes in find_details(parsed, phrases, clusters, known_at).items():
        entities[at].attributes.extend(attributes)
        entities[at].kind = _kind_by_details(entities[at], known)
    mentions = []
    for phrase in phrases:
        if phrase.entity < 0:
            continue
        entity = entities[phrase.entity]
        mention = ActorMention(
            start=parsed.tokens[phrase.first].start,
            end=text_end(parsed, phrase.last),
            head=phrase.head,
            entity=phrase.entity,
            kind=_mention_kind(parsed, phrase, entity, clusters[phrase.entity]),
            rule=phrase.rule,
            plural=phrase.plural,
            pronoun=phrase.form is Form.PRONOUN,
        )
        mentions.append(mention)
        entity.mentions.append(mention)
    mentions.sort(key=lambda mention: (mention.start, mention.end))
    for entity in entities:
        entity.mentions.sort(key=lambda mention: (mention.start, mention.end))
    return mentions, entities


def _mention_kind(parsed: Parsed, phrase: Phrase, entity: Entity, cluster: Cluster) -> ActorKind:
    """The kind of a mention where it stands, from its own words or else from the actor's."""
    if phrase.form is Form.PRONOUN or (phrase.kind is ActorKind.UNKNOWN and entity.kind):
        model = next((p for p in cluster.phrases if p.kind is entity.kind), cluster.phrases[0])
        stand_in = Phrase(
            first=phrase.first, head=phrase.head, last=phrase.last, form=model.form,
            rule=phrase.rule, kind=entity.kind, side=model.side, plural=cluster.plural,
            person=entity.person,
        )  # fmt: skip
        return kind_in_place(parsed, stand_in)
    if phrase.form is Form.PERSON_NAME and phrase.kind in _VAGUE and entity.kind not in _VAGUE:
        return entity.kind
    return kind_in_place(parsed, phrase)


def _entity(parsed: Parsed, index: int, cluster: Cluster) -> Entity:
    best = _fullest(parsed, cluster)
    known = next((p.known for p in cluster.phrases if p.known is not None), None)
    told = [p.kind for p in cluster.phrases if p.kind not in _VAGUE]
    sides = [p.side for p in cluster.phrases if p.side in ARMED_PARTIES]
    if sides and not set(told) - {ActorKind.FIGHTER}:
        told = [side for side in sides if side is not None]
    vague = [p.kind for p in cluster.phrases if p.kind is ActorKind.CIVILIAN]
    kind = (told or vague or [ActorKind.UNKNOWN])[0]
    name = _name(parsed, best)
    return Entity(
        index=index,
        name=name,
        kind=kind,
        person=cluster.person and not cluster.plural,
        known=known.id if known is not None else None,
        speaker_kind=_speaker(parsed, cluster, name),
    )


def _kind_by_details(entity: Entity, known: KnownActors) -> ActorKind:
    """The kind of a person, made closer by age and by the armed group that the person joined."""
    if entity.kind not in _VAGUE:
        return entity.kind
    for attribute in entity.attributes:
        if attribute.role is Role.MEMBER_OF:
            group = known.named(attribute.text.removeprefix("the "))
            if group is not None and group.kind is ActorKind.TERRORIST:
                return group.kind
        if attribute.role is Role.AGE:
            age = exact_number(attribute.text)
            if age is not None and age < _GROWN_UP:
                return ActorKind.CHILD
    return entity.kind


def _name_in_full(parsed: Parsed, entities: list[Entity], names: Sequence[KnownName]) -> None:
    """Give known actors their fullest name of the document, wherever it stands."""
    fullest: dict[str, str] = {}
    for name in names:
        if not (name.seat or name.actor.state):
            words = words_of(parsed, name.first, name.last)
            if len(words) > len(fullest.get(name.actor.id, "")):
                fullest[name.actor.id] = words
    for entity in entities:
        full = fullest.get(entity.known or "", "")
        if len(full.split()) > len(entity.name.split()):
            entity.name = full


def _speaker(parsed: Parsed, cluster: Cluster, name: str) -> SpeakerKind | None:
    for phrase in cluster.phrases:
        if phrase.form is Form.PRONOUN:
            continue
        words = parsed.words(phrase.first, phrase.last)
        head = phrase.noun or parsed.tokens[phrase.head].lower
        kind = speaker_kind_of(words, head, phrase)
        if kind is not None:
            return kind
    return None


def _fullest(parsed: Parsed, cluster: Cluster) -> Phrase:
    """The phrase that names the actor best: a name before a description, the fuller the better."""

    def weight(phrase: Phrase) -> tuple[int, int, int]:
        if phrase.form is Form.PRONOUN:
            return (0, 0, 0)
        rank = {
            Form.PERSON_NAME: 5, Form.KNOWN: 4, Form.STATE: 4, Form.ORGANISATION: 3,
        }.get(phrase.form, 1)  # fmt: skip
        if phrase.form is Form.STATE and (phrase.rule != "state" or _is_seat(parsed, phrase)):
            rank = 2
        first, last = phrase.name or (phrase.first, phrase.last)
        length = last - first
        if length > _LONGEST_NAME:
            length = 1
        return (rank, length, -phrase.first)

    return max(cluster.phrases, key=weight)


def _is_seat(parsed: Parsed, phrase: Phrase) -> bool:
    if phrase.known is None or phrase.name is None:
        return False
    words = parsed.words(*phrase.name).lower()
    return any(words == seat.lower() for seat in phrase.known.seats)


def _name(parsed: Parsed, phrase: Phrase) -> str:
    """The words of the fullest name: ranks kept, articles before pure names left out."""
    first, last = phrase.first, phrase.last
    if phrase.form in (Form.PERSON_NAME, Form.STATE) and phrase.name is not None:
        first, last = phrase.name
    elif phrase.form is Form.KNOWN and parsed.tokens[first].tag == "DT":
        first += 1
    if last - first > _LONGEST_NAME:
        first, last = phrase.first, phrase.head + 1
    return words_of(parsed, first, last)


__all__ = ["ActorIndex", "find_actors", "slot_kind"]
