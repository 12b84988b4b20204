"""Attribution of claims: the chain of speakers over an offset, nearest first."""

from corrobora.extract.context import Context
from corrobora.model import OWN_VOICE, Attribution, Speaker
from corrobora.values import Stance


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
            speakers.append(
                Speaker(
                    name=speaker_name(context, speech),
                    kind=found.speaker_kind,
                    spans=tuple(context.parsed.span(*span) for span in dict.fromkeys(spans)),
                )
            )
        elif cue is None:
            cue = context.parsed.span(*found.cue)
        speech = found.quoted_by
    if not speakers and cue is None:
        return OWN_VOICE
    return Attribution(speakers=tuple(speakers), cue=cue)


def speaker_name(context: Context, speech: int) -> str:
    """The speaker in the fullest form that the document gives."""
    found = context.speeches[speech]
    if found.source_token is not None:
        mention = context.actor_at.get(found.source_token)
        if mention is not None and mention.head == found.source_token:
            name = context.entity(mention).name
            worded = found.speaker or ""
            return worded if not mention.pronoun and len(worded) > len(name) else name
    return found.speaker or ""


def speech_stance(context: Context, speech: int | None) -> Stance | None:
    """The stance that the cue itself lends ("reportedly"), or None."""
    return context.speeches[speech].stance if speech is not None else None
