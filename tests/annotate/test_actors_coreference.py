"""Which mentions of a text are one actor, and which are not."""

from collections.abc import Callable

import pytest

from corrobora.annotate.actors import find_actors
from corrobora.annotate.mentions import ActorMention, Entity
from corrobora.annotate.tokens import Parsed

Parse = Callable[..., Parsed]


class Read:
    """A text with its actors; words are looked up with the number of their occurrence."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.mentions, self.entities = find_actors(parsed)

    def at(self, words: str, number: int = 0) -> ActorMention | None:
        """The mention with these words, the `number`th of them from 0; None where there is none."""
        found = [m for m in self.mentions if self.parsed.text[m.start : m.end] == words]
        return found[number] if number < len(found) else None

    def who(self, words: str, number: int = 0) -> Entity | None:
        mention = self.at(words, number)
        return None if mention is None else self.entities[mention.entity]

    def same(self, left: str, right: str) -> bool:
        a, b = self.at(left), self.at(right)
        assert a is not None, left
        assert b is not None, right
        return a.entity == b.entity


@pytest.fixture
def read(parse_text: Parse) -> Callable[[str], Read]:
    return lambda text: Read(parse_text(text))


Reader = Callable[[str], Read]


def test_a_surname_is_the_full_name(read: Reader) -> None:
    found = read("Sgt. Anton Rybak fled. Rybak was seen near Sumy.")
    assert found.same("Sgt. Anton Rybak", "Rybak")


def test_a_titled_surname_is_the_full_name(read: Reader) -> None:
    assert read("Rosa Prado spoke first. Mrs Prado then left.").same("Rosa Prado", "Mrs Prado")


def test_a_surname_before_the_full_name(read: Reader) -> None:
    found = read("Rybak shot his comrades\n\nSgt. Anton Rybak shot two comrades on Monday.")
    assert found.same("Rybak", "Sgt. Anton Rybak")


def test_two_people_of_one_surname_stay_two(read: Reader) -> None:
    assert not read("Rosa Prado and Hugo Prado were freed.").same("Rosa Prado", "Hugo Prado")


def test_he_is_the_subject_of_the_sentence_before(read: Reader) -> None:
    found = read("Anton Rybak shot a guard. He ran into the woods.")
    assert found.same("Anton Rybak", "He")


def test_she_is_no_man(read: Reader) -> None:
    found = read("Mr Rybak met Mrs Prado. She was tired.")
    assert found.same("Mrs Prado", "She")


def test_him_is_not_the_subject_of_the_same_verb(read: Reader) -> None:
    found = read("Anton Rybak was asleep. The guard woke him.")
    assert found.same("Anton Rybak", "him")


def test_they_are_several(read: Reader) -> None:
    found = read("Three herders met Anton Rybak at the well. They gave him water.")
    assert found.same("Three herders", "They")
    assert found.same("Anton Rybak", "him")


def test_it_that_says_nothing_is_nobody(read: Reader) -> None:
    found = read("The Tamil Tigers left. It is believed that the harvest was poor.")
    assert found.at("It") is None


def test_it_that_speaks_is_the_body_named_before(read: Reader) -> None:
    found = read("Renamo left the talks. It said that the truce was over.")
    assert found.same("Renamo", "It")


def test_who_is_the_noun_before(read: Reader) -> None:
    assert read("Rebels freed the nurse who had treated them.").same("the nurse", "who")


def test_an_apposition_is_the_same_person(read: Reader) -> None:
    found = read("Ines Prado, a judge, was threatened.")
    assert found.same("Ines Prado", "a judge")


def test_a_list_of_kin_is_no_apposition(read: Reader) -> None:
    found = read("He left behind his mother, Ada, his uncle, Jon, and his sister, Eve.")
    uncle, ada = found.at("his uncle"), found.at("Ada")
    assert uncle is None or ada is None or uncle.entity != ada.entity


def test_a_repeated_definite_noun_is_the_earlier_one(read: Reader) -> None:
    found = read("A soldier opened fire. Police said that the soldier was drunk.")
    assert found.same("A soldier", "the soldier")


def test_an_indefinite_noun_is_always_new(read: Reader) -> None:
    found = read("A soldier opened fire in Kaduna. A soldier was wounded in Jos.")
    first, second = found.at("A soldier"), found.at("A soldier", 1)
    assert first is not None
    assert second is not None
    assert first.entity != second.entity


def test_two_candidates_leave_a_description_alone(read: Reader) -> None:
    found = read(
        "A soldier fired at a bus. Another soldier fired at a taxi. The soldier was arrested."
    )
    last = found.at("The soldier")
    first = found.at("A soldier")
    assert last is not None
    assert first is not None
    assert last.entity != first.entity


def test_different_numbers_are_different_people(read: Reader) -> None:
    found = read("Three miners were shot. Later the five miners were buried.")
    assert not found.same("Three miners", "the five miners")


def test_the_group_is_the_one_last_named(read: Reader) -> None:
    found = read("The Arakan Army took the post. The group had shelled it for a week.")
    assert found.same("The Arakan Army", "The group")


def test_the_group_is_no_newspaper(read: Reader) -> None:
    found = read("The New York Times carried the story. The group was not named.")
    assert not found.same("The New York Times", "The group")


def test_ministries_of_one_name_in_two_orders(read: Reader) -> None:
    found = read("The Chadian Defence Ministry denied it. The Defence Ministry had said more.")
    assert found.same("The Chadian Defence Ministry", "The Defence Ministry")


def test_his_wife_and_her_wife_are_two(read: Reader) -> None:
    found = read("Anton Rybak called his brother. Mrs Prado called her brother.")
    assert not found.same("his brother", "her brother")


def test_a_speakers_i_is_the_speaker(read: Reader) -> None:
    found = read('"I saw the fire," Grace Auma said.')
    assert found.same("I", "Grace Auma")


def test_bare_plurals_of_civilians_stay_apart(read: Reader) -> None:
    found = read("Civilians were shelled in Kutum. In Mellit, civilians were freed.")
    assert not found.same("Civilians", "civilians")
