"""Coding a corpus: everything told, nothing twice, and the same after any interruption."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corrobora.model import Refusal
from corrobora.run import Done, code_corpus, runner
from corrobora.store import query
from corrobora.store.workspace import Workspace, create, in_memory, open_existing
from tests.run.corpus import SHELLS, corpus, incoming
from tests.store.corpus import content

SIZE = 120


def _code(workspace: Workspace, size: int = SIZE, jobs: int = 1) -> list[Done | Refusal]:
    return list(code_corpus(corpus(size), workspace, SHELLS, runner(SHELLS, jobs)))


def test_every_report_and_refusal_is_told_and_kept() -> None:
    with in_memory() as workspace:
        told = _code(workspace, 10)
        assert sum(isinstance(item, Done) and item.new for item in told) == 10
        reasons = [item.reason for item in told if isinstance(item, Refusal)]
        assert reasons[:1] == ["is empty"]
        assert "another date" in reasons[-1]
        assert len(list(query.documents(workspace))) == 10
        assert len(list(query.claims_in_force(workspace))) == 10
        # The refused claims are kept beside the refused input, though not told.
        assert len(list(query.refusals(workspace))) == len(reasons) + 10


def test_coding_twice_changes_nothing_and_reads_nothing(tmp_path: Path) -> None:
    with create(tmp_path / "kept") as workspace:
        first = _code(workspace, 10)
        before = content(workspace)
        second = _code(workspace, 10)
        assert content(workspace) == before
    assert not any(isinstance(item, Done) and item.new for item in second)
    # What was refused is told again.
    assert [item for item in second if isinstance(item, Refusal)] == [
        item for item in first if isinstance(item, Refusal)
    ]


def test_a_pool_leaves_what_one_process_leaves(tmp_path: Path) -> None:
    with create(tmp_path / "one") as one, create(tmp_path / "two") as two:
        _code(one, 40)
        _code(two, 40, jobs=2)
        assert content(one) == content(two)


def test_originals_are_there_before_the_report_is_told(tmp_path: Path) -> None:
    with create(tmp_path / "kept") as workspace:
        for item in code_corpus(corpus(3), workspace, SHELLS, SHELLS.code):
            assert isinstance(item, Done | Refusal)
        assert (
            workspace.originals.read(workspace.originals.keep(incoming(0).original))
            == incoming(0).original
        )


@pytest.mark.parametrize("jobs", [1, 2])
def test_killed_again_and_again_it_ends_the_same(tmp_path: Path, jobs: int) -> None:
    with create(tmp_path / "undisturbed") as workspace:
        _code(workspace)
        undisturbed = content(workspace)
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    folder = tmp_path / "disturbed"
    command = [sys.executable, "-m", "tests.run.coder", str(folder), str(SIZE), str(jobs)]
    kills = 0
    for _ in range(6):
        # Before it starts: what the last one left may be gone the moment it opens the workspace.
        before = _stamp(folder)
        coder = subprocess.Popen(command)
        try:
            while coder.poll() is None and _stamp(folder) in (before, None):
                time.sleep(0.01)
            time.sleep(chance.uniform(0, 0.15))
        finally:
            coder.kill()
            kills += coder.wait() != 0
    assert subprocess.run(command, check=False).returncode == 0
    with open_existing(folder) as workspace:
        assert content(workspace) == undisturbed, f"seed {seed}"
    assert kills, "it was never caught at work"


def _stamp(folder: Path) -> tuple[int, int] | None:
    """Of what is being written: it changes when a coder begins, whose first second is imports."""
    try:
        state = (folder / "workspace.sqlite-wal").stat()
    except FileNotFoundError:
        return None
    return state.st_size, state.st_mtime_ns
