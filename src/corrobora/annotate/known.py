"""Known actors: what a name stands for, by the table data/actors.toml and a user's additions.

A name is found word by word, whatever stands between the words ("al-Qaida", "al Qaida"), and only
where the text writes it as a name. The longest name at a place wins.
"""

import functools
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from corrobora.annotate.tokens import Parsed
from corrobora.codebook.table import table
from corrobora.errors import ConfigError
from corrobora.model import SpeakerKind
from corrobora.values import ActorKind

_WORD = re.compile(r"[^\W_]+(?:[.'&][^\W_]+)*\.?")
_GAP = re.compile(r"[\s\-–/()]*$")
_FIELDS = frozenset(
    ["name", "aliases", "country", "from", "to", "seats", "speaker", "does", "kind"]
)


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the table. `first` and `last` are years, None where they are not sure.

    `seats` are names of places that stand for a state's government; `state` tells a state from
    a body of it. `speaker` is what the actor is when it speaks, None for the kind's usual.
    """

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    country: str | None = None
    first: int | None = None
    last: int | None = None
    speaker: SpeakerKind | None = None
    state: bool = False


@dataclass(frozen=True, slots=True)
class KnownName:
    """A place in the text where a known actor is named: tokens `[first, last)`."""

    first: int
    last: int
    actor: KnownActor
    seat: bool


class KnownActors:
    """Known actors by id and by name."""

    def __init__(self, actors: Sequence[KnownActor]) -> None:
        self.by_id: Mapping[str, KnownActor] = {actor.id: actor for actor in actors}
        self._names: dict[str, list[tuple[tuple[str, ...], str, KnownActor, bool]]] = {}
        for actor in actors:
            for name in (actor.name, *actor.aliases):
                self._add(name, actor, seat=False)
            for name in actor.seats:
                self._add(name, actor, seat=True)
        for entries in self._names.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _add(self, name: str, actor: KnownActor, *, seat: bool) -> None:
        words = tuple(_key(match.group()) for match in _WORD.finditer(_even(name)))
        if words:
            self._names.setdefault(words[0], []).append((words, name, actor, seat))

    def named(self, name: str) -> KnownActor | None:
        """The actor whose name or other name `name` is, whatever its case, or None."""
        words = tuple(_key(match.group()) for match in _WORD.finditer(_even(name)))
        for candidate, _, actor, _ in self._names.get(words[0], ()) if words else ():
            if candidate == words:
                return actor
        return None

    def find(self, parsed: Parsed) -> list[KnownName]:
        """Where known actors are named, in text order, without overlap."""
        found: list[KnownName] = []
        text = _even(parsed.text)
        words = [(match, _key(match.group())) for match in _WORD.finditer(text)]
        at = 0
        while at < len(words):
            hit = self._longest(parsed, text, words, at) if words[at][1] in self._names else None
            if hit is None:
                at += 1
                continue
            name, length = hit
            found.append(name)
            at += length
        return found

    def _longest(
        self, parsed: Parsed, text: str, words: Sequence[tuple[re.Match[str], str]], at: int
    ) -> tuple[KnownName, int] | None:
        for candidate, name, actor, seat in self._names[words[at][1]]:
            here = words[at : at + len(candidate)]
            if tuple(key for _, key in here) != candidate:
                continue
            run = [match for match, _ in here]
            gaps = pairwise(run)
            if not all(_GAP.match(text[left.end() : right.start()]) for left, right in gaps):
                continue
            start, end = run[0].start(), _name_end(text, run[-1], name)
            tokens = parsed.tokens_in(start, end)
            if tokens and _written_as_name(text[start:end], name):
                if _is_word(parsed, tokens, name):
                    continue
                return KnownName(tokens[0], tokens[-1] + 1, actor, seat), len(candidate)
        return None


def _name_end(text: str, word: re.Match[str], name: str) -> int:
    """Where a name ends whose last word is `word`, without a possessive or a sentence's stop."""
    end = word.end()
    if text[end - 1] == "." and not name.endswith("."):
        end -= 1
    if text[word.start() : end].lower().endswith("'s") and not name.lower().endswith("'s"):
        end -= 2
    return end


def _written_as_name(surface: str, name: str) -> bool:
    """Whether the surface has the capitals that the name has; short names need all of theirs."""
    if surface.isupper() and len(surface) > 1:
        return True
    if len(name) <= 5 and name.isalpha():
        return surface == name
    return surface[0].isupper() or surface == name or surface.lower() != surface


def _is_word(parsed: Parsed, tokens: range, name: str) -> bool:
    """Whether capitals throughout hide a plain word ("IS", "MAS", "LET") behind a short name."""
    token = parsed.tokens[tokens[0]]
    return len(tokens) == 1 and len(name) <= 4 and not token.tag.startswith(("NN", "JJ"))


def _even(name: str) -> str:
    return name.replace("’", "'").replace("‘", "'").replace("ʼ", "'")


def _key(word: str) -> str:
    """The form under which a word is looked up: lower case, full stops and possessive away."""
    word = word.lower().replace(".", "")
    return word.removesuffix("'s") if word.endswith("'s") else word


def _actor(identity: str, entry: Mapping[str, Any], kind: ActorKind, where: str) -> KnownActor:
    unknown = set(entry) - _FIELDS
    if unknown or "name" not in entry:
        problem = f"unknown fields {sorted(unknown)}" if unknown else "no name"
        raise ConfigError(f"actor {identity!r} in {where}: {problem}")
    try:
        return KnownActor(
            id=identity,
            name=entry["name"],
            kind=ActorKind(entry.get("does", entry.get("kind", kind))),
            aliases=tuple(entry.get("aliases", ())),
            seats=tuple(entry.get("seats", ())),
            country=entry.get("country", identity if len(identity) == 2 else None),
            first=entry.get("from"),
            last=entry.get("to"),
            speaker=SpeakerKind(entry["speaker"]) if "speaker" in entry else None,
            state=where.endswith("[states]"),
        )
    except ValueError as error:
        raise ConfigError(f"actor {identity!r} in {where}: {error}") from None


def read_actors(tables: Mapping[str, Any], where: str) -> list[KnownActor]:
    """The actors of a table of the form of data/actors.toml. Raises ConfigError."""
    found = []
    for section, entries in tables.items():
        place = f"{where} [{section}]"
        try:
            kind = ActorKind(entries.get("kind", section))
        except ValueError:
            raise ConfigError(f"{place}: no such kind of actor") from None
        for identity, entry in entries.get("actors", {}).items():
            found.append(_actor(identity, entry, kind, place))
    return found


def merged(actors: Sequence[KnownActor], additions: Sequence[KnownActor]) -> list[KnownActor]:
    """The actors with additions, which replace by id and take over any name that they give."""
    taken = {_folded(name) for actor in additions for name in (actor.name, *actor.aliases)}
    replaced = {actor.id for actor in additions}
    kept = []
    for actor in actors:
        if actor.id in replaced:
            continue
        aliases = tuple(name for name in actor.aliases if _folded(name) not in taken)
        if _folded(actor.name) in taken:
            if not aliases:
                continue
            kept.append(replace(actor, name=aliases[0], aliases=aliases[1:]))
        else:
            kept.append(replace(actor, aliases=aliases))
    return [*kept, *additions]


def _folded(name: str) -> tuple[str, ...]:
    return tuple(_key(match.group()) for match in _WORD.finditer(_even(name)))


@functools.cache
def known_actors(additions: Path | None = None) -> KnownActors:
    """The known actors, with those of the file `additions` if one is given. Raises ConfigError."""
    actors = read_actors(table("actors"), "data/actors.toml")
    if additions is not None:
        try:
            content = tomllib.loads(additions.read_text(encoding="utf-8"))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{additions}: {error}") from error
        actors = merged(actors, read_actors(content, str(additions)))
    return KnownActors(actors)
