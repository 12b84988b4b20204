"""The sum that a release comes to, counted as the set's coders counted."""

import pytest

from corrobora.assemble.incidents import assemble
from corrobora.extract.reader import read
from corrobora.model import Document
from corrobora.values import Outcome
from evaluation.isaf_floors import NUMEROUS, VAGUE, floor


def told(text: str, outcome: Outcome, opening: int = 0) -> int:
    document = Document(text=text)
    ((_, claims, _),) = read([document])
    return floor(assemble(claims, [document]).views.events, outcome, document, opening)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A patrol detained several insurgents in Kunar.", VAGUE),
        ("A patrol detained numerous insurgents in Kunar.", NUMEROUS),
        ("A patrol detained a Taliban leader. It also detained two insurgents.", 3),
        ("A patrol detained two insurgents. The two insurgents were detained at dawn.", 2),
        ("A patrol detained two insurgents. It detained both the insurgents at dawn.", 2),
        ("A patrol detained four insurgents, including a Taliban leader, in Kunar.", 4),
        ("A patrol detained a courier. It detained the courier along with four of his cousins.", 5),
        ("The insurgents kidnapped three teachers in Kunar.", 0),
    ],
)
def test_people_taken_are_summed_once(text: str, wanted: int) -> None:
    assert told(text, Outcome.CAPTURED) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("A patrol killed an insurgent in Kunar. It also killed two fighters there.", 3),
        ("The insurgents killed two soldiers in Kunar.", 0),
        ("Patrols have killed 40 insurgents since May.", 0),
    ],
)
def test_those_whom_the_force_killed_are_counted(text: str, wanted: int) -> None:
    assert told(text, Outcome.KILLED) == wanted


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [("A patrol detained two insurgents", 3), ("A patrol detained five insurgents", 5)],
)
def test_the_headline_counts_only_where_the_text_says_less(headline: str, wanted: int) -> None:
    head = f"{headline} in Kunar\n\n"
    body = "A patrol detained three insurgents in Kunar."
    assert told(head + body, Outcome.CAPTURED, len(head)) == wanted
