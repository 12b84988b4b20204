"""Attribution of claims: the chain of speakers over an offset, nearest first."""

from corrobora.extract.context import Context
from corrobora.model import OWN_VOICE, Attribution, Speaker

_PRONOUNS = frozenset(["he", "she", "it", "they", "who", "which"])
# Characters between two cues of one speaker: two to three sentences.
_NEAR = 400


def attribution(context: Context, speech: int | None) -> Attribution:
    """The attribution of what stands under a speech, following who quotes whom."""
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
                kind=found.speaker_kind,
                spans=tuple(context.parsed.span(*span) for span in dict.fromkeys(spans)),
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


def speaker_name(context: Context, speech: int) -> str:
    """The speaker in the fullest form that the document gives.

    A pronoun that no actor was found for is the speaker of the attribution before it, where one
    stands within the last sentences.
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
    if worded.lower() in _PRONOUNS and speech:
        before = context.speeches[speech - 1]
        if found.cue[0] - before.cue[1] < _NEAR and before.speaker:
            return speaker_name(context, speech - 1)
    return worded
