"""Triggers: the words that name events, by the table data/lexicons/en/triggers.toml."""

import functools
import re
from dataclasses import dataclass
from typing import Any

from corrobora.annotate.mentions import Trigger
from corrobora.annotate.tokens import Parsed, Token
from corrobora.codebook.table import table
from corrobora.values import Outcome, Stage

# A noun that only qualifies another ("protest leader") names no happening, unless the other noun
# takes its meaning from the happening ("shooting victim").
CARRIERS = frozenset(
    ["victim", "suspect", "scene", "survivor", "site", "spree", "attack", "campaign", "death"]
)

# Participles of these behind a noun tell a lasting state, no happening ("convicts jailed for
# theft", "people displaced by the war").
STATES = frozenset(["imprison", "jail", "displace", "incarcerate"])


@dataclass(frozen=True)
class Pattern:
    """One lemma (or run of lemmas) of a group of the table, with the group's conditions."""

    words: tuple[str, ...]
    kind: str
    frame: str
    noun: bool
    outcome: Outcome | None
    with_: frozenset[str]
    without: frozenset[str]
    needs: frozenset[str]
    subject: frozenset[str]
    wants: str | None
    possessive: bool
    stage: Stage | None

    @property
    def rule(self) -> str:
        """The name under which `explain` shows the pattern."""
        return f"trigger:{self.kind}:{' '.join(self.words)}"


def _pattern(lemma: str, group: dict[str, Any], noun: bool) -> Pattern:
    return Pattern(
        words=tuple(re.findall(r"\w+|[^\w\s]", lemma)),
        kind=group["kind"],
        frame=group.get("frame", "nominal"),
        noun=noun,
        outcome=Outcome(group["outcome"]) if "outcome" in group else None,
        with_=frozenset(group.get("with", ())),
        without=frozenset(group.get("without", ())),
        needs=frozenset(group.get("needs", ())),
        subject=frozenset(group.get("subject", ())),
        wants=group.get("object"),
        possessive=group.get("possessive", False),
        stage=Stage(group["stage"]) if "stage" in group else None,
    )


@functools.cache
def patterns() -> dict[tuple[str, bool], tuple[Pattern, ...]]:
    """Patterns by last lemma and whether they are nouns, the longest and most exact first."""
    found: dict[tuple[str, bool], list[Pattern]] = {}
    groups = table("lexicons/en/triggers")
    for name, noun in (("verb", False), ("noun", True)):
        for group in groups[name]:
            for lemma in group["lemmas"]:
                pattern = _pattern(lemma, group, noun)
                key = pattern.words[0] if not noun else pattern.words[-1]
                found.setdefault((key, noun), []).append(pattern)
    return {
        key: tuple(
            sorted(
                ones,
                key=lambda p: (-len(p.words), -bool(p.with_) - bool(p.needs) - bool(p.subject)),
            )
        )
        for key, ones in found.items()
    }


def dependents(parsed: Parsed, index: int, depth: int) -> set[str]:
    """Lemmas and forms of what hangs on a token down to `depth` steps, clauses of its own apart."""
    found: set[str] = set()
    level = [index]
    for _ in range(depth):
        level = [
            child
            for at in level
            for child in parsed.tokens[at].children
            if parsed.tokens[child].dep not in ("relcl", "ccomp", "conj", "parataxis")
            # "Four were shot, one fatally": what is said of some is not said of all.
            and not (parsed.tokens[at].tag == "CD" and parsed.tokens[child].tag == "RB")
        ]
        for at in level:
            found.add(parsed.tokens[at].lemma)
            found.add(parsed.tokens[at].lower)
    return found


def find_triggers(parsed: Parsed) -> list[Trigger]:
    """The triggers of a document in text order, at most one a token."""
    found = []
    spoken_for: set[tuple[int, str]] = set()
    known = patterns()
    for token in parsed.tokens:
        if token.pos in ("VERB", "AUX") or token.tag.startswith("VB"):
            noun = False
        elif token.tag.startswith("NN") or (token.tag == "VBG" and token.dep in ("pobj", "dobj")):
            noun = True
        else:
            continue
        # Lemmas may be wrong ("rap" for "raped"): the table can give forms as well.
        ones = known.get((token.lemma, noun)) or known.get((token.lower, noun), ())
        for pattern in ones:
            first = _match(parsed, token, pattern)
            if first is not None:
                found.append(_trigger(parsed, token, first, pattern))
                spoken_for |= {
                    (at, pattern.kind)
                    for at in parsed.subtree(token.index)
                    if at != token.index and parsed.tokens[at].lemma in pattern.needs
                }
                break
    found = [t for t in found if (t.token, t.kind) not in spoken_for]
    # "car bomb" inside "bomb attack": the words of a longer trigger name no second event.
    return [
        t
        for t in found
        if not any(o is not t and o.start < t.end <= o.end and o.token > t.token for o in found)
    ]


def _trigger(parsed: Parsed, token: Token, first: int, pattern: Pattern) -> Trigger:
    start, end = parsed.tokens[first].start, token.end
    if not pattern.noun and pattern.with_:
        end = max([end, *_near_companions(parsed, token, pattern)])
    return Trigger(
        start=start,
        end=end,
        token=token.index,
        kind=pattern.kind,
        frame=pattern.frame,
        rule=pattern.rule,
        outcome=pattern.outcome,
        noun=pattern.noun,
        wants=pattern.wants,
        stage=pattern.stage,
    )


def _near_companions(parsed: Parsed, token: Token, pattern: Pattern) -> list[int]:
    """Ends of the words that the pattern asks for where they stand within three tokens."""
    last = parsed.sentences[token.sentence].last
    near = parsed.tokens[token.index + 1 : min(token.index + 4, last)]
    return [other.end for other in near if {other.lemma, other.lower} & pattern.with_]


def _match(parsed: Parsed, token: Token, pattern: Pattern) -> int | None:
    """The index of the first token of a match of `pattern` at `token`, or None."""
    if pattern.noun:
        first = token.index - len(pattern.words) + 1
        if first < 0 or parsed.tokens[first].sentence != token.sentence:
            return None
        run = parsed.tokens[first : token.index + 1]
        if not all(
            w in (t.lemma, t.lower) for w, t in zip(pattern.words[:-1], run[:-1], strict=True)
        ):
            return None
        if token.dep == "compound" and parsed.tokens[token.head].lemma not in CARRIERS:
            return None
    else:
        first = token.index
        if token.dep in ("amod", "compound", "nmod"):
            return None
        if token.lemma in STATES and _bare_participle(parsed, token):
            return None
        if token.tag == "VBN" and token.dep == "pobj" and parsed.child(token.index, "det"):
            return None  # "two of the wounded": people, no happening
    return first if _conditions(parsed, token, pattern) else None


def _bare_participle(parsed: Parsed, token: Token) -> bool:
    """Whether a participle stands right behind a noun, without an auxiliary."""
    before = parsed.tokens[token.index - 1] if token.index else None
    helped = any(parsed.tokens[at].dep in ("aux", "auxpass") for at in token.children)
    return token.tag == "VBN" and not helped and before is not None and before.tag[:2] == "NN"


def _conditions(parsed: Parsed, token: Token, pattern: Pattern) -> bool:
    near = dependents(parsed, token.index, 3)
    if pattern.without & near:
        return False
    if pattern.with_ and not pattern.with_ & near:
        owned = pattern.possessive and parsed.child(token.index, "poss") is not None
        if not owned:
            return False
    if pattern.needs:
        below = (parsed.tokens[at] for at in parsed.subtree(token.index))
        if not any(pattern.needs & {at.lemma, at.lower} for at in below):
            return False
    if pattern.subject:
        subject = parsed.child(token.index, "nsubj", "nsubjpass")
        if subject is None or parsed.tokens[subject].lemma not in pattern.subject:
            return False
    return True
