"""The tables by which claims read as MUC-4 fills, and the words of a phrase as they use them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

TABLES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("muc4_tables.toml").read_text(encoding="utf-8")
)

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9.'-]*[a-z0-9'])?", re.IGNORECASE)

# Words before a noun that are no part of a fill (part 2: answers may leave them out).
_LEADING = frozenset(
    "the a an this that these those some any all several another other at least about "
    "approximately only just over more than his her its their our".split()
)


@cache
def listed(name: str) -> frozenset[str]:
    """The words of a table's `words` or `kinds`, separated by blanks."""
    table = TABLES[name]
    return frozenset((table.get("words") or table["kinds"]).split())


@cache
def terms(name: str) -> tuple[str, ...]:
    """The terms of a table's `words`, separated by commas."""
    return tuple(TABLES[name]["words"].split(","))


def words(phrase: str) -> list[str]:
    """The words of a phrase in lower case."""
    return [word.lower() for word in _WORD.findall(phrase)]


def holds(phrase: str, term: str) -> bool:
    """Whether a term stands in a phrase as whole words."""
    return f" {term} " in f" {' '.join(words(phrase))} "


def plain_letters(name: str) -> str:
    """A name without accents, as the messages write it."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if not unicodedata.combining(c))


def tidy(phrase: str) -> str:
    """A phrase as a fill: one line, capitals, without leading articles and closing marks."""
    left = " ".join(phrase.split()).strip(" ,.;:-")
    tokens = left.split(" ")
    while len(tokens) > 1 and tokens[0].lower() in _LEADING:
        tokens = tokens[1:]
    return " ".join(tokens).upper()


def known(names: Iterable[str], name: str) -> bool:
    """Whether a name holds, or is held by, one of the names."""
    return any(name in other or other in name for other in names)


@cache
def instrument_type(phrase: str) -> str | None:
    """The type of the instrument that a phrase names, or None."""
    for entry in TABLES["instruments"]:
        if any(_names(phrase, term) for term in entry["words"].split(",")):
            return str(entry["type"])
    return None


def _names(phrase: str, term: str) -> bool:
    return holds(phrase, term) or holds(phrase, term + "s")


@cache
def object_type(phrase: str) -> str | None:
    """The type of the physical target that a phrase names: by its last noun that tells one."""
    named = words(phrase.split(" OF ")[0]) or words(phrase)
    every = words(phrase)
    for tokens in (named, every):
        for token in reversed(tokens):
            for entry in TABLES["objects"]:
                if token in entry["words"].split(","):
                    return str(entry["type"])
    return None


@cache
def people_type(phrase: str) -> str | None:
    """The type of the human target that a description tells, or None."""
    for entry in TABLES["people"]:
        if "all" in entry and not any(holds(phrase, one) for one in entry["all"].split(",")):
            continue
        if any(holds(phrase, term) for term in entry["words"].split(",")):
            return str(entry["type"])
    return None


def nation(phrase: str) -> str | None:
    """The country whose adjective stands in a phrase, or None."""
    found = (TABLES["nationalities"].get(word) for word in words(phrase))
    return next((str(country) for country in found if country), None)


def country_name(code: str | None) -> str | None:
    """A country as the closed list names it, from its ISO code; None where it is not on it."""
    name = TABLES["countries"].get(code) or TABLES["other_countries"].get(code)
    return str(name) if name else None
