"""Every phrase of a document that names an actor: persons, known names, bodies, people, pronouns."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from corrobora.annotate.actors_kinds import body_kind, people_kind
from corrobora.annotate.actors_phrases import (
    Form,
    Phrase,
    attached,
    governor,
    left_edge,
    place_of,
    right_edge,
)
from corrobora.annotate.actors_words import Body, actor_words
from corrobora.annotate.known import KnownActor, KnownActors, KnownName
from corrobora.annotate.people import person_noun
from corrobora.annotate.persons import PersonName, find_person_names
from corrobora.annotate.tokens import Parsed, Token
from corrobora.values import ActorKind

_MODIFYING = ("compound", "amod", "nmod", "npadvmod")
_PRONOUNS = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_PLURAL_PRONOUNS = frozenset(["they", "them", "their", "theirs", "themselves"])
_THING_PRONOUNS = frozenset(["it", "its", "itself"])
_SPEAKER_PRONOUNS = frozenset(["i", "me", "my", "myself"])
_RELATIVES = frozenset(["who", "whom", "which", "that", "whose"])
_BRACKETS = {"(": ")", "[": "]"}


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


def find_phrases(parsed: Parsed, known: KnownActors) -> list[Phrase]:
    """The actors' phrases of a document by the place of their heads."""
    names = known.find(parsed)
    known_at = {at: name for name in names for at in range(name.first, name.last)}
    persons = find_person_names(parsed, set(known_at))
    found = Found(
        parsed, known_at, {at: one for one in persons for at in range(one.bare, one.last)}
    )
    for person in persons:
        found.add(_person(parsed, person))
    for token in parsed.tokens:
        phrase = _noun_phrase(found, token)
        if phrase is not None:
            found.add(phrase)
    for name in names:
        phrase = _known_phrase(found, name)
        if phrase is not None:
            found.add(phrase)
    for phrase in _organisations(found):
        found.add(phrase)
    for token in parsed.tokens:
        pronoun = _pronoun(parsed, token) or _demonym(found, token)
        if pronoun is not None:
            found.add(pronoun)
    for phrase in found.phrases.values():
        if phrase.same_as is None:
            phrase.same_as = attached(parsed, phrase.head)
    return sorted(found.phrases.values(), key=lambda phrase: (phrase.head, phrase.first))


def _person(parsed: Parsed, name: PersonName) -> Phrase:
    head = name.head
    nouns = [
        noun
        for token in parsed.tokens[name.first : name.bare]
        if (noun := person_noun(token.lower)) is not None
    ]
    words = actor_words()
    sex = name.sex or next((words.sexes[noun] for noun in nouns if noun in words.sexes), None)
    phrase = Phrase(
        first=name.first,
        head=head,
        last=name.last,
        form=Form.PERSON_NAME,
        rule="person-name",
        person=True,
        definite=True,
        noun=nouns[-1] if nouns else "",
        number=1,
        sex=sex,
        name=(name.ranked, name.last),
        bare=(name.bare, name.last),
        modifiers=_modifiers(parsed, name.first, name.bare),
    )
    if name.first < name.bare:
        from corrobora.annotate.people import group_kind

        lead = parsed.words(name.first, name.bare)
        phrase.kind = group_kind(lead) or ActorKind.UNKNOWN
        if name.ranked < name.bare and phrase.kind is ActorKind.UNKNOWN:
            phrase.kind = ActorKind.MILITARY
        if phrase.kind is ActorKind.CIVILIAN and not nouns:
            phrase.kind = ActorKind.UNKNOWN
    return phrase


def _modifiers(parsed: Parsed, first: int, head: int) -> frozenset[str]:
    return frozenset(
        token.lower
        for token in parsed.tokens[first:head]
        if token.tag.startswith(("JJ", "NN", "VBN"))
    )


def _is_modifier(parsed: Parsed, token: Token) -> bool:
    """Whether a noun only stands before another noun."""
    head = parsed.tokens[token.head]
    return (
        token.dep in _MODIFYING and head.index > token.index and head.tag.startswith(("NN", "VB"))
    )


def _body(parsed: Parsed, token: Token) -> tuple[Body | None, str]:
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


def _noun_phrase(found: Found, token: Token) -> Phrase | None:
    """The phrase of a body or of people that a noun heads, or None."""
    parsed = found.parsed
    if not token.tag.startswith("NN") or _is_modifier(parsed, token):
        return _bare_people(found, token)
    if token.index in found.known_at or token.index in found.person_at:
        return None
    if token.entity in ("DATE", "TIME", "FAC", "WORK_OF_ART"):
        return None
    first = left_edge(parsed, token.index)
    last = right_edge(parsed, token.index)
    body, noun = _body(parsed, token)
    people = person_noun(token.lower)
    people = None if people == "force" and body is not None else people
    if people is None and body is None:
        return None
    known = found.known_in(first, last)
    first, number = _partitive(parsed, token, first)
    phrase = Phrase(
        first=first,
        head=token.index,
        last=last,
        form=Form.PEOPLE if people else Form.BODY,
        rule="people-noun" if people else "body-noun",
        plural=token.tag.endswith("S") or token.lower in ("people", "police"),
        definite=_definite(parsed, first, token.index),
        noun=people or noun,
        number=number,
        modifiers=_modifiers(parsed, first, token.index),
    )
    if people:
        phrase.plural = phrase.plural and number != 1
        phrase.person = not phrase.plural
        phrase.sex = actor_words().sexes.get(people)
        phrase.kind, phrase.side = people_kind(parsed, phrase, known)
        return phrase
    assert body is not None
    named = any(t.tag.startswith("NNP") for t in parsed.tokens[first : token.index])
    if body.weak and not (named or known or _peopled(parsed, first, token.index)):
        return None
    phrase.kind = body_kind(parsed, (first, token.index, last), body, known)
    return phrase


def _peopled(parsed: Parsed, first: int, head: int) -> bool:
    """Whether a people or a party is named before a body."""
    words = actor_words()
    return any(
        token.lower in words.demonyms or token.lower in words.modifiers
        for token in parsed.tokens[first:head]
    )


def _definite(parsed: Parsed, first: int, head: int) -> bool:
    return any(
        token.lower in ("the", "this", "that", "these", "those") or token.tag == "PRP$"
        for token in parsed.tokens[first : min(first + 2, head)]
    )


def _partitive(parsed: Parsed, token: Token, first: int) -> tuple[int, int | None]:
    """The phrase's first token with "a group of" before it, and the number that it says."""
    from corrobora.annotate.counts_numbers import exact_number

    number = None
    for at in token.children:
        if parsed.tokens[at].dep == "nummod":
            number = exact_number(parsed.tokens[at].lower)
    if any(t.lower in ("a", "an") for t in parsed.tokens[first : first + 1]):
        number = 1 if number is None and not token.tag.endswith("S") else number
    above = parsed.tokens[token.head]
    if token.dep == "pobj" and above.lower == "of" and above.index == first - 1:
        outer = parsed.tokens[above.head]
        if outer.lemma in actor_words().partitives or outer.tag == "CD":
            if outer.tag == "CD" or outer.lower == "one":
                number = exact_number(outer.lower)
            return left_edge(parsed, outer.index), number
    return first, number


def _bare_people(found: Found, token: Token) -> Phrase | None:
    """People named by an adjective or "those": "the wounded", "those trying to flee"."""
    parsed = found.parsed
    if token.lower == "those" and token.dep in ("nsubj", "nsubjpass", "dobj", "pobj", "conj"):
        follows = [parsed.tokens[at].dep for at in token.children if at > token.index]
        if any(dep in ("acl", "relcl") for dep in follows):
            return Phrase(
                first=token.index, head=token.index, last=token.index + 1, form=Form.PEOPLE,
                rule="those", plural=True, noun="those",
            )  # fmt: skip
    if token.dep in ("nsubj", "nsubjpass", "dobj", "pobj") and token.lower in (
        "wounded", "injured", "accused", "dead", "elderly", "displaced",
    ):  # fmt: skip
        first = left_edge(parsed, token.index)
        if parsed.tokens[first].lower == "the":
            return Phrase(
                first=first, head=token.index, last=token.index + 1, form=Form.PEOPLE,
                rule="adjective-people", kind=ActorKind.CIVILIAN, plural=True, definite=True,
                noun=token.lower,
            )  # fmt: skip
    return None


def _name_head(parsed: Parsed, first: int, last: int) -> int:
    """The token among `[first, last)` whose head lies outside, the last of them."""
    for at in range(last - 1, first - 1, -1):
        if not first <= parsed.tokens[at].head < last or parsed.tokens[at].head == at:
            return at
    return last - 1


def _known_phrase(found: Found, name: KnownName) -> Phrase | None:
    """The phrase of a known actor's name, or None where it stands inside another actor's phrase."""
    parsed = found.parsed
    head = _name_head(parsed, name.first, name.last)
    token = parsed.tokens[head]
    above = parsed.tokens[token.head]
    modifying = token.dep in _MODIFYING and above.index > head
    if modifying and (above.index in found.phrases or above.lower in actor_words().bodies):
        return None
    if name.actor.state and not _state_acts(parsed, head, name, modifying):
        return None
    first, last = name.first, name.last
    if not modifying:
        first = min(first, left_edge(parsed, head))
        if not name.actor.state:
            last = max(last, right_edge(parsed, head))
    acronym = _acronym(parsed, last)
    return Phrase(
        first=first,
        head=head,
        last=last if acronym is None else acronym + 2,
        form=Form.STATE if name.actor.state else Form.KNOWN,
        rule="state" if name.actor.state else "known-actor",
        kind=name.actor.kind,
        definite=True,
        noun=parsed.tokens[name.last - 1].lower,
        name=(name.first, name.last),
        bare=(name.first, name.last),
        known=name.actor,
        modifiers=_modifiers(parsed, first, name.first),
        acronym=parsed.tokens[acronym].lower if acronym is not None else None,
        modifying=modifying or token.dep == "poss",
    )


def _state_acts(parsed: Parsed, head: int, name: KnownName, modifying: bool) -> bool:
    """Whether a state's or seat's name stands for those who act, not for the ground."""
    words = actor_words()
    token = parsed.tokens[head]
    place, acts = place_of(parsed, head), governor(parsed, head)
    if modifying or token.dep == "poss":
        noun = parsed.tokens[token.head].lemma
        return noun in words.violence_nouns
    if name.seat:
        return place == "doer" and acts in words.doing_verbs and token.dep in ("nsubj", "conj")
    if place == "doer":
        return True
    if place == "acted":
        above = parsed.tokens[token.head]
        return token.dep == "pobj" and above.lower == "against"
    above = parsed.tokens[token.head]
    return token.dep == "pobj" and above.lower in ("with", "against", "between")


def _acronym(parsed: Parsed, at: int) -> int | None:
    """The token of an acronym in brackets that begins at `at`: "(SDF)", "[FMLN]"; or None."""
    tokens = parsed.tokens
    if at + 2 >= len(tokens) or tokens[at].text not in _BRACKETS:
        return None
    inner = tokens[at + 1]
    closed = tokens[at + 2].text == _BRACKETS[tokens[at].text]
    short = 2 <= len(inner.text) <= 10 and sum(c.isupper() for c in inner.text) >= 2
    return at + 1 if closed and (short or inner.tag.startswith("NNP")) else None


def _demonym(found: Found, token: Token) -> Phrase | None:
    """A people's adjective before an act of force: "Turkish" in "the Turkish offensive"."""
    parsed = found.parsed
    words = actor_words()
    if token.lower not in words.demonyms or not token.text[0].isupper():
        return None
    above = parsed.tokens[token.head]
    acts = above.lemma in words.violence_nouns and above.index > token.index
    if token.dep not in ("amod", "compound", "nmod", "poss") or not acts:
        return None
    if token.index in found.person_at or token.index in found.known_at:
        return None
    return Phrase(
        first=token.index, head=token.index, last=token.index + 1, form=Form.STATE,
        rule="people-adjective", kind=ActorKind.STATE_FORCE, definite=True, noun=token.lower,
        bare=(token.index, token.index + 1), modifying=True,
        modifiers=frozenset([words.demonyms[token.lower]]),
    )  # fmt: skip


def _organisations(found: Found) -> Iterator[Phrase]:
    """Names that the parser labels as organisations and nothing else has claimed."""
    parsed, words = found.parsed, actor_words()
    for token in parsed.tokens:
        if not token.tag.startswith("NNP") or token.entity not in ("ORG", "NORP"):
            continue
        if token.index in found.phrases or token.index in found.known_at:
            continue
        if token.index in found.person_at or _is_modifier(parsed, token):
            continue
        if token.lower in words.things or token.lower in words.never:
            continue
        first, last = left_edge(parsed, token.index), right_edge(parsed, token.index)
        if not any(c.isalpha() for c in token.text):
            continue
        body, _ = _body(parsed, token)
        known = found.known_in(first, last)
        kind = body_kind(parsed, (first, token.index, last), body, known) if body else None
        acronym = _acronym(parsed, last)
        bare = first
        while bare < token.index and parsed.tokens[bare].tag in ("DT", "PRP$"):
            bare += 1
        yield Phrase(
            first=first, head=token.index, last=last if acronym is None else acronym + 2,
            form=Form.ORGANISATION, rule="organisation", kind=kind or ActorKind.UNKNOWN,
            definite=True, noun=token.lower, name=(bare, last), bare=(bare, last),
            acronym=parsed.tokens[acronym].lower if acronym is not None else None,
            plural=token.tag == "NNPS", modifiers=_modifiers(parsed, bare, token.index),
        )  # fmt: skip


def _pronoun(parsed: Parsed, token: Token) -> Phrase | None:
    lower = token.lower
    sex, plural, person, rule = None, False, True, "pronoun"
    if token.tag in ("PRP", "PRP$") and lower in _PRONOUNS:
        sex = _PRONOUNS[lower]
    elif token.tag in ("PRP", "PRP$") and lower in _PLURAL_PRONOUNS:
        plural, person = True, False
    elif token.tag in ("PRP", "PRP$") and lower in _THING_PRONOUNS:
        person, rule = False, "pronoun-it"
    elif token.tag in ("PRP", "PRP$") and lower in _SPEAKER_PRONOUNS:
        rule = "pronoun-speaker"
    elif lower in _RELATIVES and token.tag in ("WP", "WDT", "WP$"):
        person, rule = False, "relative"
    else:
        return None
    return Phrase(
        first=token.index, head=token.index, last=token.index + 1, form=Form.PRONOUN, rule=rule,
        plural=plural, person=person, sex=sex, noun=lower,
    )  # fmt: skip
