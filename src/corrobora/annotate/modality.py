"""How sure and how far: stance and stage of a predicate, and a number for its factuality.

Signs are read up the tree (modality_signs.py) and folded from the innermost outwards, so that
"may attempt to cross" is planned and possible, and "denied that it had planned" planned and denied.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.annotate.mentions import Modality, Speech
from corrobora.annotate.modality_signs import Sign, signs
from corrobora.annotate.tokens import Parsed, Token
from corrobora.values import Stage, Stance

_FIRMNESS = (Stance.DENIED, Stance.POSSIBLE, Stance.PROBABLE, Stance.CERTAIN)
_BEGUN = (Stage.HAPPENED, Stage.ONGOING)
# Words under which a deed to come is dreaded, not intended.
_DREADED = frozenset({"fear", "fear_that", "threaten", "threaten_that"})
_INTENDED = frozenset({"plan", "plan_that", "want", "want_that", "hold_that"})
# What stands behind these is told as known beside what is said.
_BESIDES = frozenset({"after", "before", "since", "following", "despite"})
_GIVEN = frozenset({"the", "this", "that", "these", "those"})
_TIMES = frozenset({"when", "after", "before", "while", "as", "since", "until", "where", "because"})


@dataclass(slots=True)
class _Folded:
    """Stance and stage so far, and the sign that last changed either."""

    stance: Stance = Stance.CERTAIN
    stage: Stage = Stage.HAPPENED
    sign: Sign | None = None

    def set(self, sign: Sign, stage: Stage | None = None, stance: Stance | None = None) -> None:
        """Take over a stage, and a stance if it is less firm than the one so far."""
        if stage is not None and stage is not self.stage:
            self.stage, self.sign = stage, sign
        if stance is not None and _FIRMNESS.index(stance) < _FIRMNESS.index(self.stance):
            self.stance, self.sign = stance, sign


def modality(parsed: Parsed, token: int, speeches: Sequence[Speech]) -> Modality:
    """Stance and stage of the predicate (verb or noun of action) at `token`.

    Being attributed changes nothing; what an attribution's cue lends ("reportedly", "denied")
    does, for all attributions whose content holds the token.
    """
    found = signs(parsed, token)
    names = {sign.name for sign in found}
    folded = _Folded()
    for sign in found:
        _fold(folded, sign, names)
    if _headline(parsed, token) and folded.sign is not None and folded.sign.name == "present":
        folded = _Folded()
    cue, rule = None, "plain"
    if folded.sign is not None:
        at = parsed.tokens[folded.sign.token]
        cue, rule = (at.start, at.end), folded.sign.name
    stance = folded.stance
    for speech in holding(parsed, token, speeches):
        if not asserted(parsed, token, speech):
            continue
        if speech.stance and _FIRMNESS.index(speech.stance) < _FIRMNESS.index(stance):
            stance, cue, rule = speech.stance, speech.cue, f"speech:{speech.rule}"
    return Modality(stance, folded.stage, cue, rule)


def holding(parsed: Parsed, token: int, speeches: Sequence[Speech]) -> list[Speech]:
    """The attributions whose content holds the token."""
    start = parsed.tokens[token].start
    return [
        speech
        for speech in speeches
        if any(first <= start < last for first, last in speech.content)
    ]


def asserted(parsed: Parsed, token: int, speech: Speech) -> bool:
    """Whether the speech vouches for the predicate, and does not only mention it as known.

    "The army denied carrying out the attack" denies the doing and takes the attack as given; so
    do relative clauses and clauses of time.
    """
    tokens = parsed.tokens
    at = tokens[token]
    if at.pos in ("NOUN", "PROPN") and any(
        (tokens[child].dep == "det" and tokens[child].lower in _GIVEN)
        or tokens[child].dep == "poss"
        for child in at.children
    ):
        return False
    while at.head != at.index:
        if at.dep == "relcl" and not _goes_on(parsed, tokens[at.head], speech):
            return False
        if at.dep in ("appos", "poss"):
            return False
        if at.dep == "pobj" and tokens[at.head].lower in _BESIDES:
            return False
        if at.dep in ("acl", "advcl") and any(
            tokens[child].dep in ("mark", "advmod") and tokens[child].lower in _TIMES
            for child in at.children
        ):
            return False
        at = tokens[at.head]
        if not any(start <= at.start < end for start, end in speech.content):
            break
    return True


def _goes_on(parsed: Parsed, noun: Token, speech: Speech) -> bool:
    """Whether hearsay goes on in a clause on somebody new: "reportedly met a man who was shot"."""
    if speech.rule not in ("hearsay", "passive"):
        return False
    article = parsed.child(noun.index, "det")
    return article is not None and parsed.tokens[article].lower in ("a", "an")


def _headline(parsed: Parsed, token: int) -> bool:
    """Whether the token stands in a headline, or in the first sentence: a present tense is news."""
    sentence = parsed.sentences[parsed.tokens[token].sentence]
    return sentence.index == 0 or parsed.paragraphs[sentence.paragraph].headline


def _fold(folded: _Folded, sign: Sign, names: set[str]) -> None:
    """Change stance and stage as one sign asks."""
    match sign.name:
        case "negated" | "nobody" | "nearly":
            _deny(folded, sign, names)
        case "may":
            stage = Stage.PLANNED if names & _INTENDED else Stage.THREATENED
            if folded.stage is Stage.ATTEMPTED:
                stage = Stage.PLANNED
            if folded.stage in (*_BEGUN, Stage.ATTEMPTED):
                folded.set(sign, stage)
            folded.set(sign, None, Stance.POSSIBLE)
        case "may_have" | "would_have":
            folded.set(sign, None, Stance.POSSIBLE)
        case "must_have" | "seem" | "seem_that" | "probable" | "hold_that" | "hold":
            folded.set(sign, None, Stance.PROBABLE)
        case "will" | "will_have" | "must":
            if folded.stage in (*_BEGUN, Stage.ATTEMPTED):
                dreaded = names & _DREADED
                folded.set(sign, Stage.THREATENED if dreaded else Stage.PLANNED)
        case "would":
            dreaded = names & (_DREADED | {"condition", "conditional"})
            if folded.stage in (*_BEGUN, Stage.ATTEMPTED):
                folded.set(sign, Stage.THREATENED if dreaded else Stage.PLANNED)
            if dreaded:
                folded.set(sign, None, Stance.POSSIBLE)
        case "attempt" | "fail" | "unable":
            folded.set(sign, Stage.ATTEMPTED)
        case "plan" | "want" | "purpose" | "plan_that" | "want_that" | "allow":
            folded.set(sign, Stage.PLANNED)
        case "struggle":
            folded.set(sign, Stage.ONGOING)
        case "threaten" | "threaten_that":
            folded.set(sign, Stage.THREATENED)
        case "fear" | "fear_that" | "condition" | "supposed":
            _dread(folded, sign)
        case "prevent" | "refuse":
            folded.set(sign, Stage.PLANNED)
            folded.set(sign, None, Stance.DENIED if sign.name == "refuse" else Stance.POSSIBLE)
        case "possible" | "hearsay" | "accuse" | "question" | "feared":
            folded.set(sign, None, Stance.POSSIBLE)
        case "continue" | "ongoing" | "progressive" | "present" | "lasting":
            own = sign.depth == 0 or sign.name == "continue"
            if own and folded.stage is Stage.HAPPENED:
                folded.set(sign, Stage.ONGOING)


def _deny(folded: _Folded, sign: Sign, names: set[str]) -> None:
    """A negation denies the innermost act; over fear or doubt it leaves things as they are."""
    if folded.stage is Stage.THREATENED and names & _DREADED and sign.depth > 0:
        return
    folded.set(sign, None, Stance.DENIED)


def _dread(folded: _Folded, sign: Sign) -> None:
    """ "fear an attack", "if they attack": to come, and only possible."""
    if folded.stage in _BEGUN:
        folded.set(sign, Stage.THREATENED)
    folded.set(sign, None, Stance.POSSIBLE)
