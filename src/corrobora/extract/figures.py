"""Figures: numbers about people that belong to no one happening."""

from dataclasses import dataclass

from corrobora.annotate.mentions import CountMention, Modality, Part
from corrobora.annotate.modality import modality
from corrobora.annotate.tokens import Parsed
from corrobora.extract.context import Context
from corrobora.extract.draft import Draft

# Small numbers of people outside any event are nearly always narration ("two of his friends"),
# and coders leave them out; set on the coded training reports.
SMALLEST = 20


@dataclass(frozen=True)
class DraftFigure:
    """A number of people on its own: the count, what is counted, its attribution and modality."""

    count: CountMention
    what: str
    speech: int | None
    modality: Modality


def figures(context: Context, drafts: list[Draft]) -> list[DraftFigure]:
    """The figures of a document in text order: counts of people that no event took as its toll."""
    used = [span for draft in drafts for span in draft.counted]
    found = []
    for count in context.annotated.counts:
        if not count.people or count.rule.endswith("plural") or count.part is Part.FURTHER:
            continue
        if max(count.low or 0, count.high or 0) < SMALLEST and count.part is not Part.UPDATE:
            continue
        if any(start < count.end and count.start < end for start, end in used):
            continue
        token = count.noun
        if token is None:
            token = context.parsed.token_at(count.number_start)
        if token is None:
            continue
        found.append(
            DraftFigure(
                count=count,
                what=_what(context.parsed, count, token),
                speech=context.speech_over(count.start),
                modality=modality(context.parsed, _verb(context.parsed, token), context.speeches),
            )
        )
    return found


def _verb(parsed: Parsed, index: int) -> int:
    """The verb of the clause of a token, or the token itself where there is none."""
    for at in parsed.ancestors(index):
        if parsed.tokens[at].pos in ("VERB", "AUX"):
            return at
    return index


def _what(parsed: Parsed, count: CountMention, token: int) -> str:
    """The words for what is counted: the noun with what hangs on it, else its clause's verb."""
    inside = [at for at in parsed.subtree(token) if parsed.tokens[at].start >= count.start]
    end = parsed.tokens[inside[-1]].end if inside else count.end
    words = parsed.text[count.start : end]
    number = parsed.text[count.number_start : count.number_end]
    return (words.replace(number, "", 1).strip(" ,") or parsed.text[count.start : count.end])[:160]
