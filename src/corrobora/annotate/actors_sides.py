"""The party that words leave open: "the fighters" are those of the group last named."""

from collections.abc import Sequence

from corrobora.annotate.actors_kinds import ARMED_PARTIES
from corrobora.annotate.actors_phrases import Form, Phrase
from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.coreference_state import Cluster
from corrobora.annotate.tokens import Parsed
from corrobora.values import ActorKind

# How many sentences back the group may have been named.
_REACH = 3
_OPEN = frozenset([ActorKind.FIGHTER, ActorKind.UNKNOWN, ActorKind.TERRORIST])


def take_sides(parsed: Parsed, phrases: Sequence[Phrase], clusters: Sequence[Cluster]) -> None:
    """Set the side of fighters and members that no word of their own phrase puts on one."""
    members = actor_words().members
    last: tuple[int, ActorKind] | None = None
    for phrase in phrases:
        sentence = parsed.tokens[phrase.head].sentence
        if phrase.form in (Form.KNOWN, Form.ORGANISATION, Form.BODY):
            if phrase.kind in ARMED_PARTIES:
                last = (sentence, phrase.kind)
        elif phrase.form is Form.PEOPLE and phrase.noun in members and phrase.entity >= 0:
            if phrase.side in ARMED_PARTIES:
                last = (sentence, phrase.side) if phrase.side is not None else last
                continue
            near = last is not None and sentence - last[0] <= _REACH
            if last is not None and near and phrase.kind in _OPEN and phrase.side is None:
                phrase.side = last[1]
                if phrase.kind is ActorKind.UNKNOWN:
                    phrase.kind = last[1]
