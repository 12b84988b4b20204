"""The tagger's second look at a possible cue, once the words beside it have their roles.

The first look scores each word by itself. The second sees what came of it: whether a source and
a content were found, and what the other possible cues of the sentence make of the same words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corrobora.annotate.speech_features import View

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# The roles of a word beside a cue, in the order of a model's columns.
ROLES = ("none", "source", "cue", "content")
_NONE, SOURCE, CUE, CONTENT = range(4)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible cue: its token, its score, and the chances of each role of the words beside it."""

    cue: int
    score: float
    chances: "Mapping[int, NDArray[np.float32]]"

    def words(self, role: int) -> list[int]:
        """The words that most likely have the role."""
        return [at for at, row in self.chances.items() if int(row.argmax()) == role]


def decision_features(seen: View, one: Candidate, sentence: Sequence[Candidate]) -> list[str]:
    """Features for whether a candidate of a sentence is a cue, given them all."""
    others = [other for other in sentence if other.cue != one.cue]
    step = _step(one.score)
    return [
        "bias",
        f"s {step}",
        *_own(seen, one, step),
        *_found(seen, one, step),
        *_claimed(one, others, step),
    ]


def _own(seen: View, one: Candidate, step: int) -> list[str]:
    token = seen.parsed.tokens[one.cue]
    return [
        f"l {token.lemma}",
        f"sl {step // 2} {token.lemma}",
        f"st {step} {token.tag}",
        f"r {seen.label[one.cue]} {step // 2}",
        f"q {seen.quoted[one.cue] > 0} {step // 2}",
    ]


def _found(seen: View, one: Candidate, step: int) -> list[str]:
    """Features of the source, the content and the further cue words that were found beside it."""
    tokens, token = seen.parsed.tokens, seen.parsed.tokens[one.cue]
    source, content, cue = one.words(SOURCE), one.words(CONTENT), one.words(CUE)
    heads = [at for at in source if tokens[at].head not in source]
    head = tokens[heads[0]] if heads else None
    sure = max((float(row[SOURCE]) for row in one.chances.values()), default=0.0)
    many = min(len(content) if len(content) < 3 else 3 + len(content) // 4, 12)
    verbal = any(tokens[at].pos in ("VERB", "AUX") for at in content)
    marked = sum(seen.quoted[at] > 0 for at in content) * 2 > len(content) > 0
    pronoun = head.lemma if head and head.pos == "PRON" else "-"
    return [
        f"so {step} {bool(source)} {bool(content)}",
        f"n {min(len(source), 8)} {token.pos}",
        f"ln {token.lemma} {bool(source)} {bool(content)}",
        f"h {head.tag} {head.dep}" if head else "h -",
        f"hl {pronoun} {token.lemma}",
        f"he {head.entity if head else '-'} {step // 2}",
        f"sure {_tenth(sure)} {step // 2}",
        f"c {many} {token.pos}",
        f"cs {many} {step // 2}",
        f"v {verbal} {marked} {token.tag}",
        f"vl {verbal} {token.lemma}",
        f"k {min(len(cue), 4)} {token.pos}",
    ]


def _claimed(one: Candidate, others: Sequence[Candidate], step: int) -> list[str]:
    """Features of what the others make of the cue and of its source."""
    content, source, cue = (_best(others, one.cue, role) for role in (CONTENT, SOURCE, CUE))
    shared = max((_best(others, at, SOURCE) for at in one.words(SOURCE)), default=0.0)
    best = max((other.score for other in others), default=-8.0)
    return [
        f"in {_tenth(content)} {step // 2}",
        f"is {_tenth(source)} {step // 2}",
        f"ic {_tenth(cue)} {step // 2}",
        f"sh {_tenth(shared)} {step // 2}",
        f"b {_step(best) // 2} {step // 2}",
    ]


def _best(others: Sequence[Candidate], index: int, role: int) -> float:
    """The best chance that others give a word of a role, weighted by how likely they are cues."""
    found = 0.0
    for other in others:
        row = other.chances.get(index)
        if row is not None:
            found = max(found, float(row[role]) / (1 + 2.718281828**-other.score))
    return found


def _step(score: float) -> int:
    """A score in steps of a half, between -8 and 8."""
    return max(-16, min(16, round(score * 2)))


def _tenth(chance: float) -> int:
    return int(chance * 10)
