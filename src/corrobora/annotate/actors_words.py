"""The words of data/lexicons/en/actors.toml as sets and maps, read once."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from corrobora.codebook.table import table
from corrobora.values import ActorKind


@dataclass(frozen=True)
class Body:
    """What a noun for a body of people says: its kind, and whether the words before it decide."""

    kind: ActorKind
    open: bool
    weak: bool


@dataclass(frozen=True)
class ActorWords:
    """The lexicon of actors; `demonyms` maps a lower-case form to a country's code."""

    ranks: frozenset[str]
    weak_ranks: frozenset[str]
    titles: Mapping[str, str | None]
    posts: frozenset[str]
    status: frozenset[str]
    departments: frozenset[str]
    status_qualifiers: frozenset[str]
    bodies: Mapping[str, Body]
    anaphoric_groups: frozenset[str]
    anaphoric_persons: frozenset[str]
    partitives: frozenset[str]
    modifiers: Mapping[str, ActorKind]
    violence_verbs: frozenset[str]
    violence_nouns: frozenset[str]
    doing_verbs: frozenset[str]
    residence: frozenset[str]
    membership: frozenset[str]
    conviction: frozenset[str]
    sentence: frozenset[str]
    things: frozenset[str]
    things_and_surnames: frozenset[str]
    sexes: Mapping[str, str]
    first_names: Mapping[str, str]
    undergoing: frozenset[str]
    members: frozenset[str]
    terror_nouns: frozenset[str]
    rulers: frozenset[str]
    peoples: frozenset[str]
    particles: frozenset[str]
    never: frozenset[str]
    demonyms: Mapping[str, str]


@functools.cache
def actor_words() -> ActorWords:
    """The lexicon, the same object every time."""
    given = table("lexicons/en/actors")
    titles: dict[str, str | None] = dict.fromkeys(given["titles"]["any"])
    titles |= dict.fromkeys(given["titles"]["male"], "male")
    titles |= dict.fromkeys(given["titles"]["female"], "female")
    return ActorWords(
        ranks=frozenset(given["ranks"]["words"]),
        weak_ranks=frozenset(given["ranks"]["weak"]),
        titles=titles,
        posts=frozenset(given["posts"]["words"]),
        departments=frozenset(given["departments"]["words"]),
        status=frozenset(given["status"]["words"]),
        status_qualifiers=frozenset(given["status"]["qualifiers"]),
        bodies=_bodies(),
        anaphoric_groups=frozenset(given["anaphors"]["group"]),
        anaphoric_persons=frozenset(given["anaphors"]["person"]),
        partitives=frozenset(given["partitives"]["nouns"]),
        modifiers={word: ActorKind(kind) for word, kind in given["modifiers"]["kinds"].items()},
        violence_verbs=frozenset(given["violence"]["verbs"]),
        violence_nouns=frozenset(given["violence"]["nouns"]),
        doing_verbs=frozenset(given["doing"]["verbs"]) | frozenset(given["violence"]["verbs"]),
        residence=frozenset(given["verbs"]["residence"]),
        membership=frozenset(given["verbs"]["membership"]),
        conviction=frozenset(given["verbs"]["conviction"]),
        sentence=frozenset(given["verbs"]["sentence"]),
        things_and_surnames=frozenset(given["things_and_surnames"]["words"]),
        things=frozenset(given["things"]["words"]),
        sexes=_by_sex("sex"),
        first_names=_by_sex("first_names"),
        undergoing=frozenset(given["undergoing"]["verbs"]),
        members=frozenset(given["ranks_and_file"]["nouns"]),
        terror_nouns=frozenset(given["ranks_and_file"]["terror"]),
        rulers=frozenset(given["ranks_and_file"]["rulers"]),
        peoples=frozenset(given["sides"]["peoples"]),
        particles=frozenset(given["particles"]["words"]),
        never=frozenset(given["never"]["words"]),
        demonyms=_demonyms(),
    )


def _by_sex(name: str) -> dict[str, str]:
    given = table("lexicons/en/actors")[name]
    found = dict.fromkeys(given["female"], "female")
    return found | dict.fromkeys(given["male"], "male")


def _bodies() -> dict[str, Body]:
    given = table("lexicons/en/actors")["bodies"]
    weak = frozenset(given["government"]["weak"])
    found: dict[str, Body] = {}
    for section in given.values():
        for noun in section["nouns"]:
            body = Body(ActorKind(section["kind"]), section.get("open", False), noun in weak)
            found.setdefault(noun, body)
    return found


def _demonyms() -> dict[str, str]:
    """Adjectives and nouns of peoples, singular and plural, with the first country they fit."""
    found: dict[str, str] = {}
    for code, country in table("countries").items():
        for demonym in country["demonyms"]:
            form = demonym.lower()
            found.setdefault(form, code)
            if not form.endswith(("ese", "ish", "ch", "ss", "men", "ic")):
                found.setdefault(f"{form}s", code)
    return found
