"""Records survive being written down, and no two different ones share an id."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from corrobora.errors import RecordError
from corrobora.ids import content_id
from corrobora.model import AnyDecision, Claim, Document, Refusal
from corrobora.record import decode, encode
from tests.property.records import claims, decisions, documents, refusals, words

COMPARED_IN_A_CLAIM = (
    "subject",
    "role",
    "value",
    "spans",
    "attribution",
    "stance",
    "stage",
)


@given(documents)
def test_document_reads_back(document: Document) -> None:
    assert decode(encode(document), Document) == document


@given(claims())
def test_claim_reads_back(claim: Claim) -> None:
    again = decode(encode(claim), Claim)
    assert again == claim
    assert again.id == claim.id


@given(refusals)
def test_refusal_reads_back(refusal: Refusal) -> None:
    again = decode(encode(refusal), Refusal)
    assert again == refusal
    assert again.id == refusal.id


@given(decisions)
def test_decision_reads_back_as_its_own_type(decision: AnyDecision) -> None:
    again: Any = decode(encode(decision), AnyDecision)  # type: ignore[arg-type]
    assert again == decision
    assert type(again) is type(decision)
    assert again.id == decision.id


@given(documents, documents)
def test_documents_share_an_id_only_with_address_and_text(one: Document, other: Document) -> None:
    assert (one.id == other.id) == ((one.url, one.text) == (other.url, other.text))


@given(claims("d_one"), claims("d_one"), st.sampled_from(COMPARED_IN_A_CLAIM))
def test_claims_share_an_id_only_when_they_say_the_same(
    one: Claim, other: Claim, field: str
) -> None:
    changed = structs.replace(one, **{field: getattr(other, field)})
    assert (changed.id == one.id) == (changed == one)


@given(claims(), claims())
def test_a_claim_keeps_its_id_when_a_better_reader_makes_it(one: Claim, other: Claim) -> None:
    again = structs.replace(one, origin=other.origin, rule=other.rule, confidence=other.confidence)
    assert again.id == one.id


@given(decisions, decisions)
def test_decisions_share_an_id_only_when_equal(one: AnyDecision, other: AnyDecision) -> None:
    assert (one.id == other.id) == (one == other)


@given(refusals, refusals)
def test_refusals_share_an_id_only_when_equal(one: Refusal, other: Refusal) -> None:
    assert (one.id == other.id) == (one == other)


@given(words, words)
def test_a_part_never_runs_into_the_next(one: str, other: str) -> None:
    assert content_id("x", one, other) != content_id("x", one + other)
    assert content_id("x", one, other) != content_id("x", [one, other])
    assert content_id("x", one) != content_id("y", one)


@given(documents)
def test_unknown_fields_are_errors(document: Document) -> None:
    strange = encode(document)[:-1] + b',"colour":"red"}'
    with pytest.raises(RecordError, match="colour"):
        decode(strange, Document)


def test_no_text_is_no_document() -> None:
    with pytest.raises(RecordError, match="no text"):
        decode(b'{"text":" \\n"}', Document)


def test_a_claim_without_words_is_refused() -> None:
    with pytest.raises(RecordError, match="without words"):
        decode(
            b'{"subject":{"kind":"event","anchor":{"document_id":"d","start":0,"end":1}},'
            b'"role":"what","value":{"type":"category","code":"killing"},"spans":[],'
            b'"origin":"rules@1"}',
            Claim,
        )
