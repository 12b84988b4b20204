"""The count of skipped tests, as a run of pytest prints it."""

import os
import socket
import subprocess
import sys
import warnings
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

TESTS = """
import pytest

@pytest.mark.skip(reason="no browser")
def test_page(): ...

@pytest.mark.skip(reason="no browser")
def test_map(): ...

def test_word(): ...
"""


@pytest.mark.parametrize(
    ("ci", "status", "line"),
    [
        ("", 0, "2 skipped: 2 no browser"),
        ("true", 1, "2 skipped, which is a failure with CI=true: 2 no browser"),
    ],
)
def test_the_last_line_counts_skips(tmp_path: Path, ci: str, status: int, line: str) -> None:
    (tmp_path / "test_one.py").write_text(TESTS)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.skips", "-c", "/dev/null", str(tmp_path)],
        env={**os.environ, "CI": ci, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == status
    assert run.stdout.splitlines()[-1] == line


def test_no_test_reaches_the_network() -> None:
    # The block also warns, which would be the error here.
    with warnings.catch_warnings(action="ignore"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)
