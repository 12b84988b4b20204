"""Attribution of claims: the chain of speakers over an offset, nearest first.

A speaker is a party to an event if it did it or suffered it, speaks for who did, or for the state
whose force did.
"""

import re
from dataclasses import dataclass

from corrobora.annotate.mentions import Speech
from corrobora.extract.context import Context
from corrobora.extract.draft import Draft
from corrobora.model import OWN_VOICE, Attribution, Speaker, SpeakerKind
from corrobora.values import ActorKind

_PERSONAL = frozenset(["he", "she"])
_PRONOUNS = frozenset(["he", "she", "it", "they", "who", "which"])
# Characters between two cues of one speaker: two to three sentences.
_NEAR = 400
# Characters over which "he" or "she" may resume a person: a page of a newspaper column.
_FAR = 2500


_NAME = re.compile(r"\b[A-Z][\w’'-]{2,}")
# So many letters are shared by a state and its adjective ("Turkey", "Turkish").
_STEM = 4
_ORGANS = frozenset({SpeakerKind.OFFICIAL, SpeakerKind.MILITARY, SpeakerKind.POLICE})
_STATE = frozenset(
    {ActorKind.STATE_FORCE, ActorKind.GOVERNMENT, ActorKind.MILITARY, ActorKind.POLICE}
)
# Those who speak for neither side unless the event befell themselves.
_OUTSIDE = frozenset(
    {
        SpeakerKind.MEDIA,
        SpeakerKind.AGENCY,
        SpeakerKind.NGO,
        SpeakerKind.MONITOR,
        SpeakerKind.UN,
        SpeakerKind.MEDIC,
        SpeakerKind.EXPERT,
        SpeakerKind.COURT,
        SpeakerKind.WITNESS,
    }
)


@dataclass(frozen=True)
class Parties:
    """Who did or suffered an event: entities, ids of known actors, names, and stems of states."""

    entities: frozenset[int]
    known: frozenset[str]
    names: frozenset[str]
    states: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.entities or self.names)


def parties(context: Context, draft: Draft) -> Parties:
    """The parties to an event, as far as the document names them."""
    both = [*draft.who, *draft.whom]
    own = {one.entity for one in both if one.entity is not None}
    own |= {
        context.actor_at[at].entity
        for one in both
        for at in context.parsed.tokens[one.token].children
        if context.parsed.tokens[at].dep == "poss" and at in context.actor_at
    }
    known = {context.annotated.entities[at].known for at in own}
    names = {one.name for one in both}
    states = {
        word[:_STEM] for one in both if one.kind in _STATE for word in _NAME.findall(one.name)
    }
    return Parties(
        frozenset(own),
        frozenset(name for name in known if name),
        frozenset(word for name in names if (word := _telling(name))),
        frozenset(states),
    )


def _telling(name: str) -> str:
    """The proper name in a name, empty where there is none: "the Taliban" is "Taliban"."""
    return " ".join(_NAME.findall(name.removeprefix("The ")))


def is_party(context: Context, speech: Speech, of: Parties) -> bool | None:
    """Whether the speaker is one of the parties; None where the words leave it open."""
    if not of or speech.source_token is None:
        return None
    mention = context.actor_at.get(speech.source_token)
    if mention is not None and mention.head == speech.source_token:
        entity = context.entity(mention)
        if entity.index in of.entities or entity.known in of.known:
            return True
    worded = speech.speaker or ""
    kind = speech.speaker_kind
    if kind not in _OUTSIDE:
        if any(name in worded for name in of.names):
            return True
        if kind in _ORGANS and of.states & {word[:_STEM] for word in _NAME.findall(worded)}:
            return True
    return False if kind in _OUTSIDE else None


def attribution(context: Context, speech: int | None, of: Parties | None = None) -> Attribution:
    """The attribution of what stands under a speech, following who quotes whom.

    `of` are the parties to the event spoken of.
    """
    speakers: list[Speaker] = []
    cue = None
    seen: set[int] = set()
    while speech is not None and speech not in seen:
        seen.add(speech)
        found = context.speeches[speech]
        if found.source is not None and found.speaker:
            spans = sorted([found.source, found.cue])
            speaker = Speaker(
                name=speaker_name(context, speech),
                kind=_kind(context, found),
                spans=tuple(context.parsed.span(*span) for span in dict.fromkeys(spans)),
                party=is_party(context, found, of) if of is not None else None,
            )
            # Nobody quotes himself: "the group said … It had first spoken of three dead".
            if not speakers or speakers[-1].name != speaker.name:
                speakers.append(speaker)
        elif cue is None:
            cue = context.parsed.span(*found.cue)
        speech = found.quoted_by
    if not speakers and cue is None:
        return OWN_VOICE
    return Attribution(speakers=tuple(speakers), cue=cue)


def _kind(context: Context, speech: Speech) -> SpeakerKind:
    """What the speaker is by its words, or by what the document says of it where they are vague."""
    vague = (SpeakerKind.OTHER, SpeakerKind.UNNAMED, SpeakerKind.MILITARY)
    mention = None if speech.source_token is None else context.actor_at.get(speech.source_token)
    if speech.speaker_kind not in vague or mention is None or mention.head != speech.source_token:
        return speech.speaker_kind
    return context.entity(mention).speaker_kind or speech.speaker_kind


def speaker_name(context: Context, speech: int) -> str:
    """The speaker in the fullest form that the document gives.

    A pronoun that no actor was found for is the speaker of an attribution before it: "he" and "she"
    the last person who speaks, others the last speaker within a few sentences.
    """
    found = context.speeches[speech]
    worded = found.speaker or ""
    if found.source_token is not None:
        mention = context.actor_at.get(found.source_token)
        if mention is not None and mention.head == found.source_token:
            name = context.entity(mention).name
            if name.lower() not in _PRONOUNS:
                fuller = not mention.pronoun and len(worded) > len(name)
                return worded if fuller else name
    if worded.lower() in _PERSONAL:
        return _person_before(context, speech) or worded
    if worded.lower() in _PRONOUNS and speech:
        before = context.speeches[speech - 1]
        if found.cue[0] - before.cue[1] < _NEAR and before.speaker:
            return speaker_name(context, speech - 1)
    return worded


def _person_before(context: Context, speech: int) -> str | None:
    """The person whom "he" or "she" resumes: the one that the same pronoun last stood for.

    Between two attributions by the same pronoun other people may speak, but nobody else can be
    meant by it who was not named in between.
    """
    pronoun = (context.speeches[speech].speaker or "").lower()
    for index in range(speech - 1, -1, -1):
        before = context.speeches[index]
        if context.speeches[speech].cue[0] - before.cue[1] > _FAR:
            return None
        worded = (before.speaker or "").lower()
        if worded == pronoun:
            name = speaker_name(context, index)
            return name if name.lower() != pronoun else None
        if worded in _PERSONAL or before.source_token is None:
            continue
        head = context.parsed.tokens[before.source_token]
        if head.entity == "PERSON" or before.speaker_kind is SpeakerKind.RELATIVE:
            return speaker_name(context, index)
    return None
