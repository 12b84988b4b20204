"""Attributions in the wide sense, by a trained tagger on top of the rules.

The wide sense counts as attribution also what people want, plan, support or decide, and needs no
verb of saying. Claims rest on `find_speeches`; this reading is for surveys of whose views a text
gives and for measuring. How the weights are made: training/speech.py; what they are worth:
data/trained/speech_en.md.
"""

import functools
import math
from dataclasses import dataclass

from corrobora.annotate.linear import Linear, archive, key
from corrobora.annotate.mentions import Speech
from corrobora.annotate.quotes import find_quotations
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.speech_decide import ROLES, Candidate, decision_features
from corrobora.annotate.speech_features import View, cue_features, may_cue, role_features, view
from corrobora.annotate.speech_spans import pieces
from corrobora.annotate.speech_words import speaker_kind
from corrobora.annotate.tokens import Parsed

NAME = "speech_en"
# A word to which the first look gives less is no cue: less costs time and finds hardly more.
MAY_BE_CUE = 0.2
# Chosen on the development articles; the F1 of each role is flat (0.003) around them.
CUE_AT = 0.4
ROLE_AT = {"source": 0.5, "cue": 0.5, "content": 0.3}


@dataclass(frozen=True)
class Tagger:
    """The models: which words are cues, the roles of the words beside one, and the second look."""

    cues: Linear
    roles: Linear
    decision: Linear | None
    lemmas: frozenset[int]


@functools.cache
def tagger() -> Tagger:
    """The trained tagger, the same object every time."""
    found = archive(NAME)

    def linear(name: str) -> Linear:
        return Linear(found[f"{name}_keys"], found[f"{name}_weights"])  # type: ignore[arg-type]

    lemmas = frozenset(int(at) for at in found["lemmas"].tolist())
    return Tagger(linear("cue"), linear("role"), linear("decision"), lemmas)


def candidates(seen: View, how: Tagger) -> list[list[Candidate]]:
    """The possible cues of each sentence that has any, in text order."""
    import numpy as np

    by_sentence: dict[int, list[Candidate]] = {}
    for token in seen.parsed.tokens:
        if not may_cue(token) or key(token.lemma) not in how.lemmas:
            continue
        score = how.cues.one(cue_features(seen, token.index))
        if score <= _logit(MAY_BE_CUE):
            continue
        chances = {}
        for index, features in role_features(seen, token.index):
            scores = how.roles.all(features)
            powers = np.exp(scores - scores.max())
            chances[index] = powers / powers.sum()
        by_sentence.setdefault(token.sentence, []).append(Candidate(token.index, score, chances))
    return [by_sentence[at] for at in sorted(by_sentence)]


def find_attributions(parsed: Parsed) -> list[Speech]:
    """Every attribution in the wide sense, in text order; `rule` is "tagger" for those learned."""
    rules = find_speeches(parsed)
    quotations = find_quotations(parsed)
    seen = view(parsed, rules, quotations)
    how = tagger()
    found = []
    for sentence in candidates(seen, how):
        for one in sentence:
            score = one.score
            if how.decision is not None:
                score = how.decision.one(decision_features(seen, one, sentence))
            if score > _logit(CUE_AT):
                found.append(_attribution(seen, one))
    held = {
        index
        for speech in found
        for start, end in speech.content
        for index in parsed.tokens_in(start, end)
    }
    for quotation in quotations:
        if quotation.set_off:
            continue
        inside = [at for piece in quotation.pieces for at in parsed.tokens_in(*piece)]
        left = [at for at in inside if at not in held]
        if left:
            found.append(_unclaimed(parsed, quotation.start, left))
    return sorted(found, key=lambda speech: speech.cue)


def _logit(probability: float) -> float:
    return math.log(probability / (1 - probability))


def _attribution(seen: View, one: Candidate) -> Speech:
    """The attribution around a cue: each word of its sentence takes the role it scores for."""
    parsed, cue = seen.parsed, one.cue
    token = parsed.tokens[cue]
    roles: dict[str, list[int]] = {"source": [], "cue": [cue], "content": []}
    for index, chances in one.chances.items():
        for place, role in enumerate(ROLES[1:], 1):
            if chances[place] >= ROLE_AT[role]:
                roles[role].append(index)
                break
    rule = seen.by_cue.get(cue)
    words = _run(roles["cue"], cue)
    source = _joined(parsed, pieces(parsed, roles["source"]))
    head = _head(parsed, roles["source"])
    name = parsed.text[source[0] : source[1]] if source else None
    content = list(pieces(parsed, roles["content"]))
    if rule is not None:
        # The rules alone let a quotation go on beyond its sentence.
        here = parsed.sentences[token.sentence]
        content += [at for at in rule.content if at[1] <= here.start or at[0] >= here.end]
    return Speech(
        cue=(parsed.tokens[words[0]].start, parsed.tokens[words[-1]].end),
        source=source,
        source_token=head,
        speaker=name,
        speaker_kind=speaker_kind(name or "", parsed.tokens[head].text if head is not None else ""),
        content=tuple(sorted(content)),
        rule=rule.rule if rule is not None else "tagger",
        stance=rule.stance if rule is not None else None,
    )


def _run(indices: list[int], cue: int) -> list[int]:
    """The unbroken run of the cue's words around its head."""
    inside, first, last = set(indices), cue, cue
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    return list(range(first, last + 1))


def _joined(parsed: Parsed, found: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """The source as one span: pieces with up to three words between them are one name."""
    if not found:
        return None
    start, end = found[0]
    for first, last in found[1:]:
        if len(parsed.tokens_in(end, first)) > 3:
            break
        end = last
    return start, end


def _head(parsed: Parsed, source: list[int]) -> int | None:
    inside = set(source)
    return next((at for at in source if parsed.tokens[at].head not in inside), None)


def _unclaimed(parsed: Parsed, mark: int, left: list[int]) -> Speech:
    """A quotation without a speaker: it is someone's, and not the document's own voice."""
    return Speech(
        cue=(mark, mark + 1),
        source=None,
        source_token=None,
        speaker=None,
        speaker_kind=speaker_kind("", ""),
        content=pieces(parsed, left),
        rule="quotation",
    )
