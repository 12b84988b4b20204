"""Who says what: attributions with their words of saying, their speaker and what is said.

The constructions stand in speech_verbs.py (verbs) and speech_signs.py (all other cues); this
module runs them over a document, lets quotations go on over sentences, and links the chain of
who quotes whom.
"""

from bisect import bisect_right
from collections.abc import Sequence

from corrobora.annotate.mentions import Speech
from corrobora.annotate.quotes import Quotation, find_quotations
from corrobora.annotate.speech_found import Found
from corrobora.annotate.speech_order import asides, carried
from corrobora.annotate.speech_signs import datelines, signs
from corrobora.annotate.speech_spans import pieces, trimmed
from corrobora.annotate.speech_statements import statements
from corrobora.annotate.speech_verbs import verbs
from corrobora.annotate.speech_words import speaker_kind
from corrobora.annotate.text import plain
from corrobora.annotate.tokens import Parsed
from corrobora.model import SpeakerKind

# Rules whose speaker a quotation without one of its own goes on with.
_SPOKEN = frozenset({"verb", "aside", "colon", "rest", "statement"})


def find_speeches(parsed: Parsed) -> list[Speech]:
    """Every attribution of the document in the order of its cues; see `Speech` for the parts.

    A dateline's agency (rule "dateline") has no content of its own: it passes on what the text
    attributes, and what the text says in its own voice stays so. A plain reading of the chain
    follows `quoted_by` outwards.
    """
    quotations = find_quotations(parsed)
    found = datelines(parsed)
    for sentence in parsed.sentences:
        by_order = asides(parsed, sentence)
        by_tree = verbs(parsed, sentence, quotations)
        found += _best(_merged(by_order, by_tree) + signs(parsed, sentence))
    found += statements(parsed, found)
    found += carried(parsed, found)
    _go_on(parsed, found, quotations)
    found = _others(parsed, found, quotations)
    found.sort(key=lambda at: (at.cue[0], at.cue[-1]))
    return _records(parsed, found)


def _merged(by_order: list[Found], by_tree: list[Found]) -> list[Found]:
    """Both readings of a sentence; where they differ about a verb, the words' order counts.

    They differ if the speaker is another, or if the tree leaves most of what is said aside.
    """
    kept, ruled_out = [], []
    for at in by_order:
        other = next((seen for seen in by_tree if set(seen.cue) & set(at.cue)), None)
        if other is not None:
            same = other.source_token in at.source
            shared = len(at.content_set() & other.content_set())
            if same and (other.quotes or shared > 0.6 * len(at.content)):
                continue
            ruled_out.append(other)
            at.cue = max(at.cue, other.cue, key=len)
        kept.append(at)
    return kept + [at for at in by_tree if at not in ruled_out]


def _best(found: list[Found]) -> list[Found]:
    """One attribution a cue: the first rule that claims a word of saying keeps it."""
    taken: set[int] = set()
    kept = []
    for at in found:
        if taken.isdisjoint(at.cue):
            taken.update(at.cue)
            kept.append(at)
    sources = {index for at in kept for index in at.source if at.rule != "noun"}
    # "A report citing officials said …" has one speaker, the report as it is worded.
    return [at for at in kept if at.rule == "dateline" or sources.isdisjoint(at.cue)]


def _go_on(parsed: Parsed, found: list[Found], quotations: Sequence[Quotation]) -> None:
    """Give quotations that no cue has claimed to the speaker before them, or just after them.

    A quotation goes on with its speaker: the later sentences of a quotation of several, a
    paragraph that is all quotation, and a quotation in the sentence after its cue.
    """
    spoken = [at for at in found if at.source and at.rule in _SPOKEN]
    spoken.sort(key=lambda at: at.cue[0])
    claimed: dict[int, Found] = {index: at for at in found for index in at.content}
    last: Found | None = None
    position = 0
    for quotation in quotations:
        inside = [
            index for start, end in quotation.pieces for index in parsed.tokens_in(start, end)
        ]
        if not inside:
            continue
        while position < len(spoken) and spoken[position].cue[0] < inside[0]:
            last = spoken[position]
            position += 1
        holders = [claimed[index] for index in inside if index in claimed]
        holder = next((at for at in reversed(holders) if at.source), None)
        if holder is not None and (holder.quotes or not quotation.set_off):
            missing = [index for index in inside if index not in claimed]
            holder.content = sorted({*holder.content, *missing})
            claimed.update(dict.fromkeys(missing, holder))
        elif not holders and last is not None and _follows(parsed, quotation, inside, last):
            last.content = sorted({*last.content, *inside})
            claimed.update(dict.fromkeys(inside, last))


def _follows(parsed: Parsed, quotation: Quotation, inside: list[int], last: Found) -> bool:
    """Whether an unclaimed quotation stands alone, close behind the speaker's words."""
    tokens, sentences = parsed.tokens, parsed.sentences
    first, final = sentences[tokens[inside[0]].sentence], sentences[tokens[inside[-1]].sentence]
    alone = not trimmed(parsed, range(first.first, inside[0])) and not trimmed(
        parsed, range(inside[-1] + 1, final.last)
    )
    ended = max([*last.content, *last.cue, *last.source])
    gap = first.index - tokens[ended].sentence
    paragraphs = first.paragraph - sentences[tokens[ended].sentence].paragraph
    return alone and not quotation.set_off and gap <= 1 and paragraphs <= 1


def _others(parsed: Parsed, found: list[Found], quotations: Sequence[Quotation]) -> list[Found]:
    """With quoted "I think" given to the quotation's speaker, and quoted "I say" left out.

    What the first person in a quotation says is what its speaker says; only the doubt that
    "I believe" lends is more.
    """
    marks = [piece for quotation in quotations for piece in quotation.pieces]
    starts = [start for start, _ in marks]
    kept = []
    for at in found:
        first_person = at.source_token is not None and (
            parsed.tokens[at.source_token].lower in ("i", "we")
        )
        offset = parsed.tokens[at.cue[0]].start
        place = bisect_right(starts, offset) - 1
        if first_person and place >= 0 and offset < marks[place][1]:
            around = (other for other in found if other is not at and at.cue[0] in other.content)
            outer = min(around, key=lambda other: len(other.content), default=None)
            if outer is None or at.stance is None:
                continue
            at.source, at.source_token = outer.source, outer.source_token
        kept.append(at)
    return kept


def _records(parsed: Parsed, found: list[Found]) -> list[Speech]:
    chain = [_outer(found, at) for at in range(len(found))]
    speeches = []
    for at, outer in zip(found, chain, strict=True):
        source = pieces(parsed, at.source)
        cue = (parsed.tokens[at.cue[0]].start, parsed.tokens[at.cue[-1]].end)
        span = _closed(parsed, source[0][0], source[-1][1]) if source else None
        name = parsed.text[span[0] : span[1]] if span else None
        head = parsed.tokens[at.source_token].text if at.source_token is not None else ""
        kind = speaker_kind(name, head) if name else SpeakerKind.UNNAMED
        if at.rule == "dateline" and kind is not SpeakerKind.AGENCY:
            kind = SpeakerKind.MEDIA
        speeches.append(
            Speech(
                cue=cue,
                source=span,
                source_token=at.source_token,
                speaker=name,
                speaker_kind=kind,
                content=pieces(parsed, at.content),
                rule=at.rule,
                stance=at.stance,
                quoted_by=outer,
            )
        )
    return speeches


def _closed(parsed: Parsed, start: int, end: int) -> tuple[int, int]:
    """The span with the closing mark of a name that it has the opening mark of."""
    words, after = plain(parsed.text[start:end]), plain(parsed.text[end : end + 1])
    odd = after == '"' and words.count('"') % 2
    open_bracket = after == ")" and words.count("(") > words.count(")")
    return (start, end + 1) if odd or open_bracket else (start, end)


def _outer(found: list[Found], inner: int) -> int | None:
    """The attribution that passes this one on: named by its rule, or the closest around its cue.

    The outermost is the agency of the dateline.
    """
    at = found[inner]
    if at.behind is not None:
        for index, other in enumerate(found):
            if other is at.behind:
                return index
    around = [
        index
        for index, other in enumerate(found)
        if index != inner
        and at.cue[0] in other.content_set()
        and other.cue[0] not in at.content_set()
        and other.source != at.source
    ]
    agency = None if at.rule == "dateline" or not at.source else _agency(found)
    return min(around, key=lambda index: len(found[index].content), default=agency)


def _agency(found: list[Found]) -> int | None:
    """The agency of the dateline, which passes on whatever the text attributes."""
    return next((index for index, at in enumerate(found) if at.rule == "dateline"), None)
