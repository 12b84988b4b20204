"""Persons' names and what the text says of the person."""

from collections.abc import Callable

import pytest

from corrobora.annotate.actors import find_actors
from corrobora.annotate.mentions import Entity
from corrobora.annotate.tokens import Parsed
from corrobora.model import Role
from corrobora.values import ActorKind

Parse = Callable[..., Parsed]


def persons(parsed: Parsed) -> dict[str, Entity]:
    _, entities = find_actors(parsed)
    return {entity.name: entity for entity in entities if entity.person}


def told(entity: Entity, role: Role) -> list[str]:
    return [detail.text for detail in entity.attributes if detail.role is role]


def test_the_name_keeps_the_rank_and_leaves_out_age_and_status(parse_text: Parse) -> None:
    text = "Bloggers wrote that 41-year-old conscript Cpl. Anton Rybak deserted."
    found = persons(parse_text(text))
    assert "Cpl. Anton Rybak" in found
    rybak = found["Cpl. Anton Rybak"]
    assert told(rybak, Role.AGE) == ["41"]
    assert told(rybak, Role.RANK) == ["Cpl."]
    assert told(rybak, Role.STATUS) == ["conscript"]


def test_the_whole_lead_is_one_mention(parse_text: Parse) -> None:
    parsed = parse_text("Bloggers wrote that 41-year-old conscript Cpl. Anton Rybak deserted.")
    mentions, _ = find_actors(parsed)
    words = [parsed.text[m.start : m.end] for m in mentions]
    assert "41-year-old conscript Cpl. Anton Rybak" in words


def test_a_post_before_a_name_is_the_position(parse_text: Parse) -> None:
    found = persons(parse_text("Deputy Transport Minister Olena Sydorenko opened the tunnel."))
    assert told(found["Olena Sydorenko"], Role.POSITION) == ["Deputy Transport Minister"]


def test_an_age_behind_a_name(parse_text: Parse) -> None:
    found = persons(parse_text("Peter Okello, 33, was found dead by the lake."))
    assert told(found["Peter Okello"], Role.AGE) == ["33"]


def test_a_number_behind_a_name_that_counts_is_no_age(parse_text: Parse) -> None:
    found = persons(parse_text("According to Peter Okello, 33 goats were stolen."))
    assert told(found["Peter Okello"], Role.AGE) == []


def test_an_apposition_tells_the_status(parse_text: Parse) -> None:
    text = "Peter Okello, 33, a former soldier, was found dead by the lake."
    found = persons(parse_text(text))
    assert told(found["Peter Okello"], Role.STATUS) == ["former soldier"]


def test_an_apposition_tells_the_position(parse_text: Parse) -> None:
    text = "Rosa Quispe, the governor of Ayacucho, escaped the blast."
    found = persons(parse_text(text))
    assert told(found["Rosa Quispe"], Role.POSITION) == ["governor of Ayacucho"]


def test_a_fronted_origin_is_the_subjects(parse_text: Parse) -> None:
    text = "Originally from Gulu in Uganda, Peter Okello settled in Nairobi."
    okello = persons(parse_text(text))["Peter Okello"]
    assert told(okello, Role.ORIGIN) == ["Gulu in Uganda"]
    assert told(okello, Role.RESIDENCE) == ["Nairobi"]


def test_a_planned_move_is_no_residence(parse_text: Parse) -> None:
    okello = persons(parse_text("Peter Okello may move to Nairobi."))["Peter Okello"]
    assert told(okello, Role.RESIDENCE) == []


def test_a_conviction_with_year_crimes_and_penalty(parse_text: Parse) -> None:
    text = (
        "Marek Dvorak, who was convicted in 2011 of arson and robbery, was sentenced to 12 years."
    )
    dvorak = persons(parse_text(text))["Marek Dvorak"]
    assert told(dvorak, Role.CONVICTED_IN) == ["2011"]
    assert told(dvorak, Role.CONVICTED_OF) == ["arson", "robbery"]
    assert told(dvorak, Role.PENALTY) == ["12 years"]


def test_a_term_being_served(parse_text: Parse) -> None:
    text = "Marek Dvorak was serving a 12-year sentence for burning a barn."
    dvorak = persons(parse_text(text))["Marek Dvorak"]
    assert told(dvorak, Role.PENALTY) == ["12-year sentence"]
    assert told(dvorak, Role.CONVICTED_OF) == ["burning a barn"]


def test_one_who_was_not_convicted_has_no_conviction(parse_text: Parse) -> None:
    dvorak = persons(parse_text("Marek Dvorak was not convicted of arson."))["Marek Dvorak"]
    assert told(dvorak, Role.CONVICTED_OF) == []


def test_membership_by_joining(parse_text: Parse) -> None:
    text = "Samuel Deng joined the Sudan People's Liberation Army in 1987."
    deng = persons(parse_text(text))["Samuel Deng"]
    assert any("Liberation Army" in words for words in told(deng, Role.MEMBER_OF))


def test_the_body_behind_an_age_is_what_one_is_a_member_of(parse_text: Parse) -> None:
    text = "Sgt. Oleh Marchenko, 34, of the 3rd Assault Brigade, was killed on Monday."
    (marchenko,) = persons(parse_text(text)).values()
    assert told(marchenko, Role.MEMBER_OF) == ["the 3rd Assault Brigade"]
    assert not told(marchenko, Role.RESIDENCE)


def test_nationality_before_a_name(parse_text: Parse) -> None:
    found = persons(parse_text("Ugandan nurse Grace Auma was abducted."))
    assert told(found["Grace Auma"], Role.NATIONALITY) == ["Ugandan"]


def test_sex_by_a_pronoun_not_by_a_first_name(parse_text: Parse) -> None:
    named = persons(parse_text("Grace Auma was abducted."))["Grace Auma"]
    assert told(named, Role.SEX) == []
    spoken = persons(parse_text("Grace Auma was abducted. She escaped on foot."))["Grace Auma"]
    assert told(spoken, Role.SEX) == ["female"]


def test_every_detail_stands_in_the_text(parse_text: Parse) -> None:
    parsed = parse_text(
        "Retired judge Ines Prado, 61, of Quito, moved to the coast region of Peru."
    )
    for entity in persons(parsed).values():
        for detail in entity.attributes:
            if detail.role is not Role.SEX:
                assert detail.text in " ".join(parsed.text[detail.start : detail.end].split())


@pytest.mark.parametrize(
    "text",
    [
        "The Zambezi rose, and Victoria Falls was closed.",
        "They marched along Martin Avenue on Friday.",
        "The Geneva Convention forbids it.",
        "On Easter Monday the shops were shut.",
    ],
)
def test_names_of_places_and_papers_are_no_persons(parse_text: Parse, text: str) -> None:
    assert persons(parse_text(text)) == {}


def test_a_ruler_named_before_the_regime_is_of_the_government(parse_text: Parse) -> None:
    text = "The Kandoro regime fell. Kandoro fled. General Josiah Kandoro had ruled alone."
    found = persons(parse_text(text))
    kinds = {entity.kind for name, entity in found.items() if "Kandoro" in name}
    assert kinds <= {ActorKind.GOVERNMENT, ActorKind.MILITARY}
