"""A claim that its own words do not bear out is refused, with the reason, and kept as a record."""

from typing import Any

import pytest

from corrobora.extract.check import check
from corrobora.model import Attribution, Claim, Document, Role, Span, Speaker, Subject, SubjectKind
from corrobora.values import ActorRef, AnyValue, Outcome, Place, Quantity, Text, Toll

TEXT = "Six miners were killed near Dorsk, the union said. A guard was hurt."
DOCUMENT = Document(text=TEXT)


def words(quote: str, document: Document = DOCUMENT) -> Span:
    start = document.text.index(quote)
    return Span(document_id=document.id, start=start, end=start + len(quote))


def claim(value: AnyValue, quote: str, role: Role = Role.TOLL, **fields: Any) -> Claim:
    subject = Subject(kind=SubjectKind.EVENT, anchor=words("killed"))
    return Claim(
        subject=subject, role=role, value=value, spans=(words(quote),), origin="rules@1", **fields
    )


@pytest.mark.parametrize(
    ("value", "quote", "role"),
    [
        (Toll(outcome=Outcome.KILLED, low=6, high=6), "Six miners", Role.TOLL),
        (Toll(outcome=Outcome.INJURED, low=1, high=1), "A guard", Role.TOLL),
        (ActorRef(name="Six miners"), "Six miners", Role.WHOM),
        (Place(name="Dorsk"), "near Dorsk", Role.WHERE),
        (Text(text="the union"), "the union", Role.MEANS),
    ],
)
def test_claims_that_their_words_bear_out_are_kept(value: AnyValue, quote: str, role: Role) -> None:
    kept, refused = check(DOCUMENT, [claim(value, quote, role)])
    assert (len(kept), refused) == (1, [])


@pytest.mark.parametrize(
    ("value", "quote", "role", "reason"),
    [
        (Toll(outcome=Outcome.KILLED, low=12, high=12), "Six miners", Role.TOLL, "12"),
        (Toll(outcome=Outcome.KILLED, low=6, high=6), "miners", Role.TOLL, "not in 'miners'"),
        (Quantity(low=70, high=70, what="miners"), "Six miners", Role.AMOUNT, "70"),
        (ActorRef(name="Colonel Brand"), "A guard", Role.WHO, "Colonel Brand"),
        (Place(name="Herin"), "near Dorsk", Role.WHERE, "Herin"),
        (Text(text="mortar"), "miners", Role.MEANS, "mortar"),
    ],
)
def test_claims_that_their_words_do_not_bear_out_are_refused(
    value: AnyValue, quote: str, role: Role, reason: str
) -> None:
    made = claim(value, quote, role)
    kept, refused = check(DOCUMENT, [made])
    assert kept == []
    assert reason in refused[0].reason
    assert refused[0].claim == made
    assert refused[0].document_id == DOCUMENT.id


def test_a_span_beyond_the_text_is_refused() -> None:
    beyond = Span(document_id=DOCUMENT.id, start=len(TEXT) - 3, end=len(TEXT) + 4)
    made = Claim(
        subject=Subject(kind=SubjectKind.EVENT, anchor=words("killed")),
        role=Role.MEANS,
        value=Text(text="hurt"),
        spans=(beyond,),
        origin="rules@1",
    )
    kept, refused = check(DOCUMENT, [made])
    assert kept == []
    assert "not in the document" in refused[0].reason


def test_a_speaker_s_words_are_checked_too() -> None:
    beyond = Span(document_id=DOCUMENT.id, start=0, end=len(TEXT) + 1)
    said = Attribution(speakers=(Speaker(name="the union", spans=(beyond,)),))
    made = claim(Place(name="Dorsk"), "near Dorsk", Role.WHERE, attribution=said)
    assert check(DOCUMENT, [made])[0] == []


def test_the_same_claim_is_kept_once() -> None:
    made = claim(Place(name="Dorsk"), "near Dorsk", Role.WHERE)
    assert len(check(DOCUMENT, [made, made])[0]) == 1
