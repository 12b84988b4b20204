"""From an id to the claims and the words that it stands on."""

import pytest

from corrobora.assemble.incidents import Assembled, assemble
from corrobora.errors import InputError
from corrobora.export.explain import Line, Style, explain
from corrobora.model import Role
from tests.claims import right, selwa


@pytest.fixture
def assembled() -> Assembled:
    claims, documents, _ = selwa()
    return assemble(claims, documents)


def text(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)


def test_an_incident_opens_to_its_claims_and_to_why_it_is_one(assembled: Assembled) -> None:
    shown = text(explain(assembled, assembled.incidents[0].id))
    assert "2 reports, 2 publishers, 2 independent origins; policy median" in shown
    assert "killed: 9–11 (best 9 by median)" in shown
    assert "“at least nine people”  9+ killed (people)  the mayor" in shown
    assert "same happening: " in shown
    assert "both in 'selwa', geo:1" in shown


def test_a_claim_opens_to_the_sentence_with_its_words_marked(assembled: Assembled) -> None:
    claim = next(c for c in assembled.incidents[0].of(Role.TOLL) if c.attribution.speakers)
    lines = explain(assembled, claim.id)
    (marked,) = (line for line in lines if any(s.style is Style.QUOTE for s in line.segments))
    assert [(s.text, s.style) for s in marked.segments] == [
        ("Shelling killed ", Style.PLAIN),
        ("at least nine people", Style.QUOTE),
        (" in Selwa on Monday, ", Style.PLAIN),
        ("the mayor said", Style.SPEAKER),
        (".", Style.PLAIN),
    ]
    assert f"of incident {assembled.incidents[0].id}" in text(lines)


def test_an_event_opens_to_its_own_claims(assembled: Assembled) -> None:
    event = assembled.views.events[0]
    shown = text(explain(assembled, event.subject.id))
    assert shown.startswith(f"Event {event.subject.id}")


def test_a_claim_judged_wrong_still_opens_and_says_so() -> None:
    claims, documents, _ = selwa()
    assembled = assemble(claims, documents, [right(claims[-1], "no")])
    assert "judged wrong" in text(explain(assembled, claims[-1].id))


def test_the_beginning_of_an_id_is_enough(assembled: Assembled) -> None:
    whole = assembled.incidents[0].id
    assert explain(assembled, whole[:12]) == explain(assembled, whole)


@pytest.mark.parametrize(
    ("wanted", "message"), [("i_0", "nothing has"), ("c_", "begins the ids"), ("", "nothing has")]
)
def test_an_id_that_names_nothing_or_too_much_is_told(
    assembled: Assembled, wanted: str, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        explain(assembled, wanted)
