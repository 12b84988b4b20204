"""What the trained tagger of attributions sees: features of a cue, and of a word beside a cue.

Both include what the rules found, so that the tagger starts from the rules and adds to them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corrobora.annotate.mentions import Speech
from corrobora.annotate.quotes import Quotation
from corrobora.annotate.tokens import Parsed, Token

_CUE_POS = frozenset({"VERB", "NOUN", "ADJ", "ADP", "AUX", "PROPN", "ADV"})
_CUE_MARKS = frozenset({":", "―", "—", "--"})
_SPEAKERS = frozenset({"nsubj", "nsubjpass", "poss"})
_FRAME = frozenset(
    {
        "nsubj",
        "nsubjpass",
        "ccomp",
        "xcomp",
        "dobj",
        "prep",
        "acl",
        "poss",
        "agent",
        "mark",
        "attr",
        "acomp",
    }
)
_NAMED = frozenset(
    {"prep", "mark", "prt", "aux", "auxpass", "neg", "dobj", "nsubj", "nsubjpass", "agent"}
)
_BREAKS = frozenset({",", ";", ":", "—", "--", "―", "-", "(", ")"})
_FUNCTION = frozenset({"AUX", "ADP", "PRON", "DET", "SCONJ", "PART", "CCONJ", "PUNCT", "ADV"})


@dataclass(frozen=True, slots=True)
class View:
    """A document with, for each token, the quotation around it and what the rules call it.

    `quoted` numbers the quotations from 1, 0 is none; `label` is "T" for content, "S" for source,
    "C" for cue, "" for none; `by_cue` gives the rules' attribution of a cue's token.
    """

    parsed: Parsed
    quoted: list[int]
    label: list[str]
    by_cue: dict[int, Speech]


def view(parsed: Parsed, speeches: Sequence[Speech], quotations: Sequence[Quotation]) -> View:
    """The view of a document in which the rules found `speeches`."""
    quoted, label = [0] * len(parsed.tokens), [""] * len(parsed.tokens)
    by_cue: dict[int, Speech] = {}
    for number, quotation in enumerate(quotations, 1):
        for start, end in quotation.pieces:
            for index in parsed.tokens_in(start, end):
                quoted[index] = number
    for speech in speeches:
        for start, end in speech.content:
            for index in parsed.tokens_in(start, end):
                label[index] = "T"
    for speech in speeches:
        if speech.source:
            for index in parsed.tokens_in(*speech.source):
                label[index] = "S"
    for speech in speeches:
        for index in parsed.tokens_in(*speech.cue):
            label[index] = "C"
            by_cue[index] = speech
    return View(parsed, quoted, label, by_cue)


def may_cue(token: Token) -> bool:
    """Whether a token can be the head of a cue at all."""
    in_class = token.pos in _CUE_POS and token.dep not in ("aux", "auxpass")
    return in_class or token.text in _CUE_MARKS


def cue_features(seen: View, index: int) -> list[str]:
    """Features for whether the token is the head of a cue."""
    tokens, token = seen.parsed.tokens, seen.parsed.tokens[index]
    head, lemma, rule = tokens[token.head], token.lemma, seen.label[index]
    found = [
        "bias",
        f"l {lemma}",
        f"lt {lemma} {token.tag}",
        f"t {token.tag}",
        f"d {token.dep}",
        f"r {rule}",
        f"q {seen.quoted[index] > 0}",
        f"ld {lemma} {token.dep}",
        f"td {token.tag} {token.dep}",
        f"lr {lemma} {rule}",
        f"hl {head.lemma} {token.dep}",
        f"ht {head.tag} {token.dep}",
        f"suf {token.lower[-3:]}",
        f"ent {token.entity}",
    ]
    if index in seen.by_cue:
        name = seen.by_cue[index].rule
        found += [f"rr {name}", f"rrl {name} {lemma}"]
    found += _below(seen, token)
    found += _beside(seen, token)
    return found


def _below(seen: View, token: Token) -> list[str]:
    """Features of what hangs on the token."""
    tokens, quoted, lemma = seen.parsed.tokens, seen.quoted, token.lemma
    found, frame = [], set()
    for at in token.children:
        child = tokens[at]
        frame.add(child.dep)
        form = child.lemma if child.dep in _NAMED else child.tag
        found += [f"cd {child.dep}", f"cf {child.dep} {form}", f"lcd {lemma} {child.dep}"]
        if child.dep in _SPEAKERS:
            inside = f"{quoted[at] > 0} {quoted[token.index] > 0}"
            found += [f"s {child.tag}", f"se {child.entity}", f"ls {lemma} {child.tag}"]
            found.append(f"sq {inside}")
        elif child.dep == "dobj":
            found += [f"lo {lemma} {child.lemma}", f"oq {quoted[at] > 0}"]
        elif child.dep == "prep":
            found.append(f"lp {lemma} {child.lower}")
    found += _who(seen, token)
    frames = " ".join(sorted(frame & _FRAME))
    return [*found, f"cds {frames}", f"lcds {lemma} {frames}"]


def _who(seen: View, token: Token) -> list[str]:
    """Features of who does it and of the clause under it."""
    tokens, lemma = seen.parsed.tokens, token.lemma
    found = []
    subjects = [at for at in token.children if tokens[at].dep in _SPEAKERS]
    if not subjects and token.dep in ("conj", "xcomp", "advcl"):
        above = tokens[token.head].children
        subjects = [at for at in above if tokens[at].dep in _SPEAKERS]
        found.append(f"over {lemma} {bool(subjects)}")
    for at in subjects[:1]:
        noun = tokens[at]
        found += [f"sn {noun.lemma}", f"sne {noun.entity} {noun.tag} {lemma}", f"sl {noun.lower}"]
    for at in token.children:
        if tokens[at].dep in ("ccomp", "xcomp", "acl", "advcl"):
            inner = tokens[at]
            marks = "/".join(
                sorted(
                    tokens[child].lower
                    for child in inner.children
                    if tokens[child].dep in ("mark", "aux", "advmod") and child < at
                )
            )
            found += [f"cm {inner.dep} {marks}", f"lcm {lemma} {inner.dep} {inner.tag}"]
            found.append(f"cl {inner.lemma}")
        elif tokens[at].dep == "prep":
            inner_at = seen.parsed.child(at, "pobj", "pcomp")
            if inner_at is not None:
                found.append(f"po {tokens[at].lower} {tokens[inner_at].tag} {lemma}")
    return found


def _beside(seen: View, token: Token) -> list[str]:
    """Features of the words around the token, its sentence, and what it hangs on."""
    tokens, index, found = seen.parsed.tokens, token.index, []
    for offset in (-2, -1, 1, 2):
        at = index + offset
        if 0 <= at < len(tokens) and tokens[at].sentence == token.sentence:
            near = tokens[at]
            found += [f"w{offset} {near.lower}", f"p{offset} {near.tag}"]
            found += [f"r{offset} {seen.label[at]}", f"q{offset} {seen.quoted[at] > 0}"]
            if offset in (-1, 1):
                found.append(f"lw{offset} {token.lemma} {near.lower}")
        else:
            found.append(f"edge{offset}")
    sentence = seen.parsed.sentences[token.sentence]
    inside = range(sentence.first, sentence.last)
    cued = any(seen.label[at] == "C" and at != index for at in inside)
    found += [f"qs {any(seen.quoted[at] for at in inside)}"]
    found += [f"cued {cued}", f"lcued {token.lemma} {cued}"]
    chain, at_token = [], token
    for _ in range(3):
        if at_token.head == at_token.index:
            chain.append("R")
            break
        chain.append(at_token.dep)
        at_token = tokens[at_token.head]
    return [*found, f"ch {'>'.join(chain)}"]


@dataclass(frozen=True, slots=True)
class _Path:
    """How a token hangs beside a cue: over `up` heads of the cue, then down through `deps`."""

    up: int
    branch: int
    deps: tuple[str, ...]


def role_features(seen: View, cue: int) -> Iterator[tuple[int, list[str]]]:
    """For each word of the cue's sentence, features for its role in the attribution."""
    parsed = seen.parsed
    sentence = parsed.sentences[parsed.tokens[cue].sentence]
    inside = range(sentence.first, sentence.last)
    paths = _paths(parsed, cue)
    breaks, count = [], 0
    for index in inside:
        count += parsed.tokens[index].text in _BREAKS
        breaks.append(count)
    quotes = any(seen.quoted[index] for index in inside)
    for index in inside:
        token = parsed.tokens[index]
        if index == cue or not any(mark.isalnum() for mark in token.text):
            continue
        crossed = abs(breaks[index - sentence.first] - breaks[cue - sentence.first])
        yield index, _role(seen, (cue, index), paths(index), (min(crossed, 9), quotes))


def _paths(parsed: Parsed, cue: int) -> Callable[[int], _Path]:
    """A function from a token of the cue's sentence to its path."""
    tokens = parsed.tokens
    above = {cue: 0}
    at = cue
    while tokens[at].head != at and len(above) < 6:
        at = tokens[at].head
        above[at] = len(above)
    known: dict[int, _Path] = {}

    def path(index: int) -> _Path:
        if index in known:
            return known[index]
        token = tokens[index]
        if index in above:
            found = _Path(above[index], -1, ())
        elif token.head == index:
            found = _Path(9, -1, ())
        else:
            upper = path(token.head)
            branch = index if upper.branch == -1 else upper.branch
            found = _Path(upper.up, branch, (*upper.deps, token.dep)[:5])
        known[index] = found
        return found

    return path


def _role(seen: View, pair: tuple[int, int], path: _Path, around: tuple[int, bool]) -> list[str]:
    """Features of one word (the second of `pair`) beside a cue (the first)."""
    cue_index, index = pair
    tokens, quoted = seen.parsed.tokens, seen.quoted
    token, cue = tokens[index], tokens[cue_index]
    crossed, quotes = around
    side = "L" if index < cue_index else "R"
    first = path.deps[0] if path.deps else ""
    place, steps = f"{path.up}{first}{side}", ">".join(path.deps)
    rule, far = seen.label[index], abs(index - cue_index)
    bucket = far if far < 5 else 5 + far // 5 if far < 30 else 12
    same = "s" if quoted[index] and quoted[index] == quoted[cue_index] else "q"
    marks = (same if quoted[index] else "-") + ("Q" if quoted[cue_index] else "-")
    found = [
        "bias",
        side,
        f"e {place}",
        f"el {place} {cue.lemma}",
        f"pt {cue.tag} {place}",
        f"p {side}{path.up}{steps}",
        f"pp {cue.dep} {path.up}{steps} {side}",
        f"pl {cue.lemma} {steps}",
        f"d {token.dep} {side} {first}",
        f"tag {token.tag} {first}",
        f"r {rule}",
        f"re {rule} {place}",
        f"far {side}{bucket}",
        f"farl {cue.lemma} {side}{min(far, 4)}",
        f"fart {side}{min(far, 3)} {token.tag} {token.dep}",
        f"q {marks}",
        f"qe {marks} {place}",
        f"qr {marks} {rule} {side}",
        f"qs {marks} {side} {quotes}",
        f"w {token.lower} {side}{path.up}" if token.pos in _FUNCTION else f"lem {token.lemma}",
        f"x {side}{crossed} {first}",
        f"pc {cue.pos} {cue.dep} {place}",
    ]
    found += _around(seen, token, f"{side}{path.up}")
    if path.branch >= 0:
        found += _branch(seen, pair, path, side)
        clausal = any(tokens[at].dep in ("ccomp", "xcomp") for at in cue.children)
        found.append(f"bc {first} {side} {clausal} {quotes}")
    speech = seen.by_cue.get(cue_index)
    if speech is None:
        return [*found, f"n {place} {rule}", f"nt {cue.pos} {cue.tag} {place}"]
    mine = _mine(speech, token.start)
    found += [f"m {mine}", f"mr {mine} {speech.rule}", f"me {mine} {place}"]
    return [*found, f"ml {mine} {cue.lemma}", f"mp {mine} {side} {steps}"]


def _around(seen: View, token: Token, place: str) -> list[str]:
    """Features of the words beside the word, of what it hangs on, and of its name."""
    tokens = seen.parsed.tokens
    head = tokens[token.head]
    found = [
        f"ent {token.entity} {place}",
        f"hd {head.lemma} {token.dep}",
        f"ht {head.tag} {token.dep} {token.tag}",
        f"tt {token.tag} {place}",
        f"lw {token.lower} {place}",
    ]
    for offset in (-1, 1):
        at = token.index + offset
        if 0 <= at < len(tokens) and tokens[at].sentence == token.sentence:
            near = tokens[at]
            found += [f"n{offset} {near.lower} {place}", f"nt{offset} {near.tag} {token.tag}"]
            found += [f"nr{offset} {seen.label[at]} {seen.label[token.index]}"]
            found.append(f"ne{offset} {near.entity} {token.entity}")
        else:
            found.append(f"n{offset} edge")
    return found


def _branch(seen: View, pair: tuple[int, int], path: _Path, side: str) -> list[str]:
    """Features of the branch of the tree on which the word hangs."""
    tokens = seen.parsed.tokens
    branch, cue, first = tokens[path.branch], tokens[pair[0]], path.deps[0]
    marks = "/".join(
        tokens[at].lower for at in branch.children if tokens[at].dep in ("mark", "aux")
    )
    top = "top" if path.branch == pair[1] else "in"
    found = [f"b {branch.tag} {first} {side}", f"bm {first} {marks} {side}"]
    found += [f"bml {cue.lemma} {first} {marks}", f"bs {first} {top}"]
    if first in ("prep", "agent", "advmod", "npadvmod", "prt"):
        steps = ">".join(path.deps)
        found += [f"bl {branch.lemma} {first}", f"blc {branch.lemma} {cue.lemma}"]
        found.append(f"blp {branch.lemma} {side} {steps}")
    return found


def _mine(speech: Speech, offset: int) -> str:
    """What the rules' attribution of this very cue calls the word at `offset`."""
    if speech.cue[0] <= offset < speech.cue[1]:
        return "C"
    if speech.source and speech.source[0] <= offset < speech.source[1]:
        return "S"
    return "T" if any(start <= offset < end for start, end in speech.content) else "-"
