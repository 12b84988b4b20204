"""Counts in sentences: the quote, the bounds, what is counted, and how counts stand together."""

from collections.abc import Callable

import pytest

from corrobora.annotate.counts import find_counts, parse_number
from corrobora.annotate.mentions import CountMention, Part
from corrobora.annotate.tokens import Parsed
from corrobora.values import ActorKind

Parse = Callable[..., Parsed]


def counts(parsed: Parsed, *, people: bool = True) -> dict[str, CountMention]:
    """The mentions of a text by their quote."""
    return {
        parsed.text[mention.start : mention.end]: mention
        for mention in find_counts(parsed)
        if mention.people is people
    }


@pytest.mark.parametrize(
    ("text", "quote", "low", "high"),
    [
        ("Six Russian sappers were killed near the ford.", "Six Russian sappers", 6, 6),
        ("The flood trapped at least 12 people.", "at least 12 people", 12, None),
        ("Up to 24 weavers were buried.", "Up to 24 weavers", 0, 24),
        ("More than 100 prisoners broke out.", "More than 100 prisoners", 101, None),
        ("Over 2,000 Kurdish refugees crossed.", "Over 2,000 Kurdish refugees", 2_001, None),
        ("Dozens of people were hurt.", "Dozens of people", 24, None),
        ("The blast maimed scores of miners.", "scores of miners", 40, None),
        ("Hundreds of families fled.", "Hundreds of families", 200, None),
        (
            "They freed tens of thousands of convicts.",
            "tens of thousands of convicts",
            20_000,
            None,
        ),
        ("Several villagers were beaten.", "Several villagers", 3, None),
        ("A number of monks were arrested.", "A number of monks", 3, None),
        ("Many shepherds fled.", "Many shepherds", 3, None),
        ("Some nurses were detained.", "Some nurses", 3, None),
        ("A handful of rebels gave up.", "A handful of rebels", 3, None),
        ("A couple of drivers were shot.", "A couple of drivers", 2, 2),
        ("About 50 fighters fell.", "About 50 fighters", 45, 55),
        ("Some 40 civilians were trapped.", "Some 40 civilians", 36, 44),
        ("An estimated 500 militants stayed.", "An estimated 500 militants", 450, 550),
        ("Nearly 50 pilgrims drowned.", "Nearly 50 pilgrims", 45, 50),
        ("Between 5 and 10 gunmen died.", "Between 5 and 10 gunmen", 5, 10),
        ("The shells killed 15 to 20 soldiers.", "15 to 20 soldiers", 15, 20),
        ("Police held 5-10 suspects.", "5-10 suspects", 5, 10),
        ("Twelve or thirteen boys were taken.", "Twelve or thirteen boys", 12, 13),
        ("As many as 30 guards were hurt.", "As many as 30 guards", 0, 30),
        ("Fewer than 20 cooks survived.", "Fewer than 20 cooks", 0, 19),
        ("Half a dozen students were shot.", "Half a dozen students", 6, 6),
        ("Two dozen teachers were jailed.", "two dozen teachers".capitalize(), 24, 24),
        ("A few hundred students were beaten.", "A few hundred students", 300, None),
        ("Some 1.5 million people need food.", "Some 1.5 million people", 1_350_000, 1_650_000),
        ("Twenty-one miners drowned.", "Twenty-one miners", 21, 21),
        ("One hundred and five sailors drowned.", "One hundred and five sailors", 105, 105),
        ("A pair of girls were seized.", "A pair of girls", 2, 2),
        ("Both hostages were freed.", "Both hostages", 2, 2),
        ("A family of four was found dead.", "A family of four", 4, 4),
        ("One of the sentries shot a cook.", "One of the sentries", 1, 1),
        ("They lost two of their soldiers.", "two of their soldiers", 2, 2),
        ("The raid killed four of the army's drivers.", "four of the army's drivers", 4, 4),
        ("Troops killed 20-odd insurgents.", "20-odd insurgents", 18, 22),
        ("The raid killed 100 or more rebels.", "100 or more rebels", 100, None),
        ("The clash left nine heavily armed men dead.", "nine heavily armed men", 9, 9),
        ("Five off-duty police officers were shot.", "Five off-duty police officers", 5, 5),
        ("Ten men, women and children burned.", "Ten men, women and children", 10, 10),
        ("The strike caused 14 casualties.", "14 casualties", 14, 14),
        ("There were three deaths.", "three deaths", 3, 3),
        ("Two 12-year-olds were hit.", "Two 12-year-olds", 2, 2),
        ("Seven Syrians were deported.", "Seven Syrians", 7, 7),
        ("The camp took in 300 families.", "300 families", 300, 300),
        ("NO CASUALTIES WERE REPORTED.", "NO CASUALTIES", 0, 0),
        ("No one was hurt.", "No one", 0, 0),
        ("None of the passengers was hurt.", "None of the passengers", 0, 0),
        ("No women or children were injured.", "No women or children", 0, 0),
        ("AT LEAST SIX PEASANTS WERE KILLED BY GUERRILLAS.", "AT LEAST SIX PEASANTS", 6, None),
    ],
)
def test_the_quote_carries_the_bounds(
    parse_text: Parse, text: str, quote: str, low: int | None, high: int | None
) -> None:
    found = counts(parse_text(text))
    assert quote in found
    assert (found[quote].low, found[quote].high) == (low, high)


@pytest.mark.parametrize(
    ("text", "quote", "low", "high"),
    [
        ("Six were killed in the raid.", "Six", 6, 6),
        ("The bomb went off at noon, killing 12.", "12", 12, 12),
        ("Shelling wounded at least 20 more on Monday.", "at least 20 more", 20, None),
        ("The mine killed 12 Monday, police said.", "12", 12, 12),
        ("12 dead and 30 wounded in market blast", "30", 30, 30),
        ("One was killed and the rest fled.", "One", 1, 1),
        ("Thousands fled the valley.", "Thousands", 2_000, None),
        ("All four were buried at dusk.", "All four", 4, 4),
        ("Many were shot as they ran.", "Many", 3, None),
    ],
)
def test_a_number_whose_noun_is_left_out_still_counts_people(
    parse_text: Parse, text: str, quote: str, low: int | None, high: int | None
) -> None:
    found = counts(parse_text(text))
    assert quote in found
    assert (found[quote].low, found[quote].high) == (low, high)
    assert found[quote].noun is None
    assert found[quote].group is None


@pytest.mark.parametrize(
    ("text", "quote", "part"),
    [
        ("Nine people died, including four children.", "four children", Part.PART),
        ("Nine people died, including a nurse and two boys.", "two boys", Part.PART),
        ("Twenty were hurt, among them two nurses.", "two nurses", Part.PART),
        ("Nine men were held, two of whom later died.", "two of whom", Part.PART),
        ("The strike killed 40 people, 30 of them children.", "30 of them children", Part.PART),
        ("Another six people were hurt.", "Another six people", Part.FURTHER),
        ("Two died and six others were wounded.", "six others", Part.FURTHER),
        ("Two died and a further seven are missing.", "a further seven", Part.FURTHER),
        ("A third soldier was shot.", "A third soldier", Part.FURTHER),
        ("Three other suspects fled.", "Three other suspects", Part.FURTHER),
        ("The blast killed two women, bringing the death toll to 14.", "14", Part.UPDATE),
        ("The death toll rose to 31 overnight.", "31", Part.UPDATE),
        ("Officials revised the toll to 19.", "19", Part.UPDATE),
        ("Nine people died, including four children.", "Nine people", Part.WHOLE),
    ],
)
def test_a_count_knows_how_it_stands_to_the_others(
    parse_text: Parse, text: str, quote: str, part: Part
) -> None:
    found = counts(parse_text(text))
    assert quote in found
    assert found[quote].part is part


@pytest.mark.parametrize(
    ("text", "quote", "rule", "low", "high"),
    [
        ("Soldiers were killed at the bridge.", "Soldiers", "bare plural", 2, None),
        ("The last armed rebels were shot.", "last armed rebels", "bare plural", 2, None),
        ("A soldier was killed.", "A soldier", "singular", 1, 1),
        ("His wife was wounded.", "His wife", "singular", 1, 1),
        ("A 12-year-old was hit.", "A 12-year-old", "singular", 1, 1),
        ("The pair were seized at the border.", "pair", "collective", 2, 2),
        ("The raid did not cause any casualties.", "casualties", "none", 0, 0),
    ],
)
def test_people_without_a_number_are_mentions_too(
    parse_text: Parse, text: str, quote: str, rule: str, low: int | None, high: int | None
) -> None:
    found = counts(parse_text(text))
    assert quote in found
    mention = found[quote]
    assert (mention.rule, mention.low, mention.high) == (rule, low, high)


def test_a_named_person_is_one(parse_text: Parse) -> None:
    found = counts(parse_text("Gunmen killed Maria Petrova on Sunday."))
    assert (found["Maria Petrova"].low, found["Maria Petrova"].high) == (1, 1)
    assert found["Maria Petrova"].rule == "named person"


@pytest.mark.parametrize(
    "text",
    [
        "The 57-year-old bridge fell.",
        "It happened on May 5, 2014.",
        "The shop opened at 10 a.m. and shut at 6 p.m.",
        "The tank fired 120mm shells.",
        "The 10th Tank Regiment moved north.",
        "The town lies 30 km from the sea.",
        "They stole $5 million.",
        "The road was shut for two weeks.",
        "Route 9 was closed at Gate 4.",
        "Call 555-123-4567 or 911.",
        "The F-16 crashed near the hill.",
        "It was one of the most expensive bridges.",
        "One must ask why.",
        "For one, the road is too narrow.",
        "In 1998 the river froze.",
        "The blast came at 1835 and shook the hill.",
        "LA PAZ, 9 MAR 89 -- THE ROAD IS OPEN.",
        "They met outside a 7-Eleven.",
        "He was flown to Mercy One at dawn.",
        "The team won 3-1.",
        "Prices rose by 40 per cent.",
        "The truck carried 12 tonnes of flour.",
    ],
)
def test_ages_dates_measures_and_names_count_no_people(parse_text: Parse, text: str) -> None:
    numbered = [
        mention
        for mention in find_counts(parse_text(text))
        if mention.people and mention.number_start != mention.number_end
    ]
    assert numbered == []


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("Mary Stone, 44, was wounded.", "44"),
        ("Two boys aged 9 and 12 were hurt.", "12"),
        ("Three men, ages 22, 45 and 67, were shot.", "45"),
        ("Children under 14 were let go.", "14"),
        ("The guide, who is 61, fled.", "61"),
    ],
)
def test_an_age_is_no_count(parse_text: Parse, text: str, age: str) -> None:
    parsed = parse_text(text)
    at = parsed.text.index(age)
    assert not [mention for mention in find_counts(parsed) if mention.number_start == at]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Six buildings burned down.", "Six buildings"),
        ("There were three air strikes.", "three air strikes"),
        ("They seized a number of weapons.", "a number of weapons"),
        ("Dozens of villages were looted.", "Dozens of villages"),
    ],
)
def test_counts_of_things_are_told_apart(parse_text: Parse, text: str, quote: str) -> None:
    parsed = parse_text(text)
    assert quote in counts(parsed, people=False)
    assert quote not in counts(parsed)


def test_the_group_is_the_phrase_without_its_number(parse_text: Parse) -> None:
    found = counts(parse_text("At least six Russian soldiers were killed."))
    mention = found["At least six Russian soldiers"]
    assert mention.group == "Russian soldiers"
    assert mention.group_kind is ActorKind.MILITARY


def test_the_number_words_alone_give_the_bounds(parse_text: Parse) -> None:
    text = "Nearly 50 pilgrims drowned, at least another six monks fled and dozens of boys hid."
    for mention in find_counts(parse_text(text)):
        if mention.number_start < mention.number_end:
            number = text[mention.number_start : mention.number_end]
            assert parse_number(number) == (mention.low, mention.high)


def test_two_groups_joined_by_and_are_two_counts(parse_text: Parse) -> None:
    found = counts(parse_text("Two women and their three children were shot."))
    assert (found["Two women"].low, found["three children"].low) == (2, 3)


def test_a_whole_ends_before_its_parts(parse_text: Parse) -> None:
    found = counts(parse_text("Nine villagers, including four children, were shot."))
    assert found["Nine villagers"].high == 9
    assert found["four children"].high == 4


def test_a_share_of_a_number_leaves_the_number_its_own_count(parse_text: Parse) -> None:
    found = counts(parse_text("The army moved some of the 2,000 guards."))
    assert found["some of the 2,000 guards"].low == 3
    assert found["2,000 guards"].low == 2_000


def test_a_change_is_two_counts_and_no_range(parse_text: Parse) -> None:
    found = counts(parse_text("The death toll was revised from 12 to 19."))
    assert (found["12"].high, found["19"].low) == (12, 19)


def test_the_children_of_a_parent_are_no_victims_of_their_own(parse_text: Parse) -> None:
    found = counts(parse_text("The mother of three was killed."))
    assert found["three"].rule == "parent of"
    assert found["three"].group_kind is ActorKind.CHILD


def test_the_size_of_a_force_counts_people(parse_text: Parse) -> None:
    found = counts(parse_text("The 300-strong column met a five-man patrol."))
    assert found["300-strong"].low == 300
    assert found["five-man"].low == 5


def test_others_are_of_the_kind_of_those_counted_before(parse_text: Parse) -> None:
    found = counts(parse_text("Police shot a gunman and wounded two others."))
    assert found["two others"].group_kind is ActorKind.FIGHTER


def test_these_two_are_a_whole(parse_text: Parse) -> None:
    found = counts(parse_text("The murder of these two nuns shook the town."))
    assert found["two nuns"].part is Part.WHOLE


def test_no_reports_of_harm_say_nothing_of_how_many(parse_text: Parse) -> None:
    assert counts(parse_text("There were no immediate reports of injuries.")) == {}


def test_mentions_come_in_text_order_and_lie_inside_the_text(parse_text: Parse) -> None:
    parsed = parse_text("Two men died.\n\nPolice arrested six boys, a cook and dozens of others.")
    mentions = find_counts(parsed)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    for mention in mentions:
        assert 0 <= mention.start <= mention.number_start <= mention.number_end <= mention.end
        assert mention.end <= len(parsed.text)
