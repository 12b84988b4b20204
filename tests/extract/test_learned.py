"""The learned reader: what it adds stands on words, hangs on no neighbour, says how sure it is."""

import pytest

from corrobora.annotate.encoder import encoder
from corrobora.annotate.encoder_heads import KINDS
from corrobora.extract.reader import Reading, read_both, read_learned
from corrobora.extract.reader import read as read_rules
from corrobora.model import Document, Role
from corrobora.values import Category

SHELLED = (
    "Two Orvane villagers were killed on Monday when army artillery shelled the market of Telk, "
    "the mayor said. Five others were wounded.\n\n"
    "The market had opened last spring and sells fruit, cloth and tools to the hill villages."
)
QUIET = "The minister opened a school in Telk on Monday and praised its teachers."


def read(text: str, *others: str) -> Reading:
    documents = [Document(text=one) for one in (*others, text)]
    return list(read_both(documents))[-1]


def kinds(reading: Reading) -> set[str]:
    _, claims, _ = reading
    return {c.value.code for c in claims if c.role is Role.WHAT and isinstance(c.value, Category)}


def test_a_deed_is_read_with_the_one_who_did_it() -> None:
    document, claims, _ = read(SHELLED)
    assert "shelling" in kinds((document, claims, []))
    assert "artillery" in " ".join(
        document.text[s.start : s.end] for c in claims if c.role is Role.WHO for s in c.spans
    )


@pytest.mark.parametrize("reader", [read_both, read_learned])
def test_a_report_without_violence_has_no_event(reader: type) -> None:
    [(_, claims, _)] = list(reader([Document(text=QUIET)]))
    assert not [c for c in claims if c.role is Role.WHAT]


def test_a_report_is_read_alike_alone_and_among_others() -> None:
    _, alone, _ = read(SHELLED)
    _, among, _ = read(SHELLED, QUIET, QUIET * 20)
    assert [c.id for c in alone] == [c.id for c in among]
    assert [c.confidence for c in alone] == [c.confidence for c in among]


def test_every_claim_says_which_reader_made_it_and_how_sure_it_is() -> None:
    _, claims, _ = read(SHELLED)
    assert claims
    assert {c.origin for c in claims} == {"reader@1"}
    assert all(0 < c.confidence < 1 for c in claims)


def test_every_claim_stands_on_words_of_the_report() -> None:
    document, claims, _ = read(SHELLED)
    for claim in claims:
        assert all(document.text[s.start : s.end].strip() for s in claim.spans)


def test_the_encoder_sees_the_same_in_capitals_and_in_lower_case() -> None:
    seen = [encoder().see(Document(text=t)) for t in (QUIET, QUIET.upper(), QUIET.lower())]
    first, *others = [one.chances("kind") for one in seen]
    assert first.shape[1] == len(KINDS)
    assert all(abs(first - other).max() < 1e-6 for other in others)


def test_what_the_rules_told_and_the_reader_drops_is_kept_as_a_refusal() -> None:
    text = (
        "The museum shows uniforms of the war. Its guide once fought in it, and a hall recalls "
        "fighting of long ago. Visitors come from the whole valley to see the old maps."
    )
    [(_, by_rules, _)] = list(read_rules([Document(text=text)]))
    [(_, by_both, refused)] = list(read_both([Document(text=text)]))
    told = {c.subject for c in by_rules if c.role is Role.WHAT}
    kept = {c.subject for c in by_both if c.role is Role.WHAT}
    given_up = {one.claim.subject for one in refused if one.claim is not None}
    assert told - kept <= given_up
    assert all("background" in one.reason for one in refused)
