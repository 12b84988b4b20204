"""Nouns for people and the kinds that they say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate.people import group_kind, is_person_noun, person_noun
from corrobora.codebook.table import table
from corrobora.values import ActorKind

NOUNS = [
    noun
    for section in table("lexicons/en/people").values()
    if "kind" in section
    for noun in section["nouns"]
]


def test_no_noun_has_two_kinds() -> None:
    assert len(NOUNS) == len(set(NOUNS))


def test_the_table_holds_several_hundred_nouns() -> None:
    assert len(NOUNS) > 600


@given(st.sampled_from(NOUNS), st.booleans())
def test_every_noun_of_the_table_is_known_in_both_cases(noun: str, capitals: bool) -> None:
    if noun in table("lexicons/en/people")["plural_only"]["nouns"]:
        noun = f"{noun}s"
    word = noun.upper() if capitals else noun
    assert is_person_noun(word)
    assert group_kind(word) is not None


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("soldiers", "soldier"),
        ("babies", "baby"),
        ("witnesses", "witness"),
        ("policemen", "policeman"),
        ("fisherwomen", "fisherwoman"),
        ("children", "child"),
        ("people", "person"),
        ("housewives", "housewife"),
        ("Syrians", "syrian"),
        ("passers-by", "passer-by"),
        ("ex-soldiers", "ex-soldier"),
        ("shipbuilders", None),
        ("oxen", None),
        ("Germans", "german"),
    ],
)
def test_plurals_lead_back_to_their_singular(plural: str, singular: str | None) -> None:
    assert person_noun(plural) == singular


@pytest.mark.parametrize(
    "word", ["house", "bullet", "force", "talisman", "abdomen", "city", "year", "number", "wrist"]
)
def test_other_nouns_are_not_people(word: str) -> None:
    assert not is_person_noun(word)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Russian soldiers", ActorKind.MILITARY),
        ("US troops", ActorKind.MILITARY),
        ("special forces", ActorKind.MILITARY),
        ("coalition forces", ActorKind.COALITION),
        ("opposition forces", ActorKind.REBEL),
        ("traffic policemen", ActorKind.POLICE),
        ("off-duty police officers", ActorKind.POLICE),
        ("army officers", ActorKind.MILITARY),
        ("army doctors", ActorKind.MILITARY),
        ("villagers", ActorKind.CIVILIAN),
        ("shop assistants", ActorKind.CIVILIAN),
        ("women and children", ActorKind.CIVILIAN),
        ("children and women", ActorKind.CIVILIAN),
        ("schoolgirls", ActorKind.CHILD),
        ("a 12-year-old", ActorKind.CHILD),
        ("a three-month-old girl", ActorKind.CHILD),
        ("a 40-year-old", ActorKind.CIVILIAN),
        ("teenage boys", ActorKind.CHILD),
        ("television reporters", ActorKind.JOURNALIST),
        ("Red Cross drivers", ActorKind.AID_WORKER),
        ("aid workers", ActorKind.AID_WORKER),
        ("foreign hostages", ActorKind.PRISONER),
        ("armed men", ActorKind.FIGHTER),
        ("suspected insurgents", ActorKind.FIGHTER),
        ("fighters and their families", ActorKind.FIGHTER),
        ("members of the Taliban", ActorKind.FIGHTER),
        ("Isis members", ActorKind.TERRORIST),
        ("the wives of fighters", ActorKind.CIVILIAN),
        ("separatists", ActorKind.REBEL),
        ("militiamen", ActorKind.MILITIA),
        ("robbers", ActorKind.CRIMINAL),
        ("city councillors", ActorKind.GOVERNMENT),
        ("bodies", ActorKind.UNKNOWN),
    ],
)
def test_a_group_has_the_kind_that_its_words_say(words: str, kind: ActorKind) -> None:
    assert group_kind(words) is kind


@pytest.mark.parametrize("words", ["", "buildings", "air strikes", "the city of stone"])
def test_what_is_no_group_of_people_has_no_kind(words: str) -> None:
    assert group_kind(words) is None
