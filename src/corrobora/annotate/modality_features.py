"""What the trained reading of factuality sees of a predicate: signs, form and governors."""

from collections.abc import Iterator, Sequence

from corrobora.annotate.mentions import Speech
from corrobora.annotate.modality import holding, modality
from corrobora.annotate.modality_signs import signs
from corrobora.annotate.tokens import Parsed, Token

_DENYING = frozenset({"negated", "nobody", "fail", "nearly"})
_HELPING = frozenset({"aux", "auxpass", "neg"})
_BESIDE = frozenset({"aux", "auxpass", "mark", "det", "neg", "advmod", "amod", "prep", "prt"})
_WINDOW = ("if", "not", "n't", "would", "could", "may", "might", "will", "should", "never", "no")


def features(parsed: Parsed, token: int, speeches: Sequence[Speech]) -> set[str]:
    """The features of the predicate `token`."""
    return {
        "bias",
        *_signs(parsed, token, speeches),
        *_form(parsed, parsed.tokens[token]),
        *_governors(parsed, parsed.tokens[token]),
        *_near(parsed, parsed.tokens[token]),
    }


def _signs(parsed: Parsed, token: int, speeches: Sequence[Speech]) -> Iterator[str]:
    """The signs of the rules, what they come to, and the attributions around the predicate."""
    found = signs(parsed, token)
    names = [sign.name for sign in found]
    for sign in found:
        yield f"s {sign.name}"
        yield f"s {sign.name} {parsed.tokens[sign.token].lemma}"
    yield f"seq {' '.join(names[:4])}"
    denials = min(sum(name in _DENYING for name in names), 2)
    yield f"neg {denials}"
    if denials:
        yield from (f"neg & {name}" for name in names)
    read = modality(parsed, token, speeches)
    yield from (f"st {read.stance} {read.stage}", f"stance {read.stance}", f"stage {read.stage}")
    yield f"rule {read.rule}"
    for speech in holding(parsed, token, speeches):
        cue = parsed.text[speech.cue[0] : speech.cue[1]].lower()
        yield from (f"sp {speech.rule}", f"spc {cue}", f"sps {speech.stance}")


def _form(parsed: Parsed, token: Token) -> Iterator[str]:
    """The word itself, its relation, and the small words that hang on it."""
    yield from (f"tag {token.tag}", f"dep {token.dep}", f"td {token.tag} {token.dep}")
    yield from (f"lem {token.lemma}", f"lt {token.lemma} {token.tag}", f"suf {token.lower[-3:]}")
    yield f"ent {token.entity}"
    for at in token.children:
        child = parsed.tokens[at]
        if child.dep in _BESIDE:
            yield f"c {child.dep} {child.lower}"
    helpers = _helpers(parsed, token)
    yield from (f"aux {helpers} {token.tag}", f"auxl {helpers} {token.lemma}")
    if token.pos == "NOUN":
        owners = (parsed.tokens[at] for at in token.children)
        yield f"det {' '.join(at.lower for at in owners if at.dep in ('det', 'poss'))}"


def _helpers(parsed: Parsed, token: Token) -> str:
    children = (parsed.tokens[at] for at in token.children)
    return "_".join(at.lower for at in children if at.dep in _HELPING)


def _governors(parsed: Parsed, token: Token) -> Iterator[str]:
    """The words above the predicate, up to four, and what hangs on them."""
    tokens, chain, at = parsed.tokens, [], token
    for _ in range(4):
        if at.head == at.index:
            chain.append("ROOT")
            break
        chain.append(at.dep)
        at = tokens[at.head]
        yield from (f"up {at.lemma} {chain[-1]}", f"upt {len(chain)} {at.tag}")
        for child in at.children:
            below = tokens[child]
            if below.dep in ("aux", "neg", "mark"):
                yield f"upc {len(chain)} {below.dep} {below.lower}"
    yield from (f"chain {'>'.join(chain)}", f"chain2 {'>'.join(chain[:2])}")
    head = tokens[token.head]
    if head.index == token.index:
        return
    helpers = _helpers(parsed, head)
    yield from (f"hl {head.lemma} {token.dep}", f"ht {head.tag} {token.dep}")
    yield from (f"hlt {head.lemma} {head.tag} {token.dep}", f"ha {helpers} {token.dep} {head.tag}")
    if token.dep in ("pobj", "pcomp"):
        yield f"pp {tokens[head.head].lemma} {head.lower}"
    if token.dep in ("xcomp", "ccomp", "advcl", "dobj"):
        yield f"harg {helpers} {head.lemma} {token.dep}"


def _near(parsed: Parsed, token: Token) -> Iterator[str]:
    """The words beside the predicate, and its sentence."""
    tokens, index = parsed.tokens, token.index
    sentence = parsed.sentence_tokens(token.sentence)
    before = [
        tokens[at].lower
        for at in range(index - 1, max(index - 7, -1), -1)
        if tokens[at].sentence == token.sentence
    ]
    after = [tokens[at].lower for at in range(index + 1, min(index + 3, len(tokens)))]
    yield from (f"w-{far} {word}" for far, word in enumerate(before[:3], 1))
    yield f"w- {' '.join(before[:2])}"
    yield f"w+ {' '.join(after[:1])}"
    yield f"w++ {' '.join(after)}"
    for word in _WINDOW:
        if word in before:
            yield from (f"win {word}", f"win {word} {before.index(word) < 2}")
    root = next((at for at in sentence if at.head == at.index), sentence[0])
    yield from (f"first {sentence[0].lower}", f"root {root.lemma}", f"roott {root.tag}")
    if any(at.text == "?" for at in sentence):
        yield "asks"
