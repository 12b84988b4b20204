"""Linking step by step gives what linking at once gives."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.linking import made
from corrobora.link.block import pairs
from corrobora.link.cluster import cluster
from corrobora.link.linker import Linker
from corrobora.link.score import matches
from corrobora.link.telling import Telling, limit
from corrobora.model import Same
from tests.claims import same


@pytest.fixture(autouse=True)
def small_crowds(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Crowds of four, so that small sets have them."""

    def small(name: str) -> float:
        return 4 if name == "crowd" else limit(name)

    monkeypatch.setattr("corrobora.link.block.limit", small)
    monkeypatch.setattr("corrobora.link.linker.limit", small)
    yield


def crowded(seed: int, count: int = 40) -> list[Telling]:
    """Tellings of few days and few places, many of them alike."""
    chance = random.Random(seed)
    listed = [telling for telling, _ in made(count, seed)]
    first = listed[0]
    return [
        replace(one, days=first.days, spots=first.spots, kind="shelling")
        if chance.random() < 0.7
        else one
        for one in listed
    ]


def at_once(tellings: list[Telling], decisions: list[Same]) -> tuple[tuple[str, ...], ...]:
    documents = {one.subject: one.document for one in tellings}
    return cluster(documents, decisions, matches(pairs(tellings)))


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.randoms(use_true_random=False), st.integers(1, 5))
def test_steps_in_any_order_give_what_one_step_gives(
    seed: int, chance: random.Random, steps: int
) -> None:
    tellings = crowded(seed)
    subjects = [one.subject for one in tellings]
    drawn = [chance.sample(subjects, 2) for _ in range(3)]
    verdicts = ("yes", "no", "no")
    decisions = [same(a, b, verdict) for (a, b), verdict in zip(drawn, verdicts, strict=True)]
    linker = Linker(decisions[:1])
    shuffled = chance.sample(tellings, len(tellings))
    for step in range(steps):
        linker.add(shuffled[step::steps])
    for decision in decisions[1:]:
        linker.decide(decision)
    assert linker.clusters() == at_once(tellings, decisions)
    assert linker.matches() == matches(pairs(tellings))


def test_adding_again_changes_nothing() -> None:
    tellings = crowded(1)
    linker = Linker()
    linker.add(tellings)
    before = linker.clusters()
    assert linker.add(tellings[:3]) == frozenset()
    assert linker.clusters() == before


def test_only_what_hangs_together_with_the_new_is_touched() -> None:
    tellings = [telling for telling, _ in made(300, 5)]
    linker = Linker()
    linker.add(tellings[:-1])
    assert len(linker.add(tellings[-1:])) < 30
