"""Where bombs go off, and what things are of."""

from collections.abc import Callable

import pytest

from corrobora.annotate.mentions import Annotated
from corrobora.annotate.times import find_times
from corrobora.annotate.tokens import Parsed
from corrobora.annotate.triggers import find_triggers
from corrobora.extract.arguments import roles_of
from corrobora.extract.context import Context
from corrobora.extract.targets import blast_targets, named_to

Parse = Callable[..., Parsed]


def targets(parsed: Parsed) -> list[str]:
    """The words of the targets of all triggers of a text."""
    found = Annotated(parsed=parsed, times=find_times(parsed), triggers=find_triggers(parsed))
    context = Context(found)
    return [
        parsed.tokens[at].text
        for trigger in found.triggers
        for at in blast_targets(context, trigger.token)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A bomb exploded outside the bank.", ["bank"]),
        ("A bomb exploded in front of the embassy.", ["embassy"]),
        ("A grenade went off in a restaurant.", ["restaurant"]),
        ("An explosion at the mill hurt nobody.", ["mill"]),
        ("A bomb exploded in the capital.", []),
        ("A bomb exploded at dawn.", []),
        ("A bomb exploded in May.", []),
        ("A bomb exploded in retaliation.", []),
    ],
)
def test_a_bomb_targets_the_thing_where_it_goes_off(
    parse_text: Parse, text: str, wanted: list[str]
) -> None:
    assert targets(parse_text(text)) == wanted


def test_a_thing_is_named_to_the_end_of_what_it_is_of(parse_text: Parse) -> None:
    parsed = parse_text("They burned the offices of the mill yesterday.")
    offices = next(token for token in parsed.tokens if token.lower == "offices")
    assert parsed.tokens[named_to(parsed, offices.index)].lower == "mill"


def test_a_thing_that_is_of_nothing_ends_with_itself(parse_text: Parse) -> None:
    parsed = parse_text("They burned the offices in the town.")
    offices = next(token for token in parsed.tokens if token.lower == "offices")
    assert named_to(parsed, offices.index) == offices.index


@pytest.mark.parametrize(
    "text",
    [
        "Armed men set fire to the mill.",
        "Armed men set the mill on fire.",
        "Armed men set the mill ablaze.",
    ],
)
def test_what_is_set_on_fire_is_burned(parse_text: Parse, text: str) -> None:
    parsed = parse_text(text)
    context = Context(Annotated(parsed=parsed, triggers=find_triggers(parsed)))
    (trigger,) = context.annotated.triggers
    assert trigger.kind == "destruction"
    assert [parsed.tokens[at].text for at in roles_of(context, trigger).whom] == ["mill"]


def test_a_trap_that_is_set_burns_nothing(parse_text: Parse) -> None:
    assert not find_triggers(parse_text("Armed men set a trap near the mill."))
