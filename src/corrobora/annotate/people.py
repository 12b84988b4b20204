"""Nouns for people, and the kind of those acted on that a noun phrase says.

`data/lexicons/en/people.toml` holds the nouns in the singular; plurals are derived from them.
"""

import functools
import re
from collections.abc import Mapping, Sequence

from corrobora.codebook.table import table
from corrobora.values import ActorKind

_TABLE = "lexicons/en/people"

# Own kinds that the words before a noun may change: "police officers", "army doctors".
_OPEN = frozenset(
    {
        ActorKind.CIVILIAN,
        ActorKind.UNKNOWN,
        ActorKind.GOVERNMENT,
        ActorKind.POLICE,
        ActorKind.MILITARY,
        ActorKind.AID_WORKER,
    }
)
# Words that name the members of a body without saying more; the body behind "of" decides.
_MEMBERS = frozenset({"member", "leader", "commander", "operative", "supporter", "follower"})

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")


@functools.cache
def _kinds() -> Mapping[str, ActorKind]:
    """Each noun of the table, in the singular, with its kind."""
    found: dict[str, ActorKind] = {}
    for section in table(_TABLE).values():
        if "kind" in section:
            found |= dict.fromkeys(section["nouns"], ActorKind(section["kind"]))
    return found


@functools.cache
def _peoples() -> frozenset[str]:
    peoples = table(_TABLE)["peoples"]
    return frozenset(peoples["words"]) | frozenset(peoples["same"])


@functools.cache
def _named(section: str, field: str) -> frozenset[str]:
    return frozenset(table(_TABLE)[section][field])


@functools.cache
def _before(section: str) -> Mapping[str, ActorKind]:
    """The words that decide an open noun's kind."""
    return {word: ActorKind(kind) for word, kind in table(_TABLE)[section]["kinds"].items()}


def _singulars(word: str) -> Sequence[str]:
    """The forms that `word` may be the plural of, and the word itself first."""
    forms = [word]
    irregular = table(_TABLE)["plurals"]["words"].get(word)
    if irregular:
        forms.append(irregular)
    elif word.endswith("men"):
        forms.append(f"{word[:-3]}man")
    elif word.endswith("ies") and len(word) > 4:
        forms += [f"{word[:-3]}y", word[:-1]]
    elif word.endswith("es"):
        forms += [word[:-1], word[:-2]]
    elif word.endswith("s") and not word.endswith("ss"):
        forms.append(word[:-1])
    return forms


@functools.lru_cache(maxsize=20_000)
def person_noun(word: str) -> str | None:
    """The singular of `word` if it is a noun for people, in either number, else None.

    "soldiers" -> "soldier", "schoolchildren" -> "schoolchild", "Syrians" -> "syrian"; "forces" is
    one, "force" is not.
    """
    word = word.lower().replace("’", "'")
    kinds, peoples = _kinds(), _peoples()
    for form in _singulars(word):
        if form in kinds or form in peoples:
            if form == word and form in _named("plural_only", "nouns"):
                return None
            return form
    if word in _named("endings", "not"):
        return None
    endings = tuple(table(_TABLE)["endings"]["words"])
    for form in _singulars(word):
        if form in _named("endings", "not"):
            return None
        if form.endswith(endings) and form not in endings:
            return form
    return person_noun(word.rsplit("-", 1)[1]) if "-" in word.strip("-") else None


def is_person_noun(lemma: str) -> bool:
    """Whether a noun, singular or plural, counts people: "nurse", "Syrians", "townspeople"."""
    return person_noun(lemma) is not None


def _own_kind(noun: str) -> ActorKind:
    return _kinds().get(noun, ActorKind.CIVILIAN)


@functools.lru_cache(maxsize=20_000)
def group_kind(words: str) -> ActorKind | None:
    """The kind of the people that a noun phrase or head noun names; None if it names no people.

    "Russian soldiers" -> military, "a 12-year-old" -> child, "Isis members" -> terrorist,
    "women and children" -> civilian.
    """
    found = [kind for part in _conjuncts(words) if (kind := _phrase_kind(part)) is not None]
    if not found:
        return None
    # "Men, women and children" are civilians; "fighters and their families" are told as fighters.
    if found[0] is ActorKind.CHILD and len(set(found)) > 1:
        return ActorKind.CIVILIAN
    return found[0]


def _conjuncts(words: str) -> Sequence[str]:
    return [part for part in re.split(r",|\band\b|\bor\b", words.lower()) if part.strip()]


def _phrase_kind(phrase: str) -> ActorKind | None:
    words = _WORD.findall(phrase.replace("’", "'"))
    age = _age(words)
    if age is not None and age < 18:
        return ActorKind.CHILD
    main, after = words, []
    if "of" in words[1:]:
        at = words.index("of", 1)
        main, after = words[:at], words[at + 1 :]
    for last in range(len(main) - 1, -1, -1):
        noun = person_noun(main[last])
        if noun is not None:
            return _decided(noun, main[:last], after)
    if after:
        return _phrase_kind(" ".join(after))
    return ActorKind.CIVILIAN if age is not None else None


def _decided(noun: str, before: Sequence[str], after: Sequence[str]) -> ActorKind:
    """The kind of `noun` among the words before it and behind its "of"."""
    own = _own_kind(noun)
    if noun in _named("forces", "nouns"):
        return _by_words(_before("forces"), before) or own
    if noun in _named("before", "kept"):
        return _child_by_words(before) or own
    by_words = _before("before")
    if own in _OPEN or noun in _MEMBERS:
        kind = _by_words(by_words, before)
        if kind is None and noun in _MEMBERS:
            kind = _by_words(by_words, after)
            nouns = [_own_kind(at) for word in after if (at := person_noun(word))]
            kind = kind or next((at for at in nouns if at is not ActorKind.CIVILIAN), None)
        return kind or own
    return own


def _by_words(kinds: Mapping[str, ActorKind], words: Sequence[str]) -> ActorKind | None:
    """The kind that the nearest deciding word gives; words of two are looked up first."""
    for at in range(len(words) - 1, -1, -1):
        pair = f"{words[at - 1]} {words[at]}" if at else ""
        parts = words[at].rsplit("-", 1)
        word = words[at].removesuffix("'s")
        kind = kinds.get(pair) or kinds.get(word) or (kinds.get(parts[-1]) if parts[1:] else None)
        if kind:
            return kind
    return None


def _child_by_words(words: Sequence[str]) -> ActorKind | None:
    kind = _by_words(_before("before"), words)
    return kind if kind is ActorKind.CHILD else None


_AGE = re.compile(r"^(\w+)-(year|month|week|day)s?-old(s)?$")


def _age(words: Sequence[str]) -> int | None:
    """The age in years that "12-year-old" among the words gives; months and weeks are 0."""
    for word in words:
        match = _AGE.match(word)
        if match:
            return 0 if match[2] != "year" else _years(match[1])
    return None


def _years(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    numbers = table("lexicons/en/counts")
    values = numbers["units"]["words"] | numbers["tens"]["words"]
    found: int | None = values.get(word)
    return found
