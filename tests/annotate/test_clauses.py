"""Who does what to whom is read by meaning, whatever the grammar."""

from collections.abc import Callable

import pytest

from corrobora.annotate.clauses import verb_arguments
from corrobora.annotate.tokens import Parsed

Parse = Callable[..., Parsed]


def read(parsed: Parsed, verb: str) -> tuple[list[str], list[str]]:
    index = next(t.index for t in parsed.tokens if t.lower == verb)
    found = verb_arguments(parsed, index)
    return (
        [parsed.tokens[at].text for at in found.agents],
        [parsed.tokens[at].text for at in found.patients],
    )


@pytest.mark.parametrize(
    ("sentence", "verb", "agents", "patients"),
    [
        ("Militants killed two nurses.", "killed", ["Militants"], ["nurses"]),
        ("Two nurses were killed by militants.", "killed", ["militants"], ["nurses"]),
        ("The nurses killed by militants were from Orsk.", "killed", ["militants"], ["nurses"]),
        ("The militants who killed two nurses fled.", "killed", ["militants"], ["nurses"]),
        ("The militants who killed two nurses fled.", "fled", ["militants"], []),
        ("A guard shot and killed two nurses.", "shot", ["guard"], ["nurses"]),
        ("A guard shot and killed two nurses.", "killed", ["guard"], ["nurses"]),
        ("A sergeant shot two nurses before fleeing.", "fleeing", ["sergeant"], []),
        ("Gunmen stormed the clinic, killing two nurses.", "killing", ["Gunmen"], ["nurses"]),
        ("He was arrested and sent to prison.", "sent", [], ["He"]),
        ("Villagers were forced to leave.", "leave", ["Villagers"], []),
        (
            "A shell killed a teacher and wounded three pupils and a guard.",
            "wounded",
            ["shell"],
            ["pupils", "guard"],
        ),
    ],
)
def test_arguments(
    parse_text: Parse, sentence: str, verb: str, agents: list[str], patients: list[str]
) -> None:
    assert read(parse_text(sentence), verb) == (agents, patients)


def test_the_doer_after_according_to_is_not_one_of_the_sources(parse_text: Parse) -> None:
    parsed = parse_text(
        "According to two local bloggers, 41-year-old militia Capt. Oleh Brand shot a nurse."
    )
    agents, patients = read(parsed, "shot")
    assert agents == ["Brand"]
    assert patients == ["nurse"]
