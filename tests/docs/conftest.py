"""Folders in which the commands of a page run."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.console import Console

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def console(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Console]:
    """A function that gives a new folder with the checkout's `src`, and a home of its own."""

    def make() -> Console:
        folder = tmp_path_factory.mktemp("page")
        (folder / "src").symlink_to(CHECKOUT / "src")
        home = tmp_path_factory.mktemp("home")
        kept = {k: v for k, v in os.environ.items() if not k.startswith("CORROBORA_")}
        return Console(
            folder,
            {
                **kept,
                "PATH": f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}",
                # The gazetteer's cache stays the user's: building it takes a while.
                "XDG_STATE_HOME": str(home / "state"),
                "XDG_CONFIG_HOME": str(home / "config"),
                # What is printed to two streams stands in one page in the order of printing.
                "PYTHONUNBUFFERED": "1",
                "NO_COLOR": "1",
            },
        )

    return make
