"""Who claims a deed, denies it or is accused of it, by whom, and where that is said."""

from collections.abc import Mapping

from corrobora.assemble.summary import Summary
from corrobora.link.names import fold
from corrobora.model import Answerability, Document, Record, Role
from corrobora.web import words
from corrobora.web.views.spans import anchor


class Answering(Record, frozen=True, kw_only=True):
    """Who claims a deed, denies it or is accused of it, who says so, and where the words stand."""

    actor: str
    how: str
    voices: tuple[words.Voice, ...]
    stance: str
    quote: str
    at: str
    letter: str


def answering(
    told: Summary, documents: Mapping[str, Document], letters: Mapping[str, str]
) -> list[Answering]:
    """The claims, denials and accusations, actor by actor, a voice once."""
    found: dict[tuple[str, str, tuple[words.Voice, ...]], Answering] = {}
    for claim in told.answer(Role.RESPONSIBILITY).claims:
        letter = letters.get(claim.document_id)
        if letter is None:
            continue
        actor, how, voices = words.value(claim.value), words.answering(claim), words.voices(claim)
        one = Answering(
            actor=actor,
            how=how,
            voices=voices,
            stance=claim.stance.value if how != words.ANSWERING[Answerability.DENIED] else "",
            quote=" ".join(documents[claim.document_id].quote(claim.spans[0]).split()),
            at=anchor(letter, claim),
            letter=letter,
        )
        found.setdefault((fold(actor), how, voices), one)
    return sorted(found.values(), key=lambda one: (fold(one.actor), one.how, one.letter))


__all__ = ["Answering", "answering"]
