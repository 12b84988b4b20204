"""The quick benchmarks hold their floors, where their data is on this machine."""

import os
import sys

import pytest

from evaluation.gate import NO_DATA, Wanted, default_data, gate


@pytest.mark.slow
def test_the_quick_floors_hold(capfd: pytest.CaptureFixture[str]) -> None:
    data = default_data(os.environ)
    if data is None:
        # No skip: the data may not be passed on, so most machines cannot have it.
        with capfd.disabled():
            sys.stdout.write(f"\n{NO_DATA}\n")
        return
    status = gate(Wanted(data=data, quick=True))
    told = capfd.readouterr().out
    assert status == 0, told
    with capfd.disabled():
        sys.stdout.write(f"\n{told}")
