"""People hurt or dead by what is said of their condition: no verb of harm tells of them.

"One is dead and another is in critical condition"; "four were shot, one fatally"; "charged with
murder in the shooting of a clerk".
"""

from collections.abc import Iterator

from corrobora.annotate.clauses import prepositional, subjects
from corrobora.annotate.mentions import Trigger
from corrobora.extract.arguments import bearer
from corrobora.extract.context import Context, words


def hurt(context: Context) -> Iterator[int]:
    """The tokens of people whom a condition shows to be hurt and alive."""
    parsed = context.parsed
    for token in parsed.tokens:
        below = [parsed.tokens[at] for at in token.children]
        if token.lemma == "condition":
            if any(one.lower in words("conditions") for one in below):
                yield from bearer(parsed, token.index)
        elif token.lemma in words("survival") and token.dep == "xcomp":
            head = parsed.tokens[token.head]
            if head.lemma == "expect":
                yield from subjects(parsed, head.index)
        elif token.lemma == "fight" and any(
            parsed.tokens[at].lemma == "life" for at in prepositional(parsed, token.index, "for")
        ):
            yield from subjects(parsed, token.index)


def died_of_them(context: Context, trigger: Trigger) -> Iterator[int]:
    """The numbers of those of the hurt who died: "four people were shot, one fatally"."""
    parsed = context.parsed
    for at in parsed.subtree(trigger.token):
        token = parsed.tokens[at]
        if token.lower in words("fatal_adverbs") and parsed.tokens[token.head].tag == "CD":
            yield token.head


def charged_as_lethal(context: Context, trigger: Trigger) -> bool:
    """Whether a charge says that a deed killed: "charged with murder in the shooting of two"."""
    parsed = context.parsed
    deed = parsed.tokens[trigger.token]
    preposition = parsed.tokens[deed.head]
    if not trigger.noun or deed.dep != "pobj" or preposition.lower not in ("in", "for"):
        return False
    above = parsed.tokens[preposition.head]
    charged = {above.lemma} | {
        parsed.tokens[at].lemma
        for at in prepositional(parsed, above.index, "with", "of", "to", "on")
    }
    return bool(charged & words("lethal_crimes"))
