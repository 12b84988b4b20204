"""The word tables of places, made ready for look-up by lower-case words."""

import functools
from dataclasses import dataclass

from corrobora.annotate.gazetteer.names import fold
from corrobora.codebook.table import table


@dataclass(frozen=True)
class Words:
    """The tables of lexicons/en/places and countries, each as a set or a map.

    `people_starts` are the first words of all demonyms, by which most words are passed over fast.
    """

    prepositions: frozenset[str]
    weak: frozenset[str]
    sure: frozenset[str]
    verbs: frozenset[str]
    sure_verbs: frozenset[str]
    deeds: dict[str, float]
    deeds_on: dict[str, float]
    relations: dict[tuple[str, ...], tuple[str, float]]
    directions: dict[str, str]
    borders: frozenset[str]
    grounds: frozenset[str]
    border_km: float
    institutions: frozenset[str]
    kinds: dict[str, str]
    before: frozenset[str]
    after: frozenset[str]
    organisations: frozenset[str]
    titles: frozenset[str]
    people: frozenset[str]
    roads_numbered: frozenset[str]
    roads_named: frozenset[str]
    speech: frozenset[str]
    never: frozenset[str]
    abbreviations: dict[str, str]
    demonyms: dict[str, tuple[str, ...]]
    region_people: dict[str, str]
    people_starts: frozenset[str]
    endings: dict[str, str]
    sold: frozenset[str]


@functools.cache
def words() -> Words:
    """The tables, read once."""
    given = table("lexicons/en/places")
    relations: dict[tuple[str, ...], tuple[str, float]] = {}
    for relation, row in given["relations"].items():
        for phrase in row["words"]:
            relations[tuple(phrase.split())] = (relation, float(row["adds_km"]))
    directions = {}
    for direction, row in given["directions"].items():
        for word in row["words"]:
            directions[word] = direction
    kinds: dict[str, str] = {}
    for row in given["kinds"].values():
        for word in row["words"]:
            kinds.setdefault(word.lower(), row["kind"])
    demonyms = _demonyms()
    region_people = {
        form: place
        for place, people in given["region_people"].items()
        for name in people
        for form in _forms(name)
    }
    return Words(
        prepositions=frozenset(given["prepositions"]["words"]),
        weak=frozenset(given["prepositions"]["weak"]),
        sure=frozenset(given["prepositions"]["sure"]),
        verbs=frozenset(given["verbs"]["words"]),
        sure_verbs=frozenset(given["verbs"]["sure"]),
        deeds={
            word: float(row["points"]) for row in given["deeds"].values() for word in row["words"]
        },
        deeds_on={
            word: float(row["points"])
            for row in given["deeds_on"].values()
            for word in row["words"]
        },
        relations=relations,
        directions=directions,
        borders=frozenset(given["lands"]["border"]),
        grounds=frozenset(given["lands"]["ground"]),
        border_km=float(given["lands"]["adds_km"]),
        institutions=frozenset(given["lands"]["institution"]),
        kinds=kinds,
        before=frozenset(given["name_words"]["before"]),
        after=frozenset(given["name_words"]["after"]),
        organisations=frozenset(given["holders"]["organisation"]),
        titles=frozenset(given["holders"]["titles"]),
        people=frozenset(given["people"]["words"]),
        roads_numbered=frozenset(given["roads"]["numbered"]),
        roads_named=frozenset(given["roads"]["named"]),
        speech=frozenset(given["speech"]["verbs"]),
        never=frozenset(given["never"]["words"]),
        abbreviations={
            short: code for code, forms in given["abbreviations"].items() for short in forms
        },
        demonyms=demonyms,
        region_people=region_people,
        people_starts=frozenset(form.split()[0] for form in demonyms.keys() | region_people.keys()),
        endings=dict(given["sites"]["endings"]),
        sold=frozenset(given["sites"]["sold"]),
    )


def _demonyms() -> dict[str, tuple[str, ...]]:
    """The countries of each demonym, singular and plural, in folded form."""
    found: dict[str, list[str]] = {}
    for code, country in table("countries").items():
        for demonym in country["demonyms"]:
            for form in _forms(demonym):
                found.setdefault(form, []).append(code)
    return {form: tuple(codes) for form, codes in found.items()}


def _forms(name: str) -> set[str]:
    """A demonym in folded form, with its regular plural where it can have one."""
    forms = {fold(name)}
    if not name.endswith(("ese", "ish", "ch", "ss", "men", "ic")):
        forms.add(fold(name) + "s")
    return forms
