"""Places and days carried from one sentence to the events of another, and those that are not."""

import datetime as dt

import pytest

from corrobora.extract.carrying import CARRIED
from corrobora.extract.reader import read
from corrobora.model import Claim, Document, Role
from corrobora.values import Place, When


def claims_of(text: str, role: Role, words: str) -> list[Claim]:
    """The claims in a role on the event whose trigger is `words`."""
    document = Document(text=text, published=dt.date(2018, 5, 2))
    ((_, found, _),) = read([document])
    return [c for c in found if c.role is role and document.quote(c.subject.anchor) == words]


def place(text: str, words: str) -> tuple[str, str] | None:
    """The name and the rule of the place of an event."""
    for claim in claims_of(text, Role.WHERE, words):
        assert isinstance(claim.value, Place)
        return claim.value.name, (claim.rule or "").split(";")[0]
    return None


def test_a_carried_value_stands_on_the_words_it_came_from_and_is_less_sure() -> None:
    text = (
        "Soldiers searched a farm in an operation in Homs province on Monday. "
        "Two men were detained during the operation."
    )
    (where,) = claims_of(text, Role.WHERE, "detained")
    (when,) = claims_of(text, Role.WHEN, "detained")
    assert isinstance(when.value, When)
    assert text[where.spans[0].start : where.spans[0].end] == "Homs province"
    assert when.value.first == when.value.last == dt.date(2018, 4, 30)
    assert (where.confidence, when.confidence) == (
        CARRIED["where:occasion"],
        CARRIED["when:occasion"],
    )
    (own,) = claims_of("Two men were detained in Homs.", Role.WHERE, "detained")
    assert own.confidence > where.confidence


def test_another_operation_lends_nothing() -> None:
    text = (
        "Soldiers searched a farm in an operation in Homs province. "
        "Two men were detained during a patrol."
    )
    assert place(text, "detained") != ("Homs province", "where:occasion")


def test_a_report_with_one_scene_lends_it_and_one_with_two_does_not() -> None:
    one = (
        "Rebels shelled a depot in Aleppo. Gunmen shot a guard in Aleppo. "
        "A mine killed a farmer in Aleppo. Prices rose. Police arrested a baker."
    )
    two = one.replace("guard in Aleppo", "guard in Homs").replace(
        "farmer in Aleppo", "farmer in Raqqa"
    )
    assert place(one, "arrested") == ("Aleppo", "where:story")
    assert place(two, "arrested") is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A baker from Leeds was seized.", "seized"),
        ("A father of two from Leeds was seized.", "seized"),
        ("Strikes by the regime, Russia and its allies killed two farmers.", "Strikes"),
        ("Villagers living by the border with Jordan were arrested.", "arrested"),
    ],
)
def test_origins_parties_and_neighbours_are_no_scene(text: str, words: str) -> None:
    assert place(text, words) is None


def test_the_us_attack_was_not_in_the_us() -> None:
    assert place("The US strikes killed four guards.", "strikes") is None


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled a depot on Monday. Gunmen had shot a guard.",
        "Rebels shelled a depot on Monday. The guns fell silent. Prices rose. Gunmen shot a guard.",
        "Rebels shelled a depot in April. Gunmen shot a guard.",
    ],
)
def test_the_day_of_the_lead_holds_only_for_what_it_goes_on_to_tell(text: str) -> None:
    assert claims_of(text, Role.WHEN, "shot") == []
