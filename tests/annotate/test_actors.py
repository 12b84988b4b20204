"""Which phrases are actors, how far they reach, and of what kind they are."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrobora.annotate.actors import ActorIndex, find_actors, slot_kind
from corrobora.annotate.mentions import ActorMention, Entity
from corrobora.annotate.tokens import Parsed
from corrobora.model import SpeakerKind
from corrobora.values import ActorKind

Parse = Callable[..., Parsed]


class Reading:
    """The actors of a text with look-ups for tests."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed
        self.mentions, self.entities = find_actors(parsed)

    def words(self, mention: ActorMention) -> str:
        return self.parsed.text[mention.start : mention.end]

    def all_words(self) -> list[str]:
        return [self.words(mention) for mention in self.mentions]

    def mention(self, words: str) -> ActorMention:
        """The mention with these words. Fails where there is none."""
        return next(m for m in self.mentions if self.words(m) == words)

    def entity(self, words: str) -> Entity:
        return self.entities[self.mention(words).entity]


@pytest.fixture
def read(parse_text: Parse) -> Callable[..., Reading]:
    def reading(text: str, **fields: object) -> Reading:
        return Reading(parse_text(text, **fields))

    return reading


Read = Callable[..., Reading]


def test_a_phrase_reaches_from_the_article_to_what_belongs_to_the_name(read: Read) -> None:
    reading = read("Police arrested four members of the Tamil Tigers in the harbour.")
    assert "four members of the Tamil Tigers" in reading.all_words()


def test_a_relative_clause_is_no_part_of_a_phrase(read: Read) -> None:
    reading = read("The herders who had fled the drought were attacked by gunmen.")
    assert "The herders" in reading.all_words()


def test_a_unit_behind_from_belongs_to_the_phrase(read: Read) -> None:
    reading = read("He wounded two gunners from the 4th Mountain Brigade last night.")
    assert "two gunners from the 4th Mountain Brigade" in reading.all_words()


def test_a_place_behind_from_does_not(read: Read) -> None:
    reading = read("Gunmen killed two farmers from Zinder on Monday.")
    assert "two farmers" in reading.all_words()


def test_definite_descriptions_of_people_are_actors(read: Read) -> None:
    reading = read("Residents said gunmen shot a local commander and his wife.")
    assert {"Residents", "gunmen", "a local commander", "his wife"} <= set(reading.all_words())


def test_those_with_a_clause_are_people(read: Read) -> None:
    assert "those" in read("Soldiers fired at those trying to cross the river.").all_words()


def test_those_without_a_clause_are_not(read: Read) -> None:
    assert "those" not in read("Those were hard years for the valley.").all_words()


def test_a_group_that_only_counts_is_the_people_counted(read: Read) -> None:
    mention = read("A group of herders blocked the road.").mention("A group of herders")
    assert mention.plural


def test_one_of_many_is_one(read: Read) -> None:
    reading = read("One of the guards opened the gate.")
    assert not reading.mention("One of the guards").plural


@pytest.mark.parametrize(
    "text",
    [
        "The bridge over the river was damaged by the flood.",
        "Rain fell on the olive groves for two weeks.",
        "The price of bread rose in the spring.",
        "The treaty was signed in Kampala on 3 May.",
        "It is raining again, and it seems that the harvest is lost.",
        "A convoy of trucks loaded with flour waited at the crossing.",
    ],
)
def test_things_are_no_actors(read: Read, text: str) -> None:
    assert read(text).all_words() == []


def test_a_state_is_an_actor_where_it_acts(read: Read) -> None:
    reading = read("Eritrea shelled the border town of Zalambessa.")
    assert reading.mention("Eritrea").kind is ActorKind.STATE_FORCE


def test_a_state_that_speaks_is_its_government(read: Read) -> None:
    assert read("Eritrea rejected the offer.").mention("Eritrea").kind is ActorKind.GOVERNMENT


def test_a_state_is_a_place_where_one_goes(read: Read) -> None:
    assert "Eritrea" not in read("The family fled to Eritrea.").all_words()


def test_a_seat_stands_for_the_government_where_it_decides(read: Read) -> None:
    reading = read("Khartoum accused the rebels of an ambush.")
    assert reading.entity("Khartoum").known == "SD"


def test_a_seat_is_a_town_elsewhere(read: Read) -> None:
    assert "Khartoum" not in read("Shots were heard in Khartoum after dark.").all_words()


def test_a_peoples_adjective_before_an_attack_is_the_state(read: Read) -> None:
    reading = read("Eritrea denied it. Two hamlets burned in the Eritrean bombardment.")
    assert reading.mention("Eritrean").entity == reading.mention("Eritrea").entity


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Sudanese troops stormed the market.", "Sudanese troops", ActorKind.STATE_FORCE),
        ("Rebel forces stormed the market.", "Rebel forces", ActorKind.REBEL),
        ("Coalition forces stormed the market.", "Coalition forces", ActorKind.COALITION),
        ("A tribal militia stormed the market.", "A tribal militia", ActorKind.MILITIA),
        ("Riot police cleared the square.", "Riot police", ActorKind.POLICE),
        ("The cartel killed the mayor.", "The cartel", ActorKind.CRIMINAL),
        ("The ministry refused to comment.", "The ministry", ActorKind.GOVERNMENT),
        ("Boko Haram burned the school.", "Boko Haram", ActorKind.TERRORIST),
        ("Gunmen killed a nurse.", "a nurse", ActorKind.CIVILIAN),
        ("Gunmen killed a reporter.", "a reporter", ActorKind.JOURNALIST),
        ("Gunmen killed three soldiers.", "three soldiers", ActorKind.MILITARY),
        (
            "The army killed nine Boko Haram fighters.",
            "nine Boko Haram fighters",
            ActorKind.FIGHTER,
        ),
    ],
)
def test_kinds_follow_the_name_the_noun_and_the_words_before(
    read: Read, text: str, words: str, kind: ActorKind
) -> None:
    assert read(text).mention(words).kind is kind


def test_forces_of_no_named_side_are_of_no_known_kind(read: Read) -> None:
    assert read("The forces withdrew at dawn.").mention("The forces").kind is ActorKind.UNKNOWN


def test_soldiers_who_act_are_a_state_force_and_soldiers_hit_are_military() -> None:
    military = ActorKind.MILITARY
    assert slot_kind(military, military, doer=True, alone=False) is ActorKind.STATE_FORCE
    assert slot_kind(military, military, doer=False, alone=False) is military
    assert slot_kind(ActorKind.STATE_FORCE, military, doer=False, alone=False) is military


def test_fighters_who_act_do_so_for_their_side() -> None:
    fighter, rebel = ActorKind.FIGHTER, ActorKind.REBEL
    assert slot_kind(fighter, rebel, doer=True, alone=False) is rebel
    assert slot_kind(fighter, fighter, doer=True, alone=False) is fighter


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Witnesses said the bus burned.", "Witnesses", SpeakerKind.WITNESS),
        ("His sister said that he was asleep.", "His sister", SpeakerKind.RELATIVE),
        ("The finance minister denied it.", "The finance minister", SpeakerKind.OFFICIAL),
        ("Reuters said the road was shut.", "Reuters", SpeakerKind.AGENCY),
        ("Oxfam called for a truce.", "Oxfam", SpeakerKind.NGO),
    ],
)
def test_speakers_are_told_apart(read: Read, text: str, words: str, kind: SpeakerKind) -> None:
    assert read(text).entity(words).speaker_kind is kind


def test_text_in_capitals_is_read(read: Read) -> None:
    reading = read(
        "LIMA, 4 MAY 88 -- SHINING PATH GUERRILLAS MURDERED TWO PEASANTS IN A VILLAGE NEAR "
        "HUANTA, THE NATIONAL POLICE REPORTED TODAY."
    )
    assert {"TWO PEASANTS", "THE NATIONAL POLICE"} <= set(reading.all_words())


def test_an_acronym_in_brackets_names_the_same_body(read: Read) -> None:
    reading = read(
        "The Committee for the Defence of Terraces (CDT) called a strike. The CDT later ended it."
    )
    last = [m for m in reading.mentions if "CDT" in reading.words(m)][-1]
    assert "Defence of Terraces" in reading.entities[last.entity].name


def test_a_known_actor_gets_its_fullest_name(read: Read) -> None:
    reading = read("The RSF took the depot. Men of the Rapid Support Forces sold the fuel.")
    assert reading.entity("The RSF").name == "Rapid Support Forces"


def test_the_index_gives_the_mention_of_any_token(read: Read) -> None:
    reading = read("Two elderly shepherds were killed.")
    index = ActorIndex(reading.parsed, reading.mentions)
    elderly = next(t.index for t in reading.parsed.tokens if t.text == "elderly")
    killed = next(t.index for t in reading.parsed.tokens if t.text == "killed")
    found = index.at(elderly)
    assert found is not None
    assert reading.words(found) == "Two elderly shepherds"
    assert index.at(killed) is None


_PIECES = st.sampled_from(
    ["Gen. Ivo Brandt", "the rebels", "said", "killed", "six soldiers", ",", "(", ")", "and", "of",
     "who", "his", "they", "ISIS", "Turkish", "army", ".", "\n\n", "\"", "al-", "’s", "57-year-old"]
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(pieces=st.lists(_PIECES, min_size=1, max_size=25))
def test_every_mention_is_words_of_the_text_and_belongs_to_one_entity(
    parse_text: Parse, pieces: list[str]
) -> None:
    parsed = parse_text("Note: " + " ".join(pieces))
    mentions, entities = find_actors(parsed)
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(parsed.text)
        assert mention in entities[mention.entity].mentions
    for entity in entities:
        assert entity.mentions
        assert entity.name.strip()
        for detail in entity.attributes:
            assert 0 <= detail.start < detail.end <= len(parsed.text)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
