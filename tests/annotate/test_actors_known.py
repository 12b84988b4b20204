"""Known actors: the table, a user's additions, and where the text names them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corrobora.annotate.known import KnownActors, known_actors, merged, read_actors
from corrobora.annotate.tokens import Parsed
from corrobora.codebook.table import table
from corrobora.errors import ConfigError
from corrobora.values import ActorKind

Parse = Callable[..., Parsed]


def found(parsed: Parsed, actors: KnownActors | None = None) -> list[tuple[str, str]]:
    names = (actors or known_actors()).find(parsed)
    return [(parsed.words(name.first, name.last), name.actor.id) for name in names]


def test_no_name_stands_for_two_actors() -> None:
    owners: dict[tuple[str, ...], set[str]] = {}
    for actor in known_actors().by_id.values():
        for name in (actor.name, *actor.aliases, *actor.seats):
            words = tuple(name.lower().replace(".", "").replace("’", "'").split())
            owners.setdefault(words, set()).add(actor.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_every_section_says_why_and_gives_an_example() -> None:
    for name, section in table("actors").items():
        assert section["reason"], name
        assert section["example"], name


def test_years_run_forward() -> None:
    for actor in known_actors().by_id.values():
        if actor.first is not None and actor.last is not None:
            assert actor.first <= actor.last, actor.id


def test_ids_are_unique_over_all_sections() -> None:
    ids = [actor.id for actor in read_actors(table("actors"), "data/actors.toml")]
    assert len(ids) == len(set(ids))


def test_short_and_full_names_are_one_actor(parse_text: Parse) -> None:
    text = "Fighters of the Kachin Independence Army said on Friday that the KIA held the mine."
    assert [identity for _, identity in found(parse_text(text))] == ["kia", "kia"]


def test_the_longest_name_wins(parse_text: Parse) -> None:
    text = "The Popular Front for the Liberation of Palestine-General Command kept silent."
    assert found(parse_text(text))[0][1] == "pflp-gc"


def test_a_possessive_and_a_full_stop_are_no_part_of_the_name(parse_text: Parse) -> None:
    words = [name for name, _ in found(parse_text("Renamo's men met Frelimo."))]
    assert words[0] == "Renamo"


def test_a_hyphen_or_a_space_makes_no_difference(parse_text: Parse) -> None:
    text = "The preacher praised al Shabaab, and al-Shabaab thanked him."
    assert [identity for _, identity in found(parse_text(text))] == ["al-shabaab"] * 2


def test_a_plain_word_is_no_short_name(parse_text: Parse) -> None:
    assert found(parse_text("The mine is shut, and a mas in the valley is empty.")) == []


def test_a_lower_case_word_is_no_name(parse_text: Parse) -> None:
    assert (
        found(parse_text("They sold turkey and chili at a fair in the jordan of their dreams."))
        == []
    )


def test_a_users_own_actor_is_found(parse_text: Parse, tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        '[militia]\n[militia.actors]\nheron = { name = "Heron Guard", aliases = ["HG"] }\n'
    )
    actors = known_actors(file)
    assert actors.by_id["heron"].kind is ActorKind.MILITIA
    assert found(parse_text("The Heron Guard closed the ferry."), actors) == [
        ("Heron Guard", "heron")
    ]


def test_a_users_own_actor_takes_over_a_name() -> None:
    own = read_actors({"rebel": {"actors": {"ira-x": {"name": "RSF"}}}}, "own.toml")
    actors = KnownActors(merged(list(known_actors().by_id.values()), own))
    taken, left = actors.named("RSF"), actors.named("Rapid Support Forces")
    assert taken is not None
    assert left is not None
    assert (taken.id, left.id) == ("ira-x", "rsf")


@pytest.mark.parametrize(
    "content",
    [
        '[rebel.actors]\nx = { nom = "X" }\n',
        '[wizard.actors]\nx = { name = "X" }\n',
        '[rebel.actors]\nx = { name = "X", speaker = "oracle" }\n',
        "not toml at all",
    ],
)
def test_a_bad_additions_file_is_refused(content: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(content)
    with pytest.raises(ConfigError):
        known_actors(file)
