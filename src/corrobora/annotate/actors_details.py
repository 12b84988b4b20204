"""Particulars that the text gives of a person: age, rank, origin, post, status … with their words.

Those in the words of the person's names and descriptions are read here; those in what the text
says that the person did or met with are read in actors_deeds.
"""

import re
from collections.abc import Iterator, Sequence

from corrobora.annotate.actors_deeds import attribute, place_words, told_by_verbs
from corrobora.annotate.actors_phrases import (
    Form,
    Phrase,
    left_edge,
)
from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.coreference_state import Cluster
from corrobora.annotate.known import KnownName
from corrobora.annotate.mentions import Attribute
from corrobora.annotate.people import person_noun
from corrobora.annotate.persons import age_after
from corrobora.annotate.tokens import Parsed
from corrobora.model import Role

_AGE = re.compile(r"\b(\w+(?:-\w+)?)[- ](?:year|month|week|day)s?[- ]olds?\b", re.I)
_ORDINALS = frozenset(["first", "second", "third", "fourth", "fifth", "other", "another", "same"])
_NOT_AGES = frozenset(["of", "the", "a", "several", "many"])


def find_details(
    parsed: Parsed,
    phrases: Sequence[Phrase],
    clusters: Sequence[Cluster],
    named: dict[int, KnownName],
) -> dict[int, list[Attribute]]:
    """The particulars of each person by the actor's index, in text order, each value once."""
    by_head = {phrase.head: phrase for phrase in phrases}
    found: dict[int, list[Attribute]] = {}
    for at, cluster in enumerate(clusters):
        if not cluster.person or cluster.plural:
            continue
        own: list[Attribute] = []
        for phrase in cluster.phrases:
            if phrase.form is Form.PERSON_NAME:
                own += _of_name(parsed, phrase, named)
            elif phrase.form is Form.PEOPLE:
                own += _of_description(parsed, phrase, by_head)
        own += _sex(parsed, cluster)
        found[at] = own
    for entity, one in told_by_verbs(parsed, by_head):
        if entity in found:
            found[entity].append(one)
    return {at: _once(own) for at, own in found.items()}


def _once(attributes: list[Attribute]) -> list[Attribute]:
    """The attributes in text order without those that repeat a value, or a part of a longer one."""
    kept: list[Attribute] = []
    for one in sorted(attributes, key=lambda a: (a.start, -a.end)):
        said = one.text.lower()
        if not any(
            other.role is one.role and (said == other.text.lower() or said in other.text.lower())
            for other in kept
        ):
            kept.append(one)
    return kept


def _of_name(parsed: Parsed, phrase: Phrase, named: dict[int, KnownName]) -> Iterator[Attribute]:
    """What stands before a name, and the age and place that stand right behind it."""
    ranked, last = phrase.name or (phrase.head, phrase.last)
    bare = phrase.bare[0] if phrase.bare else ranked
    if ranked < bare:
        start, end = parsed.tokens[ranked].start, parsed.tokens[bare - 1].end
        # the stop belongs to the rank, whether or not the parser saw it as a token
        end += parsed.text[end : end + 1] == "."
        words = " ".join(parsed.text[start:end].split())
        yield Attribute(Role.RANK, words, start, end, "rank-before-name")
    if phrase.first < ranked:
        yield from _of_words(parsed, phrase.first, ranked, "before-name")
        for name in {id(n): n for at, n in named.items() if phrase.first <= at < ranked}.values():
            if not name.actor.state:
                span = (name.first, name.last)
                yield attribute(parsed, Role.MEMBER_OF, span, "member-before-name")
    number = age_after(parsed, last)
    if number is not None:
        yield attribute(parsed, Role.AGE, (number, number + 1), "age-after-name")
    yield from _place_behind(parsed, phrase, last if number is None else number + 1)


def _place_behind(parsed: Parsed, phrase: Phrase, at: int) -> Iterator[Attribute]:
    """ "Asha Lund, 25, from Bergen" and "Asha Lund, of Bergen"."""
    tokens = parsed.tokens
    while at < len(tokens) and tokens[at].text in (",", ")", "]"):
        at += 1
    if at >= len(tokens) or tokens[at].lower not in ("from", "of"):
        return
    noun = parsed.child(at, "pobj")
    if noun is None or not tokens[noun].tag.startswith("NNP"):
        return
    if tokens[noun].entity not in ("GPE", "LOC", "NORP", "FAC", "ORG", "PERSON"):
        return
    behind_comma = tokens[at - 1].text in (",", ")", "]")
    if tokens[at].lower == "of" and not behind_comma:
        return
    if tokens[noun].lower in actor_words().bodies:
        # "Oleh Marchenko, 34, of the 3rd Assault Brigade"
        first = min(parsed.subtree(noun))
        yield attribute(parsed, Role.MEMBER_OF, (first, noun + 1), "member-after-name")
        return
    role = Role.ORIGIN if tokens[at].lower == "from" else Role.RESIDENCE
    yield attribute(parsed, role, place_words(parsed, noun), "place-after-name")


def _of_words(parsed: Parsed, first: int, last: int, rule: str) -> Iterator[Attribute]:
    """Age, nationality, post and status in the words of a description, tokens `[first, last)`."""
    words = actor_words()
    tokens = parsed.tokens
    start = tokens[first].start
    start_of_post = first
    for match in _AGE.finditer(parsed.text[start : tokens[last - 1].end]):
        if match[1].lower() not in _NOT_AGES:
            begin, end = start + match.start(1), start + match.end(1)
            yield Attribute(Role.AGE, match[1], begin, end, f"age-{rule}")
        behind = parsed.tokens_in(start + match.start(), start + match.end())
        start_of_post = behind[-1] + 1 if behind else start_of_post
    for at in range(first, last):
        token = tokens[at]
        hyphened = at and tokens[at - 1].text == "-"
        if token.lower in words.demonyms and token.text[0].isupper() and not hyphened:
            yield attribute(parsed, Role.NATIONALITY, (at, at + 1), f"nationality-{rule}")
            start_of_post = max(start_of_post, at + 1)
        elif token.tag in ("DT", "PRP$", "POS", "CD") or token.lower in _ORDINALS:
            start_of_post = max(start_of_post, at + 1)
    end = last
    while end > start_of_post and tokens[end - 1].text in (".", ","):
        end -= 1
    if start_of_post >= end:
        return
    role = _role_of(parsed, start_of_post, end)
    if role is not None:
        yield attribute(parsed, role, (start_of_post, end), f"{role.value}-{rule}")


def _role_of(parsed: Parsed, first: int, last: int) -> Role | None:
    """Whether words describe a post or a status, by the noun that they end in."""
    words = actor_words()
    tokens = parsed.tokens[first:last]
    inside = {token.lower for token in tokens}
    nouns = [token for token in tokens if token.tag.startswith("NN")]
    if not nouns:
        # the parser may take a lone noun before a name for an adjective
        nouns = [token for token in tokens if person_noun(token.lower)]
    if not nouns:
        return None
    head = person_noun(nouns[-1].lower) or nouns[-1].lower
    if inside & (words.status | words.status_qualifiers):
        return Role.STATUS
    if head in words.status:
        return Role.STATUS
    if head in words.posts:
        return Role.POSITION
    if head in words.ranks and len(tokens) == 1:
        return Role.RANK
    if head in words.ranks:
        return Role.POSITION
    return None


def _of_description(
    parsed: Parsed, phrase: Phrase, by_head: dict[int, Phrase]
) -> Iterator[Attribute]:
    """What an apposition or a description that stands for a person says of the person."""
    if phrase.plural and parsed.tokens[phrase.first].lower != "one":
        return
    first = phrase.first
    if parsed.tokens[first].lower == "one":
        # "one of the most feared convicts": what the many are, the one is
        first = left_edge(parsed, phrase.head)
    words = actor_words()
    tokens = parsed.tokens
    if any(tokens[at].dep == "poss" for at in tokens[phrase.head].children):
        return
    role = _role_of(parsed, phrase.head, phrase.head + 1)
    if role is Role.RANK and first < phrase.head - 1:
        role = Role.POSITION
    if role is Role.POSITION and not phrase.modifiers & words.status_qualifiers:
        yield from _details_only(parsed, first, phrase.head)
        begin = _behind_age(parsed, first, phrase.head)
        while begin < phrase.head and tokens[begin].tag in ("DT", "CD", "HYPH"):
            begin += 1
        yield attribute(parsed, Role.POSITION, (begin, phrase.last), "position-described")
    elif tokens[phrase.first].lower == "one" and role is Role.STATUS:
        yield from _details_only(parsed, first, phrase.head)
        token = tokens[phrase.head]
        status = person_noun(token.lower) or token.lower
        yield Attribute(Role.STATUS, status, token.start, token.end, "status-one-of")
    else:
        yield from _of_words(parsed, first, phrase.head + 1, "described")
    yield from _member_of(parsed, phrase, by_head)
    for at in tokens[phrase.head].children:
        noun = parsed.child(at, "pobj")
        if at == phrase.head + 1 and noun is not None and tokens[noun].entity in ("GPE", "LOC"):
            if tokens[at].lower == "from" or phrase.noun == "native":
                yield attribute(parsed, Role.ORIGIN, place_words(parsed, noun), "origin-described")
            elif phrase.noun in ("resident", "inhabitant") and tokens[at].lower == "of":
                yield attribute(parsed, Role.RESIDENCE, place_words(parsed, noun), "resident-of")


def _behind_age(parsed: Parsed, first: int, last: int) -> int:
    """The token behind "34-year-old" among `[first, last)`, or `first`."""
    olds = [at for at in range(first, last) if parsed.tokens[at].lower in ("old", "year-old")]
    return olds[-1] + 1 if olds else first


def _details_only(parsed: Parsed, first: int, last: int) -> Iterator[Attribute]:
    """Age and nationality alone."""
    if first < last:
        for one in _of_words(parsed, first, last, "described"):
            if one.role in (Role.AGE, Role.NATIONALITY):
                yield one


def _member_of(parsed: Parsed, phrase: Phrase, by_head: dict[int, Phrase]) -> Iterator[Attribute]:
    """ "a member of the Tamarind Front", "a fighter with the brigade", "a Front commander"."""
    for at in parsed.tokens[phrase.head].children:
        if at <= phrase.head or parsed.tokens[at].lower not in ("of", "with", "in", "from", "for"):
            continue
        noun = parsed.child(at, "pobj")
        group = by_head.get(noun) if noun is not None else None
        if group is not None and group.form in (Form.KNOWN, Form.ORGANISATION, Form.BODY):
            span = (group.first, group.last)
            yield attribute(parsed, Role.MEMBER_OF, span, "member-described")


def _sex(parsed: Parsed, cluster: Cluster) -> Iterator[Attribute]:
    """The first word that says the sex: a pronoun, a title or a noun; a first name is no proof."""
    words = actor_words()
    for phrase in sorted(cluster.phrases, key=lambda p: p.first):
        for token in parsed.tokens[phrase.first : phrase.head + 1]:
            sex = words.sexes.get(token.lower) or words.titles.get(token.lower.rstrip("."))
            if phrase.form is Form.PRONOUN:
                sex = phrase.sex
            elif phrase.bare and token.index >= phrase.bare[0]:
                continue
            if sex is not None and (phrase.form is Form.PRONOUN or token.dep != "poss"):
                if cluster.sex in (None, sex):
                    yield Attribute(Role.SEX, sex, token.start, token.end, "sex")
                return
