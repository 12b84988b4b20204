"""The parts of an attribution by the tree: whose words, which words of saying, what is said.

All functions give token indices in text order; `pieces` turns them into spans of the text.
"""

from collections.abc import Iterable

from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
BREAKS = frozenset({"but", "while", "whereas", "although", "though", ";"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SIDE_CLAUSES = frozenset({"while", "whereas", "although", "though", "but"})
_CLAUSES = frozenset({"conj", "advcl", "ccomp", "parataxis"})


def bare(token: Token) -> bool:
    """Whether a token is only marks."""
    return not any(map(str.isalnum, token.text))


def trimmed(parsed: Parsed, indices: Iterable[int]) -> list[int]:
    """The indices without marks at either end."""
    found = sorted(indices)
    while found and bare(parsed.tokens[found[0]]):
        found.pop(0)
    while found and bare(parsed.tokens[found[-1]]):
        found.pop()
    return found


def pieces(parsed: Parsed, indices: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """The spans of the text that the tokens cover; marks between two tokens join them."""
    found = trimmed(parsed, indices)
    spans: list[list[int]] = []
    last = None
    for index in found:
        gap = last is None or any(not bare(parsed.tokens[at]) for at in range(last + 1, index))
        if gap:
            if bare(parsed.tokens[index]):
                continue
            spans.append([index, index])
        else:
            spans[-1][1] = index
        if not bare(parsed.tokens[index]):
            last = index
    # A piece ends with its last word, but keeps the closing mark of a quotation it opened.
    return tuple(_marked(parsed, first, final) for first, final in spans)


def _marked(parsed: Parsed, first: int, final: int) -> tuple[int, int]:
    tokens = parsed.tokens
    while final > first and bare(tokens[final]):
        final -= 1
    return tokens[first].start, tokens[final].end


def subject(parsed: Parsed, verb: int) -> int | None:
    """The head token of a verb's subject, taken over from the verb that it hangs on if need be."""
    tokens = parsed.tokens
    for _ in range(5):
        own = parsed.child(verb, *SUBJECTS)
        if own is not None:
            return own
        at = tokens[verb]
        if at.dep in ("conj", "xcomp", "pcomp") and tokens[at.head].pos in ("VERB", "AUX"):
            verb = at.head
        elif at.dep in ("advcl", "parataxis", "ccomp", "prep", "dep") and at.tag == "VBG":
            if tokens[at.head].pos not in ("VERB", "AUX", "ADP", "SCONJ"):
                return None
            verb = at.head
        elif at.dep in ("acl", "relcl") and tokens[at.head].pos in ("NOUN", "PROPN", "PRON"):
            return at.head
        elif at.dep == "pcomp":
            verb = at.head
        else:
            return None
    return None


def noun_phrase(parsed: Parsed, head: int, *, without: int | None = None) -> list[int]:
    """The noun phrase of `head` with its appositions, without clauses that hang on it.

    `without` is a token that, with all that hangs on it, does not belong (the verb of saying).
    """
    tokens = parsed.tokens
    found, waiting = [], [head]
    while waiting:
        at = waiting.pop()
        found.append(at)
        for child in tokens[at].children:
            token = tokens[child]
            if child == without or token.dep in ("advcl", "ccomp", "parataxis"):
                continue
            if token.dep == "relcl" and not _names_itself(parsed, token):
                continue
            if token.dep == "acl" and child > head and tokens[child - 1].text == ",":
                continue
            if token.dep == "conj" and token.pos in ("VERB", "AUX"):
                continue
            waiting.append(child)
    # A phrase broken by a clause is cut where it breaks.
    found.sort()
    found = [at for at in found if at == head or tokens[at].tag != "POS" or at < head]
    place = found.index(head)
    first = last = place
    while first and _adjoin(parsed, found[first - 1], found[first]):
        first -= 1
    while last + 1 < len(found) and _adjoin(parsed, found[last], found[last + 1]):
        last += 1
    found = trimmed(parsed, found[first : last + 1])
    if found and tokens[found[-1]].lower == "as":
        # "a man who introduced himself as Omar said": the parser takes the name for a subject.
        after = found[-1] + 1
        while after < len(tokens) and tokens[after].pos == "PROPN":
            found.append(after)
            after += 1
    return found


def _names_itself(parsed: Parsed, clause_verb: Token) -> bool:
    """Whether a relative clause gives a speaker's name: "who identified himself as Omar"."""
    if clause_verb.lemma not in speech_words().self_naming:
        return False
    children = [parsed.tokens[at] for at in clause_verb.children]
    itself = any(at.lower.endswith(("self", "selves")) for at in children)
    return itself and any(at.lower == "as" for at in children)


def _adjoin(parsed: Parsed, left: int, right: int) -> bool:
    return all(bare(parsed.tokens[at]) for at in range(left + 1, right))


def cue_words(parsed: Parsed, verb: int) -> list[int]:
    """The verb of saying with its auxiliaries, particle, and "in a statement" right behind it."""
    tokens = parsed.tokens
    found = {verb}
    for child in tokens[verb].children:
        token = tokens[child]
        near = token.dep in ("aux", "auxpass", "neg", "prt") or (
            token.dep == "advmod" and token.pos == "ADV" and not token.children
        )
        if near:
            found.add(child)
    run = [verb]
    at = verb - 1
    while at in found:
        run.insert(0, at)
        at -= 1
    at = verb + 1
    while at in found and tokens[at].dep in ("prt", "neg", "aux"):
        run.append(at)
        at += 1
    for child in tokens[verb].children:
        token = tokens[child]
        if token.dep == "prep" and token.lower in (
            "in",
            "on",
            "at",
            "by",
            "via",
            "during",
            "through",
        ):
            inner = parsed.child(child, "pobj")
            stated = inner is not None and tokens[inner].lemma in speech_words().statements
            if stated and child == run[-1] + 1:
                phrase = [at for at in parsed.subtree(child) if at >= child]
                last = inner if inner is not None else child
                run += [at for at in phrase if at <= last]
    return run


def clause(parsed: Parsed, head: int, without: Iterable[int] = ()) -> list[int]:
    """The clause of `head` with all that hangs on it, but for other people's clauses beside it.

    "six died, while residents said ten died": the second clause has its own speaker.
    """
    tokens, left_out = parsed.tokens, set(without)
    found, waiting = [], [head]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting += [
            child
            for child in tokens[at].children
            if child not in left_out and not own_voice(parsed, child)
        ]
    return sorted(found)


def own_voice(parsed: Parsed, verb: int) -> bool:
    """Whether a clause set beside another has its own verb of saying and its own subject."""
    tokens = parsed.tokens
    token = tokens[verb]
    if token.dep not in _CLAUSES or token.lemma not in speech_words().verbs:
        return False
    if parsed.child(verb, *SUBJECTS) is None:
        return False
    if token.dep == "advcl":
        return any(tokens[child].lower in _SIDE_CLAUSES for child in token.children)
    if token.dep == "conj":
        between = range(token.head + 1, verb)
        return any(tokens[at].lower in _SIDE_CLAUSES or tokens[at].text == ";" for at in between)
    return False


def head_of(parsed: Parsed, source: list[int]) -> int:
    """The noun of a phrase on which the others hang; its last token where the tree shows none."""
    inside = set(source)
    for at in source:
        if parsed.tokens[at].head not in inside and parsed.tokens[at].pos in (
            "NOUN",
            "PROPN",
            "PRON",
        ):
            return at
    return source[-1]


def has_verb(parsed: Parsed, indices: list[int]) -> bool:
    """Whether a finite verb or a past participle stands among the tokens."""
    return any(parsed.tokens[at].tag in FINITE or parsed.tokens[at].tag == "VBN" for at in indices)
