"""Places in running text: where they are named, how exactly, and which bearer is meant."""

from collections.abc import Callable

import pytest

from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.mentions import PlaceMention
from corrobora.annotate.places import find_nationalities, find_places
from corrobora.annotate.tokens import Parsed

Find = Callable[..., dict[str, PlaceMention]]


@pytest.fixture
def find(parse_text: Callable[..., Parsed], gazetteer: Gazetteer) -> Find:
    """The mentions of a text by their names."""

    def found(text: str, **fields: str) -> dict[str, PlaceMention]:
        parsed = parse_text(text, **fields)
        return {one.place.name: one for one in find_places(parsed, gazetteer)}

    return found


# -- where places are named


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Two men were held in Harasivka on Monday.", "Harasivka"),
        ("Near Mosul, two strikes destroyed a bridge.", "Mosul"),
        ("Three wells lie near Harasivka.", "Harasivka"),
        ("The siege of Aleppo lasted four years.", "Aleppo"),
        ("Rebels shelled a village 30 km north of Aleppo.", "Aleppo"),
        ("A sergeant was killed near Avdiivka in Ukraine.", "Avdiivka"),
        ("The army took Deir ez-Zor in Syria.", "Deir ez-Zor"),
        ("The army bombed Douma on Monday.", "Douma"),
        ("Mortars fell near the Aleksandrovka region overnight.", "Aleksandrovka region"),
        ("He was seen in the Belgorod region of Russia.", "Belgorod region"),
        ("Aid has not reached Rukban camp since May.", "Rukban camp"),
        ("Rebels still hold Idlib province, aid workers say.", "Idlib province"),
        ("Residents fled the village of Dibin at dawn.", "Dibin"),
        ("Troops were moved to eastern Syria last week.", "eastern Syria"),
        ("Fighting has spread across Syria's north-east.", "Syria's north-east"),
        ("He was stopped at Manchester airport.", "Manchester airport"),
        ("Shells struck Deir ez-Zor on Friday.", "Deir ez-Zor"),
    ],
)
def test_names_take_in_their_kind_and_direction(find: Find, text: str, name: str) -> None:
    assert name in find(text)


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Houston said that Paris Hilton had written to him.",
        "Syrian and Turkish soldiers exchanged greetings.",
        "On Sunday the minister read out a statement in English.",
        "She may march in March, he said.",
    ],
)
def test_people_nationalities_and_days_are_no_places(find: Find, text: str) -> None:
    assert not find(text)


def test_the_quote_reaches_from_the_relation_to_the_country(
    find: Find, parse_text: Callable[..., Parsed]
) -> None:
    text = "The convoy turned back near the Belgorod region of Russia."
    one = find(text)["Belgorod region"]
    assert text[one.start : one.end] == "near the Belgorod region of Russia"
    assert one.place.relation == "near"


def test_a_dateline_is_a_place(find: Find) -> None:
    one = find("KABUL, Afghanistan (Nov. 20, 2012) - Two men were detained.")["KABUL"]
    assert one.rule == "place.dateline"


def test_capitals_throughout(find: Find) -> None:
    found = find(
        "SAN SALVADOR, 18 FEB 90 (DPA) -- A POWER STATION IN SOYAPANGO WAS ATTACKED LAST NIGHT."
    )
    assert {"SAN SALVADOR", "SOYAPANGO"} <= set(found)
    assert found["SOYAPANGO"].place.country == "SV"


def test_a_government_named_by_its_seat_is_told_apart(find: Find) -> None:
    found = find("Moscow denied that it had fired. The Kabul government was silent.")
    assert found["Moscow"].rule == "place.metonym"
    assert found["Kabul"].rule == "place.organisation"


# -- relations


@pytest.mark.parametrize(
    ("text", "name", "relation"),
    [
        ("A bus was hit outside Kabul.", "Kabul", "outside"),
        ("They camped on the outskirts of Raqqa.", "Raqqa", "outside"),
        ("A drone fell 30 km north of Raqqa.", "Raqqa", "30 km north of"),
        ("The road between Homs and Palmyra was cut.", "Homs", "between"),
        ("The road between Homs and Palmyra was cut.", "Palmyra", "between"),
        ("Smugglers were shot near the Jordanian border.", "Jordanian border", "border"),
    ],
)
def test_relations(find: Find, text: str, name: str, relation: str) -> None:
    assert find(text)[name].place.relation == relation


def test_a_relation_widens_the_place(find: Find) -> None:
    there = find("A bus was hit in Raqqa.")["Raqqa"].place
    off = find("A bus was hit 30 km north of Raqqa.")["Raqqa"].place
    assert there.radius_km is not None and off.radius_km is not None
    assert off.radius_km == pytest.approx(there.radius_km + 30)
    assert (there.precision, off.precision) == (1, 2)


# -- which bearer is meant


@pytest.mark.parametrize(
    ("text", "name", "admin1"),
    [
        ("A man was shot in Memphis, Tennessee, on Friday.", "Memphis", "Tennessee"),
        ("A man was shot in Paris, Texas, on Friday.", "Paris", "Texas"),
        ("He was taken to jail in Gainesville, Fla., that night.", "Gainesville", "Florida"),
    ],
)
def test_a_chain_decides(find: Find, text: str, name: str, admin1: str) -> None:
    assert find(text)[name].place.candidates[0].admin1 == admin1


def test_the_other_places_decide(find: Find) -> None:
    text = "Soldiers left Tripoli for Beirut and Sidon on Monday."
    assert find(text)["Tripoli"].place.candidates[0].country == "LB"
    text = "Soldiers left Tripoli for Benghazi and Misrata on Monday."
    assert find(text)["Tripoli"].place.candidates[0].country == "LY"


def test_a_nationality_before_the_name_gives_the_country(find: Find) -> None:
    one = find("Jets struck the Syrian town of Harasmet at dawn.")["Harasmet"]
    assert one.place.country == "SY"
    assert one.place.candidates == ()


def test_the_kind_decides_between_a_town_and_its_province(find: Find) -> None:
    assert find("Shells fell in Idlib province.")["Idlib province"].place.precision == 4
    assert find("Shells fell in the city of Idlib.")["Idlib"].place.precision == 1


def test_a_village_of_many_bearers_stays_open(find: Find) -> None:
    place = find("A well was dug in Aleksandrovka.")["Aleksandrovka"].place
    assert len(place.candidates) > 10
    assert place.country is None
    assert place.candidates[0].score < 0.6


def test_scores_are_best_first_and_sum_to_no_more_than_one(find: Find) -> None:
    found = find("Shells fell in Springfield, in Raqqa and near Deir Azzour, Syria said.")
    for one in found.values():
        scores = [candidate.score for candidate in one.place.candidates]
        assert scores == sorted(scores, reverse=True)
        assert sum(scores) <= 1
        assert len(scores) <= 30


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Shells fell in Syria.", "Syria", 6),
        ("Shells fell in northern Syria.", "northern Syria", 5),
        ("Boats sank in the Black Sea.", "Black Sea", 7),
        ("Floods hit Greene County, Missouri.", "Greene County", 3),
    ],
)
def test_precision_grades(find: Find, text: str, name: str, precision: int) -> None:
    assert find(text)[name].place.precision == precision


def test_nationalities_give_countries(parse_text: Callable[..., Parsed]) -> None:
    parsed = parse_text("Sri Lankan officials met an Ivorian and two Scots.")
    assert [codes for _, _, codes in find_nationalities(parsed)] == [("LK",), ("CI",), ()]


def test_a_name_that_proved_a_place_is_one_wherever_it_stands(
    parse_text: Callable[..., Parsed], gazetteer: Gazetteer
) -> None:
    text = (
        "Two men were held in the village of Harasivka. Another was held in Harasivka on Friday. "
        "The Harasivka pocket is small. The Harasivka Brigade left."
    )
    found = [
        one for one in find_places(parse_text(text), gazetteer) if "Harasivka" in one.place.name
    ]
    starts = [one.name_start for one in found]
    assert text.index("Harasivka pocket") in starts
    assert text.index("Harasivka Brigade") not in starts
