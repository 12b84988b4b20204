"""The installed program, run as a user runs it."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

HEAVY = (
    "spacy",
    "numpy",
    "sqlalchemy",
    "alembic",
    "rich",
    "trafilatura",
    "pypdf",
    "corrobora.store",
)


def corrobora(*words: Any, **options: Any) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "corrobora.cli", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        **options,
    )


def test_help_answers_within_half_a_second() -> None:
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert corrobora("--help").returncode == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        # The processor's time: what else the machine does is not ours to answer for.
        used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        seconds.append(used)
    assert min(seconds) < 0.5


def test_help_loads_nothing_heavy() -> None:
    code = f"import sys, corrobora.cli; print([m for m in {HEAVY!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


@pytest.mark.parametrize("command", ["code", "explain", "export", "demo", "places", "codebook"])
def test_every_command_has_help(command: str) -> None:
    ended = corrobora(command, "--help")
    assert ended.returncode == 0
    assert "Usage: corrobora" in ended.stdout


def test_version() -> None:
    assert corrobora("--version").stdout.split()[0] == "corrobora"


def test_no_command_is_wrong_usage() -> None:
    assert corrobora().returncode == 2
    assert corrobora("cod").returncode == 2


def test_a_reader_of_our_output_may_leave() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "corrobora.cli", "codebook"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    told = program.stderr.read()
    program.stderr.close()
    program.wait()
    assert told == b""


def test_output_can_be_written_where_only_ascii_can(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = corrobora("codebook", env=environment)
    assert ended.returncode == 0
    assert "Traceback" not in ended.stderr


def test_stopped_by_the_user_it_says_what_is_kept(tmp_path: Path) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-m", "corrobora.cli", "code", "-", "--into", str(tmp_path / "kept")],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not (tmp_path / "kept" / "originals").exists() and time.monotonic() < deadline:
        if (tmp_path / "kept" / "workspace.sqlite").exists():
            break
        time.sleep(0.05)
    time.sleep(3)
    waiting.send_signal(signal.SIGINT)
    _, told = waiting.communicate(timeout=60)
    assert waiting.returncode == 130
    assert "is kept in" in told
    assert "Traceback" not in told
