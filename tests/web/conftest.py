"""A desk on three invented reports, and a client that asks it."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from corrobora.store.workspace import create
from corrobora.web.app import create_app
from corrobora.web.desk import Desk
from tests.web.asking import Asker
from tests.web.corpus import desk_in, fill


@pytest.fixture
def events(tmp_path: Path) -> tuple[str, str, str]:
    """The ids of the three events in the workspace `tmp_path/w`."""
    with create(tmp_path / "w") as workspace:
        return fill(workspace)


@pytest.fixture
def desk(events: tuple[str, str, str], tmp_path: Path) -> Iterator[Desk]:
    """A desk on these."""
    with desk_in(tmp_path / "w") as desk:
        yield desk


@pytest.fixture
def ask(desk: Desk) -> Iterator[Asker]:
    """What asks the desk for pages and fills in its forms."""
    with client_of(desk) as client:
        yield Asker(client)


def client_of(desk: Desk) -> TestClient:  # type: ignore[type-arg]  # of any application
    """A client of the desk's application."""
    with warnings.catch_warnings():
        # The client warns that a name without a domain keeps no cookies; addresses do.
        warnings.simplefilter("ignore")
        return TestClient(create_app(desk), base_url="http://127.0.0.1")
