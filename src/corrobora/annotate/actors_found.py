"""What is known while a document is searched for actors, and what a noun there says."""

from dataclasses import dataclass, field

from corrobora.annotate.actors_phrases import Phrase
from corrobora.annotate.actors_words import Body, actor_words
from corrobora.annotate.known import KnownActor, KnownName
from corrobora.annotate.persons import PersonName
from corrobora.annotate.tokens import Parsed, Token

MODIFYING = ("compound", "amod", "nmod", "npadvmod")


@dataclass
class Found:
    """Phrases by head token while a document is searched; `taken` tokens belong to names."""

    parsed: Parsed
    known_at: dict[int, KnownName]
    person_at: dict[int, PersonName]
    phrases: dict[int, Phrase] = field(default_factory=dict)

    def known_in(self, first: int, last: int) -> list[KnownActor]:
        """The known actors named in the tokens, the nearest to the end first."""
        seen: dict[str, KnownActor] = {}
        for at in range(last - 1, first - 1, -1):
            name = self.known_at.get(at)
            if name is not None:
                seen.setdefault(name.actor.id, name.actor)
        return list(seen.values())

    def add(self, phrase: Phrase) -> None:
        """Keep a phrase unless its head already has one."""
        self.phrases.setdefault(phrase.head, phrase)


def modifiers_in(parsed: Parsed, first: int, head: int) -> frozenset[str]:
    """The lower-case nouns and adjectives among the tokens `[first, head)`."""
    return frozenset(
        token.lower
        for token in parsed.tokens[first:head]
        if token.tag.startswith(("JJ", "NN", "VBN"))
    )


def is_modifier(parsed: Parsed, token: Token) -> bool:
    """Whether a noun only stands before another noun."""
    head = parsed.tokens[token.head]
    return token.dep in MODIFYING and head.index > token.index and head.tag.startswith(("NN", "VB"))


def body_at(parsed: Parsed, token: Token) -> tuple[Body | None, str]:
    """The body of people that a noun, with the word before it, names, and the noun; or None."""
    words = actor_words()
    if token.index:
        before = parsed.tokens[token.index - 1]
        for second in (token.lower, token.lemma):
            body = words.bodies.get(f"{before.lower} {second}")
            if body is not None:
                return body, f"{before.lower} {second}"
    for form in (token.lower, token.lemma):
        body = words.bodies.get(form)
        if body is not None:
            return body, form
    return None, ""
