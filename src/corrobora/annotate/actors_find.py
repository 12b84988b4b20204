"""Every phrase that names an actor: persons, known names, bodies, people, pronouns."""

from collections.abc import Sequence

from corrobora.annotate.actors_found import Found, body_at, is_modifier, modifiers_in
from corrobora.annotate.actors_kinds import body_kind, people_kind, side_of
from corrobora.annotate.actors_names import known_phrase, organisations, people_adjective
from corrobora.annotate.actors_phrases import (
    Form,
    Phrase,
    attached,
    left_edge,
    right_edge,
)
from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.counts_numbers import exact_number
from corrobora.annotate.known import KnownName
from corrobora.annotate.people import group_kind, person_noun
from corrobora.annotate.persons import PersonName, find_person_names
from corrobora.annotate.tokens import Parsed, Token
from corrobora.values import ActorKind

_PRONOUNS = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_PLURAL_PRONOUNS = frozenset(["they", "them", "their", "theirs", "themselves"])
_THING_PRONOUNS = frozenset(["it", "its", "itself"])
_SPEAKER_PRONOUNS = frozenset(["i", "me", "my", "myself"])
_RELATIVES = frozenset(["who", "whom", "which", "that", "whose"])


def find_phrases(parsed: Parsed, names: Sequence[KnownName]) -> list[Phrase]:
    """The actors' phrases by the place of their heads; `names` are known actors' in text order."""
    known_at = {at: name for name in names for at in range(name.first, name.last)}
    persons = find_person_names(parsed, set(known_at))
    found = Found(
        parsed, known_at, {at: one for one in persons for at in range(one.bare, one.last)}
    )
    for person in persons:
        found.add(_person(found, person))
    for token in parsed.tokens:
        phrase = _noun_phrase(found, token)
        if phrase is not None:
            found.add(phrase)
    for name in names:
        phrase = known_phrase(found, name)
        if phrase is not None:
            found.add(phrase)
    for phrase in organisations(found):
        found.add(phrase)
    for token in parsed.tokens:
        pronoun = _pronoun(parsed, token) or people_adjective(found, token)
        if pronoun is not None:
            found.add(pronoun)
    _drop_leads(found, persons)
    for phrase in found.phrases.values():
        if phrase.same_as is None:
            phrase.same_as = attached(parsed, phrase.head)
    return sorted(found.phrases.values(), key=lambda phrase: (phrase.head, phrase.first))


def _drop_leads(found: Found, persons: Sequence[PersonName]) -> None:
    """Take out phrases that are only what leads to a person's name: "convict soldier Sgt."."""
    for person in persons:
        for at in range(person.first, person.bare):
            phrase = found.phrases.get(at)
            if phrase is not None and phrase.form in (Form.PEOPLE, Form.ORGANISATION):
                token = found.parsed.tokens[at]
                if token.dep != "poss" and phrase.first >= person.first:
                    del found.phrases[at]


def _person(found: Found, name: PersonName) -> Phrase:
    parsed, head = found.parsed, name.head
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
        modifiers=modifiers_in(parsed, name.first, name.bare),
    )
    if name.first < name.bare:
        lead = parsed.words(name.first, name.bare)
        phrase.side = side_of([], found.known_in(name.first, name.bare))
        phrase.kind = group_kind(lead) or ActorKind.UNKNOWN
        if name.ranked < name.bare and phrase.kind is ActorKind.UNKNOWN:
            phrase.kind = ActorKind.MILITARY
        if phrase.kind is ActorKind.CIVILIAN and not nouns:
            phrase.kind = ActorKind.UNKNOWN
    token = parsed.tokens[head]
    if (
        token.dep in ("compound", "poss", "nmod")
        and parsed.tokens[token.head].lemma in words.rulers
    ):
        phrase.kind = ActorKind.GOVERNMENT
        phrase.modifying = True
    return phrase


def _noun_phrase(found: Found, token: Token) -> Phrase | None:
    """The phrase of a body or of people that a noun heads, or None."""
    parsed = found.parsed
    if not token.tag.startswith("NN"):
        return _bare_people(found, token)
    if is_modifier(parsed, token):
        return _acting_modifier(found, token)
    if token.index in found.known_at or token.index in found.person_at:
        return None
    if token.entity in ("DATE", "TIME", "FAC", "WORK_OF_ART"):
        return None
    first = left_edge(parsed, token.index)
    last = right_edge(parsed, token.index)
    body, noun = body_at(parsed, token)
    people = person_noun(token.lower)
    people = None if people == "force" and body is not None else people
    if people is None and body is None:
        return None
    if people is None and _only_counts(parsed, token):
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
        modifiers=modifiers_in(parsed, first, token.index),
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


def _only_counts(parsed: Parsed, token: Token) -> bool:
    """Whether a body only counts those behind "of": "a group of herders"."""
    if token.lemma not in actor_words().partitives:
        return False
    for at in token.children:
        if at == token.index + 1 and parsed.tokens[at].lower == "of":
            noun = parsed.child(at, "pobj")
            return noun is not None and person_noun(parsed.tokens[noun].lower) is not None
    return False


def _acting_modifier(found: Found, token: Token) -> Phrase | None:
    """A body before an act of force: "coalition" in "coalition airstrikes"."""
    above = found.parsed.tokens[token.head]
    body, noun = body_at(found.parsed, token)
    if body is None or body.weak or body.open or above.lemma not in actor_words().violence_nouns:
        return None
    return Phrase(
        first=token.index, head=token.index, last=token.index + 1, form=Form.BODY,
        rule="body-modifier", kind=body.kind, definite=True, noun=noun, modifying=True,
    )  # fmt: skip


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
