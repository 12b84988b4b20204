"""Names that stand beside a noun for people."""

from collections.abc import Callable

import pytest

from corrobora.annotate.actors import find_actors
from corrobora.annotate.mentions import Annotated
from corrobora.annotate.tokens import Parsed
from corrobora.extract.context import Context
from corrobora.extract.naming import named_beside, with_names

Parse = Callable[..., Parsed]


def names(parsed: Parsed, noun: str) -> list[str]:
    actors, entities = find_actors(parsed)
    context = Context(Annotated(parsed=parsed, actors=actors, entities=entities))
    index = next(token.index for token in parsed.tokens if token.lower == noun)
    found = with_names(context, [index]) - {index}
    assert set(named_beside(context, index)) == found
    return [parsed.tokens[at].text for at in sorted(found)]


@pytest.mark.parametrize(
    ("text", "noun", "wanted"),
    [
        (
            "Gunmen killed two reporters, Roberto Navarro and Mario Pinto, on Sunday.",
            "reporters",
            ["Navarro", "Pinto"],
        ),
        (
            "The blast killed nine people, including the teacher Elisa Vargas.",
            "people",
            ["Vargas"],
        ),
        ("Gunmen killed two reporters, a driver and a cook.", "reporters", []),
        ("Gunmen killed two reporters from Lima.", "reporters", []),
    ],
)
def test_a_group_has_the_names_given_for_it(
    parse_text: Parse, text: str, noun: str, wanted: list[str]
) -> None:
    assert names(parse_text(text), noun) == wanted
